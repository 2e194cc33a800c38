package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// catalogue has 300 products in several units, not given in order.
func catalogue() pricing.Data {
	a, k := level("A"), deal("K")
	for i := range 300 {
		product := fmt.Sprintf("P%d", (i*7)%300)
		a.Rows = append(a.Rows, of(product, fmt.Sprintf("%d", 10+i)), of(product, fmt.Sprintf("10 %d", 9+i)))
		if i%3 == 0 {
			a.Rows = append(a.Rows, inBoxes(of(product, fmt.Sprintf("%d", 100+i))))
		}
		if i%5 == 0 {
			k.Rows = append(k.Rows, of(product, fmt.Sprintf("%d", 8+i)))
		}
		if i%7 == 0 {
			k.Rows = append(k.Rows, of("only-"+product, "1"))
		}
	}
	return lists(a, k, level("B", of("others", "1")))
}

// PRC-7: a whole catalogue, in the order of product codes, as one at a time.
func TestPRC7_All(t *testing.T) {
	book := sheet(t, catalogue())
	p := book.For(tradeBuyer(), march)
	one := book.For(tradeBuyer(), march)
	var names []string
	for item, price := range p.All(money.Units(2)) {
		names = append(names, item.Product()+"\x00"+item.Unit())
		line := pricing.Line{Product: item.Product(), Unit: item.Unit(), Quantity: money.Units(2)}
		if want := mustAsk(t, one, line); told(price) != told(want) {
			t.Errorf("%s: %s, one at a time %s", item.Product(), told(price), told(want))
		}
		byItem, err := one.PriceOf(item, money.Units(2))
		if err != nil || told(byItem) != told(price) {
			t.Errorf("%s: %s, by its handle %s, %v", item.Product(), told(price), told(byItem), err)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(names)) != 300+100+43 {
		t.Errorf("%d names, sorted %v", len(names), slices.IsSorted(names))
	}
	if slices.ContainsFunc(listed(p, "2"), func(s string) bool { return s[:6] == "others" }) {
		t.Error("a product that only others may buy is listed")
	}
}

// PRC-7: the catalogue can be stopped, and begun again.
func TestPRC7_AllCanBeStopped(t *testing.T) {
	p := sheet(t, catalogue()).For(tradeBuyer(), march)
	for _, limit := range []int{1, 2, 33, 100} {
		n := 0
		for range p.All(money.Units(1)) {
			if n++; n == limit {
				break
			}
		}
		if n != limit {
			t.Errorf("stopped after %d, want %d", n, limit)
		}
	}
	sameAs(t, "and asked again it is whole", 443, len(listed(p, "1")))
	for id := range p.Lists() {
		n := 0
		for range p.Products(id) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d", id, n)
		}
		break
	}
}

// PRC-7: a defective question gets no catalogue.
func TestPRC7_AllOfADefectiveQuestion(t *testing.T) {
	book := sheet(t, catalogue())
	for reason, change := range map[string]func(*pricing.Buyer){
		"no currency": func(b *pricing.Buyer) { b.Currency = 0 },
		"hidden":      func(b *pricing.Buyer) { b.PricesHidden = true },
		"blocked":     func(b *pricing.Buyer) { b.Blocked = true },
		"no terms":    func(b *pricing.Buyer) { b.Account, b.Levels = "nobody", nil },
	} {
		buyer := tradeBuyer()
		change(&buyer)
		sameAs(t, reason, 0, len(listed(book.For(buyer, march), "1")))
	}
	sameAs(t, "no quantity", 0, len(listed(book.For(tradeBuyer(), march), "0")))
}

// PRC-7: a basket is the same answers as one at a time, in the order given.
func TestPRC7_Basket(t *testing.T) {
	p := sheet(t, catalogue()).For(tradeBuyer(), march)
	for _, n := range []int{1, 3, 64, 65, 300} {
		var lines []pricing.Line
		for i := range n {
			lines = append(lines, pieces(fmt.Sprintf("P%d", (i*11)%301), fmt.Sprint(1+i%12)))
		}
		basket, err := p.Basket(lines)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range lines {
			if want := mustAsk(t, p, line); told(basket.Lines[i].Price) != told(want) {
				t.Fatalf("line %d of %d: %s, alone %s", i, n, told(basket.Lines[i].Price), told(want))
			}
			sameAs(t, "answer", mustAnswer(t)(p.Answer(line)), mustAnswer(t)(basket.Answer(i)))
		}
	}
}

func mustAnswer(t *testing.T) func(pricing.Answer, error) string {
	return func(a pricing.Answer, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(told(a.Price), told(a.Normal), nextIn(a.Next), a.Holds, a.Revision)
	}
}

// PRC-7: however long a basket is, a product counts over all of it.
func TestPRC7_LongBasketsCountTogether(t *testing.T) {
	p := sheet(t, lists(level("A", rows("10", "100 8")...), level("B", of("Q", "1")))).For(tradeBuyer(), march)
	for _, n := range []int{64, 65, 99, 100, 200} {
		var lines []pricing.Line
		for i := range n {
			lines = append(lines, pieces("P", "1"))
			if i%2 == 0 {
				lines[i] = pieces("Q", "1")
			}
		}
		lines = append(lines, pieces("P", fmt.Sprint(100-n/2)), boxes("P", "1"))
		if n >= 200 {
			lines = lines[:n]
		}
		basket, err := p.Basket(lines)
		if err != nil || told(basket.Lines[1].Price) != "8.00 level:A from 100" || told(basket.Lines[n-1].Price) != "8.00 level:A from 100" && n%2 == 0 {
			t.Errorf("%d lines: %q, %v", len(lines), told(basket.Lines[1].Price), err)
		}
	}
}

// PRC-7: sums add up; a line without a price leaves no total.
func TestPRC7_BasketTotal(t *testing.T) {
	p := sheet(t, lists(level("A", at("1.10"), of("Q", "2.205"), of("R", "5 1")))).For(tradeBuyer(), march)
	for _, c := range []struct {
		reason string
		lines  []pricing.Line
		want   string
	}{
		{"two lines", []pricing.Line{pieces("P", "3"), pieces("Q", "2")}, "7.71 GBP"},
		{"one line has no price", []pricing.Line{pieces("P", "3"), pieces("none", "2")}, "none"},
		{"one line has too few", []pricing.Line{pieces("R", "4"), pieces("P", "2")}, "none"},
		{"two lines that have enough together", []pricing.Line{pieces("R", "4"), pieces("R", "1")}, "5.00 GBP"},
		{"no lines cost nothing", nil, "0.00 GBP"},
	} {
		basket, err := p.Basket(c.lines)
		if got := basket.Total.String(); err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", c.reason, got, err, c.want)
		}
	}
}

// PRC-9: nothing depends on the order in which data was given.
func TestPRC9_OrderOfTheData(t *testing.T) {
	tell := func(seed uint64) string {
		rng := rand.New(rand.NewPCG(seed, 9))
		data := catalogue()
		data.Lists = append(data.Lists, crowd().Lists[2:]...)
		data.Lists[len(data.Lists)-1].Audience = memberOf(pricing.Assignment{Account: "acme"}, pricing.Assignment{Group: "g"}, pricing.Assignment{Account: "b"})
		data.Lists = slices.DeleteFunc(data.Lists, func(l pricing.List) bool { return l.ID == contractID("K") && len(l.Rows) == 2 })
		rng.Shuffle(len(data.Lists), func(i, j int) { data.Lists[i], data.Lists[j] = data.Lists[j], data.Lists[i] })
		for _, l := range data.Lists {
			rng.Shuffle(len(l.Rows), func(i, j int) { l.Rows[i], l.Rows[j] = l.Rows[j], l.Rows[i] })
			members := l.Audience.Assigned
			rng.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		}
		return tale(t, sheet(t, data))
	}
	want := tell(0)
	for seed := range uint64(8) {
		sameAs(t, "shuffled", want, tell(seed+1))
	}
}

// tale is what a Book says to a few buyers, byte for byte.
func tale(t *testing.T, book *pricing.Book) string {
	t.Helper()
	text := fmt.Sprint(slices.Collect(book.Lists()), book.Revision(), book.Zone())
	other := pricing.Buyer{Account: "b", PricedAs: "acme", Levels: []string{"B", "A"}, Groups: []string{"g"}, Currency: money.GBP}
	for _, buyer := range []pricing.Buyer{tradeBuyer(), other} {
		p := book.For(buyer, march)
		text += fmt.Sprint(listed(p, "1"), listed(p, "12"))
		for _, line := range []pricing.Line{some1, pieces("P", "12"), boxes("P", "2"), pieces("P3", "9"), pieces("Q", "1"), pieces("gone", "1")} {
			trace, err := p.Explain(line)
			if err != nil {
				t.Fatal(err)
			}
			text += mustAnswer(t)(p.Answer(line)) + dump(t, trace)
		}
	}
	return text
}

// PRC-9: errors do not depend on it either.
func TestPRC9_OrderOfTheDefects(t *testing.T) {
	bad := func(reverse bool) pricing.Data {
		data := lists(level("B", at("-1")), level("A", of("Q", "-1"), of("P", "-1")), derived("C", pricing.LevelID("D"), twoHalf), derived("D", pricing.LevelID("C"), twoHalf), promo("A", of("P", "-1")))
		if reverse {
			slices.Reverse(data.Lists)
		}
		return data
	}
	sameAs(t, "defects", refusals(t, bad(false)), refusals(t, bad(true)))
}
