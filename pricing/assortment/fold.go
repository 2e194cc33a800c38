package assortment

import (
	"strings"
	"unicode"
)

// fold writes a text so that texts which differ in case alone become one, by
// Unicode's simple folding: as [strings.EqualFold] compares.
func fold(text string) string { return strings.Map(foldRune, text) }

// foldRune returns the smallest of the runes that are one without case.
func foldRune(r rune) rune {
	if r < unicode.MaxASCII {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}
