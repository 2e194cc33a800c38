package money_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestCurrency(t *testing.T) {
	for _, tc := range []struct {
		code   string
		want   money.Currency
		digits int
		reason string
	}{
		{"GBP", money.GBP, 2, "two digits are usual"},
		{"JPY", money.JPY, 0, "no minor unit"},
		{"KWD", money.KWD, 3, "thousandths"},
		{"CLF", money.CLF, 4, "the most digits that there are"},
		{"AED", money.AED, 2, "the first of the table"},
		{"ZWG", money.ZWG, 2, "the last of the table"},
		{"XAU", money.XAU, 0, "metals have none stated"},
	} {
		c, err := money.ParseCurrency(tc.code)
		if err != nil || c != tc.want || c.String() != tc.code || c.Digits() != tc.digits || !c.Known() {
			t.Errorf("%s: %s: got %v, %d digits, known %v, %v", tc.code, tc.reason, c, c.Digits(), c.Known(), err)
		}
		if c > 1<<15-1 {
			t.Errorf("%s: does not fit 15 bits", tc.code)
		}
	}
}

func TestCurrencyUnknown(t *testing.T) {
	for _, tc := range []struct{ code, reason string }{
		{"", "none"},
		{"gbp", "never folded"},
		{"GB", "too short"},
		{"GBPX", "too long"},
		{"XXX", "no currency involved"},
		{"DEM", "withdrawn"},
		{"AAA", "before the table"},
		{"ZZZ", "after the table"},
		{"G1P", "no letter"},
		{"ГБП", "not ASCII"},
	} {
		c, err := money.ParseCurrency(tc.code)
		var e *money.CurrencyError
		if c != 0 || !errors.Is(err, money.ErrCurrency) || !errors.As(err, &e) {
			t.Errorf("%q: %s: got %v, %v", tc.code, tc.reason, c, err)
		}
		if capitals := regexp.MustCompile(`\A[A-Z]{3}\z`).MatchString(tc.code); capitals != (e.Currency != 0) || capitals && e.Currency.String() != tc.code {
			t.Errorf("%q: the error carries %v", tc.code, e.Currency)
		}
	}
	mustPanic(t, func() { money.MustCurrency("DEM") })
}

func TestCurrencyEveryCode(t *testing.T) {
	known := 0
	last := money.Currency(0)
	for c := range money.Currency(1 << 16) {
		if !c.Known() {
			if c.Digits() != 0 {
				t.Errorf("%v: unknown, with %d digits", c, c.Digits())
			}
			continue
		}
		known++
		got, err := money.ParseCurrency(c.String())
		if err != nil || got != c || c.Digits() > 4 || c.String() <= last.String() && last != 0 {
			t.Errorf("%v: got %v, %v", c, got, err)
		}
		last = c
	}
	if known != 178 {
		t.Errorf("%d currencies", known)
	}
}

func TestCurrencyString(t *testing.T) {
	for c, want := range map[money.Currency]string{0: "none", 1: "???", 1 << 31: "???", money.EUR: "EUR"} {
		if got := c.String(); got != want {
			t.Errorf("%d: got %q, want %q", uint32(c), got, want)
		}
	}
}

func mustPanic(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	f()
}
