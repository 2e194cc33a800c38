package pricing_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

func answered(t testing.TB, data pricing.Data, line pricing.Line) pricing.Answer {
	t.Helper()
	data.Revision = 42
	answer, err := sheet(t, data).For(tradeBuyer(), march).Answer(line)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// PRC-4: the normal price is what it would be without contracts.
func TestPRC4_NormalPriceAndSpecial(t *testing.T) {
	for _, c := range []struct {
		reason  string
		data    pricing.Data
		price   string
		normal  string
		special bool
	}{
		{"a contract wins: the level price beside it", lists(level("A", at("10")), deal("K", at("9"))), "9.00 contract:K", "10.00 level:A", true},
		{"a contract at the level price is special", lists(level("A", at("10")), deal("K", at("10"))), "10.00 contract:K", "10.00 level:A", true},
		{"the level wins: both are one", lists(level("A", at("10")), deal("K", at("11"))), "10.00 level:A", "10.00 level:A", false},
		{"a promotion is no contract, but special", lists(level("A", at("10")), promo("X", at("8")), deal("K", at("9"))), "8.00 promotion:X", "8.00 promotion:X", true},
		{"without contracts the promotion counts", lists(level("A", at("10")), promo("X", at("8")), deal("K", at("7"))), "7.00 contract:K", "8.00 promotion:X", true},
		{"without contracts there is no price", lists(level("B", at("10")), deal("K", at("7"))), "7.00 contract:K", "not-in-level", true},
		{"no price at all", lists(level("A", at("5 1"))), "below-minimum from 5", "below-minimum from 5", false},
		{"no such product", lists(level("A", of("Q", "1"))), "no-such-product", "no-such-product", false},
	} {
		a := answered(t, c.data, some1)
		sameAs(t, c.reason, []string{c.price, c.normal, fmt.Sprint(c.special)}, []string{told(a.Price), told(a.Normal), fmt.Sprint(a.Special())})
		if a.Revision != 42 {
			t.Errorf("%s: the answer names revision %d", c.reason, a.Revision)
		}
	}
}

// nextIn is a next break in words: "more to minimum: unit source, saves".
func nextIn(n pricing.NextBreak) string {
	if !n.OK() {
		return ""
	}
	return fmt.Sprintf("%s more to %s: %s %s, saves %s", n.More, n.From, n.Unit.Number(), n.Source, n.Saves)
}

// PRC-4: the least quantity at which the unit price falls, whichever list gives it.
func TestPRC4_NextBreak(t *testing.T) {
	ladder := level("A", rows("1 10", "10 9", "20 8")...)
	for _, c := range []struct {
		reason string
		data   pricing.Data
		line   pricing.Line
		want   string
	}{
		{"the next of the same list", lists(ladder), pieces("P", "4"), "6 more to 10: 9.00 level:A, saves 10.00 GBP"},
		{"exactly on a break the next one", lists(ladder), pieces("P", "10"), "10 more to 20: 8.00 level:A, saves 20.00 GBP"},
		{"beyond the last there is none", lists(ladder), pieces("P", "20"), ""},
		{"another list's, if it comes first", lists(ladder, promo("X", rows("7 8.50")...)), pieces("P", "4"), "3 more to 7: 8.50 promotion:X, saves 10.50 GBP"},
		{"not a break at which the price does not fall", lists(ladder, promo("X", rows("7 10")...)), pieces("P", "4"), "6 more to 10: 9.00 level:A, saves 10.00 GBP"},
		{"not one at which it rises", lists(level("A", rows("1 10", "5 11", "9 9")...)), pieces("P", "4"), "5 more to 9: 9.00 level:A, saves 9.00 GBP"},
		{"not one that a forced price covers", lists(ladder, with(deal("K", at("12")), forced)), pieces("P", "4"), ""},
		{"but one of the forced list itself", lists(ladder, with(deal("K", rows("12", "6 11")...), forced)), pieces("P", "4"), "2 more to 6: 11.00 contract:K, saves 6.00 GBP"},
		{"where the level falls below the contract", lists(ladder, deal("K", at("9.50"))), pieces("P", "4"), "6 more to 10: 9.00 level:A, saves 5.00 GBP"},
		{"where a contract that is too dear now comes to count: never, if the level stays lower", lists(level("A", at("8")), deal("K", rows("10", "10 9")...)), pieces("P", "4"), ""},
		{"too few: the least quantity, and nothing saved", lists(level("A", rows("5 10", "10 9")...)), pieces("P", "2"), "3 more to 5: 10.00 level:A, saves none"},
		{"too few: of any list", lists(level("A", rows("5 10")...), promo("X", rows("3 20")...)), pieces("P", "2"), "1 more to 3: 20.00 promotion:X, saves none"},
		{"minima that are no whole numbers", lists(level("A", rows("0 10", "2.5 9")...)), pieces("P", "0.000001"), "2.499999 more to 2.5: 9.00 level:A, saves 2.50 GBP"},
		{"no price, no break", lists(level("B", at("1"))), pieces("P", "2"), ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if got := nextIn(answered(t, c.data, c.line).Next); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
		})
	}
}

// PRC-4: within a basket the next break is that of the scope.
func TestPRC4_NextBreakInABasket(t *testing.T) {
	line := with(promo("X", rows("10", "10 9.50")...), func(l *pricing.List) { l.Breaks.Scope = pricing.LineScope })
	product := promo("Y", rows("10", "20 9")...)
	for _, c := range []struct {
		reason string
		data   pricing.Data
		want   string
	}{
		{"by line", lists(line), "5 more to 10: 9.50 promotion:X, saves 5.00 GBP"},
		{"by product", lists(product), "5 more to 20: 9.00 promotion:Y, saves 10.00 GBP"},
		{"both at once: the minimum is that of the list that wins", lists(line, product), "5 more to 20: 9.00 promotion:Y, saves 10.00 GBP"},
		{"both at once, the other way round", lists(with(line, func(l *pricing.List) { l.ID.Code = "Z" }), product), "5 more to 20: 9.00 promotion:Y, saves 10.00 GBP"},
	} {
		basket, err := sheet(t, c.data).For(tradeBuyer(), march).Basket([]pricing.Line{pieces("P", "5"), pieces("P", "10")})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := basket.Answer(0)
		if got := nextIn(answer.Next); err != nil || got != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.reason, got, err, c.want)
		}
	}
}

// PRC-4: a break that nobody can pay does not take the answer away.
func TestPRC4_NextBreakBeyondBounds(t *testing.T) {
	data := lists(level("A", at("12.345678"), at("999999999999 11.345678")))
	if got := told(answered(t, data, some1).Price); got != "12.345678 level:A" {
		t.Errorf("got %q", got)
	}
	if got := answered(t, data, some1).Next.Saves; got.IsSet() && got.Sign() < 0 {
		t.Errorf("saves %s: wrapped", got)
	}
}

// PRC-4: the answer holds until exactly the instant at which it changes.
func TestPRC4_Holds(t *testing.T) {
	from := func(l *pricing.List) { l.Days = days("2026-03-20", "") }
	assigned := func(account string) pricing.List {
		return with(deal("K", at("9")), func(l *pricing.List) {
			l.Audience = memberOf(pricing.Assignment{Account: account, Days: days("2026-03-05", "2026-03-15")})
		})
	}
	for _, c := range []struct {
		reason string
		data   pricing.Data
		want   calendar.Days
	}{
		{"nothing changes: always", lists(level("A", at("10"))), calendar.Days{}},
		{"until the row of a price ends", lists(level("A", at("10"), dated("2026-03-01", "2026-03-31", at("9")))), days("2026-03-01", "2026-03-31")},
		{"until an inner table begins", lists(level("A", at("10"), dated("2026-03-12", "2026-03-31", at("9")))), days("", "2026-03-11")},
		{"until a list begins that will win", lists(level("A", at("10")), with(deal("K", at("9")), from)), days("", "2026-03-19")},
		{"not until one begins that will not", lists(level("A", at("10")), with(deal("K", at("11")), from)), calendar.Days{}},
		{"until the assignment ends", lists(level("A", at("10")), assigned("acme")), days("2026-03-05", "2026-03-15")},
		{"until the source changes at the same price", lists(level("A", at("9")), with(deal("K", at("9")), until("2026-03-10"))), days("", "2026-03-10")},
		{"until the break changes at the same price", lists(level("A", at("9"), dated("2026-03-01", "2026-03-11", at("1 9")))), days("2026-03-01", "2026-03-11")},
		{"until the reason changes", lists(level("A", dated("2026-04-01", "2026-04-30", at("9")))), days("", "2026-03-31")},
		{"an unknown product: always", lists(level("A", of("Q", "9"))), calendar.Days{}},
		{"not where another's contract begins", lists(level("A", at("10")), assigned("other")), calendar.Days{}},
	} {
		got := answered(t, c.data, pieces("P", "2")).Holds
		want := c.want.Window(sheet(t, c.data).Zone())
		if !got.From.Equal(want.From) || !got.Until.Equal(want.Until) {
			t.Errorf("%s: holds %v to %v, want %v to %v", c.reason, got.From, got.Until, want.From, want.Until)
		}
	}
}

// PRC-4: both ends are exact: asked at the first instant and just before the end.
func TestPRC4_HoldsAtItsEnds(t *testing.T) {
	book := sheet(t, lists(level("A", at("10"), dated("2026-03-01", "2026-03-31", at("9")))))
	window := days("2026-03-01", "2026-03-31").Window(book.Zone())
	for _, c := range []struct {
		reason string
		at     time.Time
		want   calendar.Window
	}{
		{"its first instant", window.From, window},
		{"a microsecond before its end", window.Until.Add(-time.Microsecond), window},
		{"its end", window.Until, calendar.Window{From: window.Until}},
		{"a microsecond before it", window.From.Add(-time.Microsecond), calendar.Window{Until: window.From}},
	} {
		answer, err := book.For(tradeBuyer(), c.at).Answer(some1)
		if got := answer.Holds; err != nil || !got.From.Equal(c.want.From) || !got.Until.Equal(c.want.Until) {
			t.Errorf("%s: holds %v to %v, %v", c.reason, got.From, got.Until, err)
		}
	}
}

// PRC-4: a line of a basket holds as long as what the others add.
func TestPRC4_HoldsInABasket(t *testing.T) {
	b := pricing.Breaks{Scope: pricing.FamilyScope, Family: "f"}
	family := func(r pricing.Row) pricing.Row { r.Breaks = b; return r }
	data := lists(level("A", family(at("10")), family(at("10 8")), family(dated("", "2026-03-20", of("Q", "1")))))
	basket, err := sheet(t, data).For(tradeBuyer(), march).Basket([]pricing.Line{pieces("P", "4"), pieces("Q", "6")})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := basket.Answer(0)
	if err != nil || told(answer.Price) != "8.00 level:A from 10" || !answer.Holds.Until.Equal(calendar.MustDate("2026-03-21").FirstInstant(march.Location())) {
		t.Errorf("%q until %v, %v", told(answer.Price), answer.Holds.Until, err)
	}
	if answer.Next.OK() {
		t.Errorf("next %+v", answer.Next)
	}
	if _, err := basket.Answer(2); err == nil {
		t.Error("an answer for a line that there is not")
	}
}
