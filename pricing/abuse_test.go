package pricing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Prices and quantities that must not come in.
func TestAbuse_Borders(t *testing.T) {
	digits := strings.Repeat("9", 1<<20)
	for reason, text := range map[string]string{
		"an exponent": "1e1000000000", "1 MB of digits": digits, "1 MB of decimals": "0." + digits, "not a number": "NaN", "infinity": "Inf",
		"nothing": "", "19 digits": "1234567890123456789", "a large exponent": "1e9999", "other digits": "１", "two signs": "--1", "a space": " 1", "seven decimals": "0.0000001",
	} {
		begun := time.Now()
		if _, err := money.Parse(text, money.GBP); err == nil || len(err.Error()) > 200 {
			t.Errorf("%s is a price", reason)
		}
		if _, err := money.ParseQuantity(text); err == nil || len(err.Error()) > 200 {
			t.Errorf("%s is a quantity", reason)
		}
		if spent := time.Since(begun); spent > 100*time.Millisecond {
			t.Errorf("%s took %v to refuse", reason, spent)
		}
	}
	for _, text := range []string{`{"price":null}`, `{"price":1}`, `{"price":"1e9 GBP"}`, `{"price":"1"}`, `{"quantity":1}`, `{"quantity":null}`, `{"quantity":"1e9999"}`, `{"currency":null}`, `{"currency":"gbp"}`, `{"reason":"nope"}`, `{"source":"nope"}`, `{"entries":[{"code":"nope"}]}`, `{"criteria":["nope"]}`} {
		var trace pricing.Trace
		if err := json.Unmarshal([]byte(text), &trace); err == nil {
			t.Errorf("a trace is read from %s", text)
		}
	}
}

// A basket has bounds, and its sums too.
func TestAbuse_Baskets(t *testing.T) {
	p := sheet(t, lists(level("A", at("10")))).For(tradeBuyer(), march)
	many := make([]pricing.Line, pricing.MaxLines+1)
	for i := range many {
		many[i] = some1
	}
	if basket, err := p.Basket(many[:pricing.MaxLines]); err != nil || basket.Total.Number() != "100000.00" {
		t.Errorf("%d lines: %s, %v", pricing.MaxLines, basket.Total, err)
	}
	most := pieces("P", "9000000000000")
	for _, c := range []struct {
		reason, field string
		line          int
		lines         []pricing.Line
	}{
		{"10,001 lines", "lines", 0, many},
		{"a line without a quantity", "quantity", 2, []pricing.Line{some1, pieces("P", "0")}},
		{"a line below 0", "quantity", 1, []pricing.Line{pieces("P", "-5"), some1}},
		{"a sum beyond bounds", "quantity", 2, []pricing.Line{most, most}},
		{"a sum beyond bounds, of different products", "quantity", 2, []pricing.Line{most, pieces("none", "9000000000000")}},
	} {
		basket, err := p.Basket(c.lines)
		var q *pricing.QuestionError
		if !errors.As(err, &q) || q.Field != c.field || q.Line != c.line || len(basket.Lines) > 0 {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
	basket, err := p.Basket([]pricing.Line{some1})
	for _, i := range []int{-1, 1, 1 << 40} {
		_, errA := basket.Answer(i)
		_, errE := basket.Explain(i)
		if err != nil || !errors.Is(errA, pricing.ErrQuestion) || !errors.Is(errE, pricing.ErrQuestion) {
			t.Errorf("line %d: %v, %v", i, errA, errE)
		}
	}
	var none pricing.Basket
	if _, err := none.Answer(0); !errors.Is(err, pricing.ErrQuestion) {
		t.Errorf("the zero basket answers: %v", err)
	}
}

// Amounts near the limits of 64 bits are a typed error, never a wrap.
func TestAbuse_Overflow(t *testing.T) {
	graduated := func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }
	for _, c := range []struct {
		reason string
		data   pricing.Data
		lines  []pricing.Line
	}{
		{"one line", lists(level("A", at("999999999999.999999"))), []pricing.Line{pieces("P", "999999999999.999999")}},
		{"the sum of two", lists(level("A", at("9000000000000000"))), []pricing.Line{pieces("P", "900"), pieces("P", "900")}},
		{"graduated", lists(with(level("A", rows("0 999999999999.999999", "5 999999999999.999998")...), graduated)), []pricing.Line{pieces("P", "999999999999.999999")}},
	} {
		basket, err := sheet(t, c.data).For(tradeBuyer(), march).Basket(c.lines)
		var over *money.OverflowError
		if !errors.As(err, &over) || basket.Total.IsSet() {
			t.Errorf("%s: total %s, %v", c.reason, basket.Total, err)
		}
	}
	// the largest that fits, and breaks that nobody reaches
	far := lists(level("A", at("1"), at("9223372036854 0.5")), with(promo("X", at("2"), at("9223372036854 0.25")), func(l *pricing.List) { l.Breaks.Scope = pricing.LineScope }))
	p := sheet(t, far).For(tradeBuyer(), march)
	basket, err := p.Basket([]pricing.Line{pieces("P", "1"), pieces("P", "9000000000000")})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := basket.Answer(0)
	if err != nil || told(answer.Price) != "1.00 level:A" || answer.Next.OK() && answer.Next.More.Sign() <= 0 {
		t.Errorf("%q, %s, %v", told(answer.Price), nextIn(answer.Next), err)
	}
}

// Currencies never meet.
func TestAbuse_Currencies(t *testing.T) {
	both := lists(level("A", at("10"), inEuro(at("2")), inEuro(of("Q", "3"))), deal("K", inEuro(at("1"))))
	euro := func(b *pricing.Buyer) { b.Currency = money.EUR }
	runRule(t, []ruleCase{
		{reason: "pounds", data: both, want: "10.00 level:A"},
		{reason: "euro", data: both, buyer: euro, want: "1.00 contract:K"},
		{reason: "euro only", data: both, line: pieces("Q", "1"), want: "not-in-currency"},
		{reason: "a third", data: both, buyer: func(b *pricing.Buyer) { b.Currency = money.USD }, want: "not-in-currency"},
	})
	for currency, want := range map[money.Currency]string{money.GBP: "none", money.EUR: "4.00 EUR"} {
		buyer := tradeBuyer()
		buyer.Currency = currency
		basket, err := sheet(t, both).For(buyer, march).Basket([]pricing.Line{some1, pieces("Q", "1")})
		if err != nil || basket.Total.String() != want {
			t.Errorf("%s: %s, %v", currency, basket.Total, err)
		}
	}
}

// A contract that expires between basket and order is asked for again.
func TestAbuse_ExpiredMeanwhile(t *testing.T) {
	book := sheet(t, lists(level("A", at("10")), with(deal("K", at("9")), until("2026-03-10"))))
	end := time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)
	for at, want := range map[time.Time]string{march: "9.00 contract:K", end.Add(-1): "9.00 contract:K", end: "10.00 level:A"} {
		basket, err := book.For(tradeBuyer(), at).Basket([]pricing.Line{some1})
		if err != nil || told(basket.Lines[0].Price) != want {
			t.Errorf("at %s: %q, %v", at, told(basket.Lines[0].Price), err)
		}
	}
	answer, err := book.For(tradeBuyer(), march).Answer(some1)
	if err != nil || !answer.Holds.Until.Equal(end) {
		t.Errorf("the basket's answer does not say so: %v, %v", answer.Holds, err)
	}
}

// The zero values of what hosts hold are refused, not a panic.
func TestAbuse_ZeroValues(t *testing.T) {
	book := new(pricing.Book)
	price, err := book.For(tradeBuyer(), march).Price(some1)
	if price.OK() {
		t.Errorf("the zero Book prices: %q, %v", told(price), err)
	}
	for call, err := range asked(book.For(tradeBuyer(), march), some1) {
		t.Logf("the zero Book: %s: %v", call, err)
	}
	if _, ok := book.Item("P", ""); ok || count(book.For(tradeBuyer(), march), money.Units(1)) > 0 {
		t.Error("the zero Book has products")
	}
	for range book.Lists() {
		t.Error("the zero Book has lists")
	}
	if next, err := book.With(pricing.Changes{Put: []pricing.List{level("A", at("1"))}}); err == nil || next != nil {
		t.Errorf("the zero Book has a next one without a zone: %v", err)
	}
	b := new(pricing.Builder)
	b.List(level("A", at("1")))
	b.Row(pricing.LevelID("A"), at("2"))
	if book, err := b.Book(); !errors.Is(err, pricing.ErrData) || book != nil {
		t.Errorf("the zero Builder makes %v, %v", book, err)
	}
	var item pricing.Item
	if item.Product() != "" || item.Unit() != "" {
		t.Error("the zero Item has a product")
	}
	var p pricing.Prices
	for range p.Lists() {
		t.Error("the zero Prices have lists")
	}
	for range p.Products(pricing.LevelID("A")) {
		t.Error("the zero Prices have products")
	}
}

// Very many contracts of one product, which leave the page.
func TestAbuse_ManyContractsOfOneProduct(t *testing.T) {
	const n = 12_000
	data := lists(level("A", at("10")))
	for i := range n {
		l := deal(fmt.Sprintf("K%05d", i), at(fmt.Sprintf("%d.%02d", 5+i%3, i%97)), of(fmt.Sprint("Q", i%7), "3"))
		for _, least := range []string{"10", "20", "30", "40", "50"} { // more rows than 16 bits count
			l.Rows = append(l.Rows, at(least+" 4"))
		}
		l.Audience = memberOf(pricing.Assignment{Account: fmt.Sprint("a", i%4000)})
		data.Lists = append(data.Lists, l)
	}
	book := sheet(t, data)
	buyer := tradeBuyer()
	buyer.Account = "a1234"
	check := func(book *pricing.Book, want ...string) {
		t.Helper()
		trace, err := book.For(buyer, march).Explain(some1)
		if err != nil {
			t.Fatal(err)
		}
		sameAs(t, "the three of this account, and no other", want, codes(trace))
	}
	check(book, "contract:K09234 won", "contract:K01234 outbid", "contract:K05234 outbid", "level:A outbid")
	for i, want := range [][]string{
		{"contract:K09234 won", "contract:K01234 outbid", "level:A outbid"},
		{"contract:K01234 won", "level:A outbid"},
		{"level:A won"},
	} {
		next, err := book.With(pricing.Changes{Drop: []pricing.ListID{contractID([]string{"K05234", "K09234", "K01234"}[i])}})
		if err != nil {
			t.Fatal(err)
		}
		check(next, want...)
		book = next
	}
	next, err := book.With(pricing.Changes{Put: []pricing.List{with(deal("K05234", at("1")), func(l *pricing.List) { l.Audience = memberOf(pricing.Assignment{Account: "a1234"}) })}})
	if err != nil {
		t.Fatal(err)
	}
	check(next, "contract:K05234 won", "level:A outbid")
	check(book, "level:A won")
}

// All contracts of one product are dropped again, and it is nobody's.
func TestAbuse_LeavesEmptied(t *testing.T) {
	data := lists(level("A", of("Q", "1")))
	for i := range 600 {
		data.Lists = append(data.Lists, deal(fmt.Sprint("K", i), at(fmt.Sprint(10+i))))
	}
	book := sheet(t, data)
	for i := range 600 {
		if got, want := told(mustAsk(t, book.For(tradeBuyer(), march), some1)), fmt.Sprintf("%d.00 contract:K%d", 10+i, i); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		next, err := book.With(pricing.Changes{Products: rowsFor(contractID(fmt.Sprint("K", i)), "P")})
		if err != nil {
			t.Fatal(err)
		}
		book = next
	}
	if got := told(mustAsk(t, book.For(tradeBuyer(), march), some1)); got != "no-such-product" {
		t.Errorf("got %q", got)
	}
}

// One list with 3,000 rows of one product, and its neighbours on the page.
func TestAbuse_ManyRowsOfOneProduct(t *testing.T) {
	const n = 3000
	for _, list := range []pricing.List{level("A"), deal("K")} {
		list.Rows = []pricing.Row{of("O", "7"), of("Q", "8")}
		for i := range n {
			list.Rows = append(list.Rows, at(fmt.Sprintf("%d %d", i+1, n-i)))
		}
		book := sheet(t, lists(list))
		next, err := book.With(pricing.Changes{Products: rowsFor(list.ID, "P", at("5"))})
		if err != nil {
			t.Fatal(err)
		}
		back, err := next.With(pricing.Changes{Put: []pricing.List{list}})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range []*pricing.Book{book, back} {
			for _, q := range []int{1, 2, 257, 1500, 2999, 3000, 9999} {
				want := fmt.Sprintf("%d.00 %s from %d", max(1, n+1-q), list.ID, min(q, n))
				if got := told(mustAsk(t, b.For(tradeBuyer(), march), pieces("P", fmt.Sprint(q)))); got != want {
					t.Errorf("%d pieces: %q, want %q", q, got, want)
				}
			}
		}
		for product, want := range map[string]string{"O": "7.00", "P": "5.00", "Q": "8.00"} {
			if got := told(mustAsk(t, next.For(tradeBuyer(), march), pieces(product, "1"))); got != want+" "+list.ID.String() {
				t.Errorf("after a change, %s: %q", product, got)
			}
		}
	}
}

// One product in 300 units.
func TestAbuse_ManyUnits(t *testing.T) {
	list := level("A")
	for i := range 300 {
		row := at(fmt.Sprint(1 + i))
		row.Unit = fmt.Sprintf("U%03d", i)
		list.Rows = append(list.Rows, row)
	}
	p := sheet(t, lists(list, with(level("D"), func(l *pricing.List) {
		l.Derived = &pricing.Derivation{From: pricing.LevelID("A"), Round: twoHalf}
	}))).For(tradeBuyer(), march)
	for i := range 300 {
		line := pricing.Line{Product: "P", Unit: fmt.Sprintf("U%03d", i), Quantity: money.Units(1)}
		if got := told(mustAsk(t, p, line)); got != fmt.Sprintf("%d.00 level:A", 1+i) {
			t.Errorf("%s: %q", line.Unit, got)
		}
	}
	sameAs(t, "all of them", 300, len(listed(p, "1")))
	if got := told(mustAsk(t, p, some1)); got != "not-in-unit" {
		t.Errorf("got %q", got)
	}
}

// More rights than there are bits, at once and by and by.
func TestAbuse_ManyRights(t *testing.T) {
	for _, d := range refusals(t, lists(featured(70)...)) {
		if d.Code != pricing.TooManyRights || !strings.HasPrefix(d.Detail, "f") {
			t.Errorf("%s", d)
		}
	}
	if n := len(refusals(t, lists(featured(70)...))); n != 6 {
		t.Errorf("%d of 70 are refused, want 6", n)
	}
	book, all := sheet(t, lists(featured(64)...)), featured(200)
	for i := 64; i < 200; i++ {
		next, err := book.With(pricing.Changes{Drop: []pricing.ListID{all[i-64].ID}, Put: []pricing.List{with(all[i], own(at("5")))}})
		if err != nil {
			t.Fatalf("64 rights after %d changes: %v", i-63, err)
		}
		buyer := tradeBuyer()
		if got := told(mustAsk(t, next.For(buyer, march), some1)); got != "no-such-product" {
			t.Fatalf("without the feature: %q", got)
		}
		buyer.Features = []account.Feature{all[i].Feature}
		if got := told(mustAsk(t, next.For(buyer, march), some1)); got != "5.00 "+all[i].ID.String() {
			t.Fatalf("with the feature %s: %q", all[i].Feature, got)
		}
		book = next
	}
}

// More levels and more groups than lie in the Prices themselves, at several instants.
func TestAbuse_ManyLevelsAndGroups(t *testing.T) {
	var data pricing.Data
	buyer := pricing.Buyer{Account: "acme", PricedAs: "parent", CountOwn: true, Currency: money.GBP}
	for i := range 12 {
		code := fmt.Sprintf("L%02d", i)
		buyer.Levels = append(buyer.Levels, code)
		data.Lists = append(data.Lists, with(level(code, at(fmt.Sprint(100+i))), func(l *pricing.List) {
			if i < 11 {
				l.Days = days("2026-03-11", "")
			}
		}))
		buyer.Groups = append(buyer.Groups, "g"+code)
		data.Lists = append(data.Lists, with(promo(code, at(fmt.Sprint(90-i))), func(l *pricing.List) {
			l.Audience, l.Days = memberOf(pricing.Assignment{Group: "g" + code}), days("2026-03-12", "")
		}))
	}
	p := sheet(t, data).For(buyer, march)
	answer, err := p.Answer(some1)
	if err != nil || told(answer.Price) != "111.00 level:L11" || !answer.Holds.Until.Equal(time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%q until %v, %v", told(answer.Price), answer.Holds.Until, err)
	}
	book := sheet(t, data)
	for day, want := range map[int]string{11: "100.00 level:L00", 12: "79.00 promotion:L11"} {
		p := book.For(buyer, time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC))
		if got := told(mustAsk(t, p, some1)); got != want {
			t.Errorf("on the %dth: %q, want %q", day, got, want)
		}
	}
}
