package storagetest

import (
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// oddIDs are ids that a careless store takes for each other, or changes.
func oddIDs() []string {
	long := strings.Repeat("x", 254)
	return []string{
		"a", "A", "aa", "a a", "a  a", "a\u00a0a", "a\u200ba", "0", "00", "1", "01", "1.0", "-1", "null", "NULL",
		"\u00e9", "e\u0301", "E\u0301", "\u00df", "ss", "\u0130", "i", "I", "\u0131", "\U0001f600", "\ufeffa", "\ufffd",
		"%", "_", "a%", "a_", "a*", "a?", "'", "''", "\"", "\\", "\\\\", "\\n", "`", "$1", "?", ":a", "a:b", "a,b", "a;b", "a|b", "a/b",
		long + "y", long + "z", long, strings.Repeat("\u00e9", 127),
	}
}

// oddInstants are instants that a careless store changes: before 1970, at the ends of what there is, below a microsecond, in
// another zone.
func oddInstants() []time.Time {
	return []time.Time{
		{}, time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 3, 29, 1, 0, 0, 1000, time.UTC), time.Date(2038, 1, 19, 3, 14, 8, 123456000, time.UTC),
		time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC),
		time.Date(2026, 10, 25, 2, 30, 0, 123456789, time.FixedZone("east", 5*3600+1800)),
		time.Date(1960, 2, 29, 0, 0, 0, 999999999, time.UTC),
	}
}

// oddAmounts are amounts that a careless store rounds or mixes up. No amount and an amount of 0 are two things.
func oddAmounts() []money.Amount {
	return []money.Amount{
		{}, money.Zero(money.GBP), money.Zero(money.EUR), money.Scaled(1, 6, money.GBP), money.Scaled(150, 2, money.GBP),
		money.Scaled(15, 1, money.JPY), money.Scaled(999_999_999_999_999_999, 0, money.GBP),
		money.Scaled(999_999_999_999_999_999, 6, money.EUR), money.Scaled(9_007_199_254_740_993, 0, money.USD),
		money.Scaled(-1, 2, money.GBP),
	}
}

// oddTexts are texts that a careless store cuts or changes.
func oddTexts() []string {
	return []string{
		"", " ", " \t\r\n ends in a space ", "a\x00b", "\u2028\u2029", "<a href='x'>&amp;</a>", "\\u0041", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
		strings.Repeat("long \u00e9 ", 500),
	}
}

// odd returns the element of a list that a number falls on.
func odd[E any](list []E, n int) E { return list[n%len(list)] }

// manyOf returns so many texts.
func manyOf(n int, stem string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = stem + strings.Repeat("0", 4) + money.Units(int32(i)).String()
	}
	return all
}
