package order

import (
	"slices"
	"strings"
)

// reason is one more reason of a group that has one already.
type reason struct {
	of   Taxed
	text string
}

// because notes why no tax is taken. A group has one reason mostly, and keeps it itself.
func (w *work) because(t Taxed, text string) {
	group := &w.groups[w.of(&t)]
	switch {
	case text == "" || text == group.Reason:
	case group.Reason == "":
		group.Reason = text
	default:
		w.reasons = append(w.reasons, reason{t, text})
	}
}

// reason writes the reasons of groups that have several: each once, in an order that does not depend on the lines'.
func (w *work) reason() {
	for i := range w.groups {
		group := &w.groups[i]
		texts := []string{group.Reason}
		for _, r := range w.reasons {
			if group.compare(r.of) == 0 {
				texts = append(texts, r.text)
			}
		}
		if len(texts) > 1 {
			slices.Sort(texts)
			group.Reason = strings.Join(slices.Compact(texts), "; ")
		}
	}
}
