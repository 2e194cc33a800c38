package defect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Max is how many defects one error keeps.
const Max = 100

// Keep sorts what was found, in place and each once, and returns the first Max, copied, and how many others there are. What
// compares as 0 is the same.
func Keep[D any](found []D, compare func(a, b D) int) (kept []D, more int) {
	slices.SortFunc(found, compare)
	found = slices.CompactFunc(found, func(a, b D) bool { return compare(a, b) == 0 })
	kept = slices.Clone(found[:min(len(found), Max)])
	return kept, len(found) - len(kept)
}

// Text lists defects, a line each, under the class of their error and how many there are.
func Text[D fmt.Stringer](class error, kept []D, more int) string {
	var text strings.Builder
	text.WriteString(class.Error() + ", " + strconv.Itoa(len(kept)+more) + " defect")
	if len(kept)+more != 1 {
		text.WriteByte('s')
	}
	for _, d := range kept {
		text.WriteString("\n\t" + d.String())
	}
	if more > 0 {
		text.WriteString("\n\tand " + strconv.Itoa(more) + " more")
	}
	return text.String()
}
