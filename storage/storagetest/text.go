package storagetest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// text writes a fact so that equal facts are equal texts.
func text(fact any) string {
	bytes, err := json.Marshal(fact)
	if err != nil {
		return fmt.Sprintf("%T: %v", fact, err)
	}
	return string(bytes)
}

// same fails the clause where a fact is not what it should be.
func (r *run) same(what string, got, want any) {
	r.Helper()
	if g, w := text(got), text(want); g != w {
		r.Errorf("%s: %s", what, differ(g, w))
	}
}

// differ says where two texts begin to differ.
func differ(got, want string) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	from := max(0, at-60)
	return fmt.Sprintf("is\n\t  %s\n\twant\n\t  %s", part(got, from), part(want, from))
}

func part(text string, from int) string {
	const most = 300
	text = strings.ToValidUTF8(text[min(from, len(text)):], "?")
	if from > 0 {
		text = "…" + text
	}
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
