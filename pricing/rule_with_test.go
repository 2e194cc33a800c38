package pricing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// before is the data that changes are made to.
func before() pricing.Data {
	data := lists(
		level("A", rows("10", "10 8")...), level("B", of("Q", "7"), inBoxes(of("Q", "70"))), level("S", at("4"), of("Q", "3"), of("P3", "6")),
		with(derived("D", sourceS, twoHalf, "0.5"), own(of("P3", "1"))), costs(of("P3", "2")),
		deal("K", at("9")), deal("L", of("O", "5"), of("Q", "6"), of("R", "7")), promo("X", at("20 5")),
	)
	data.Lists[5].Audience.Assigned = append(data.Lists[5].Audience.Assigned, pricing.Assignment{Group: "g"})
	return data
}

// change is one kind of change, as With takes it and as the facts after it.
type change struct {
	reason string
	with   pricing.Changes
	after  func(*pricing.Data)
}

func replaced(id pricing.ListID, do func(*pricing.List)) func(*pricing.Data) {
	return func(d *pricing.Data) {
		for i := range d.Lists {
			if d.Lists[i].ID == id {
				do(&d.Lists[i])
			}
		}
	}
}

func dropped(ids ...pricing.ListID) func(*pricing.Data) {
	return func(d *pricing.Data) {
		d.Lists = slices.DeleteFunc(d.Lists, func(l pricing.List) bool { return slices.Contains(ids, l.ID) })
	}
}

func added(all ...pricing.List) func(*pricing.Data) {
	return func(d *pricing.Data) { d.Lists = append(d.Lists, all...) }
}

func rowsFor(list pricing.ListID, product string, all ...pricing.Row) []pricing.ProductRows {
	return []pricing.ProductRows{{List: list, Product: product, Rows: all}}
}

func changeCases() []change {
	a, k, x := pricing.LevelID("A"), contractID("K"), promoID("X")
	off := with(deal("K"), func(l *pricing.List) { l.Inactive = true })
	wide := with(deal("K"), func(l *pricing.List) {
		l.Audience = pricing.Audience{Kind: pricing.Everyone}
		l.Competes = pricing.Forced
	})
	dear := with(promo("X", at("99")), func(l *pricing.List) {
		l.Competes, l.Feature, l.Priority = pricing.Forced, account.PricingOverride, 3
	})
	return []change{
		{"nothing", pricing.Changes{}, func(*pricing.Data) {}},
		{"a price", pricing.Changes{Products: rowsFor(a, "P", at("11"))}, replaced(a, func(l *pricing.List) { l.Rows = rows("11") })},
		{"a price of a contract", pricing.Changes{Products: rowsFor(k, "P", at("8.50"))}, replaced(k, func(l *pricing.List) { l.Rows = rows("8.50") })},
		{"a new product", pricing.Changes{Products: rowsFor(a, "gone", of("", "3"))}, replaced(a, func(l *pricing.List) { l.Rows = append(l.Rows, of("gone", "3")) })},
		{"a new product before all others, in a unit of its own", pricing.Changes{Products: rowsFor(k, "0", inBoxes(of("0", "3")))}, replaced(k, func(l *pricing.List) { l.Rows = append(l.Rows, inBoxes(of("0", "3"))) })},
		{"a product taken off, others stay", pricing.Changes{Products: rowsFor(contractID("L"), "O")}, replaced(contractID("L"), own(of("Q", "6"), of("R", "7")))},
		{"a product taken off", pricing.Changes{Products: rowsFor(k, "P")}, replaced(k, func(l *pricing.List) { l.Rows = nil })},
		{"a product in other units", pricing.Changes{Products: rowsFor(a, "P", inBoxes(at("90")))}, replaced(a, func(l *pricing.List) { l.Rows = []pricing.Row{inBoxes(at("90"))} })},
		{"a product in fewer units", pricing.Changes{Products: rowsFor(pricing.LevelID("B"), "Q", of("", "7"))}, replaced(pricing.LevelID("B"), own(of("Q", "7")))},
		{"a row of its own taken off a derived list", pricing.Changes{Products: rowsFor(pricing.LevelID("D"), "P3")}, replaced(pricing.LevelID("D"), own())},
		{"a source", pricing.Changes{Products: rowsFor(sourceS, "P", at("5"))}, replaced(sourceS, func(l *pricing.List) { l.Rows[0] = at("5") })},
		{"a row of its own in a derived list", pricing.Changes{Products: rowsFor(pricing.LevelID("D"), "P", inBoxes(at("5")))}, replaced(pricing.LevelID("D"), func(l *pricing.List) { l.Rows = []pricing.Row{of("P3", "1"), inBoxes(at("5"))} })},
		{"terms: switched off", pricing.Changes{Terms: []pricing.List{off}}, replaced(k, func(l *pricing.List) { r := l.Rows; *l = off; l.Rows = r })},
		{"terms: another audience", pricing.Changes{Terms: []pricing.List{wide}}, replaced(k, func(l *pricing.List) { r := l.Rows; *l = wide; l.Rows = r })},
		{"put over a list", pricing.Changes{Put: []pricing.List{dear}}, replaced(x, func(l *pricing.List) { *l = dear })},
		{"put: a contract as a new one", pricing.Changes{Put: []pricing.List{deal("A", at("7"))}}, added(deal("A", at("7")))},
		{"put: from assigned to nobody's", pricing.Changes{Put: []pricing.List{with(deal("K", at("9")), func(l *pricing.List) { nobodys(l); baseline(l) })}}, replaced(k, func(l *pricing.List) { nobodys(l); baseline(l) })},
		{"put: a list without rows over one with", pricing.Changes{Put: []pricing.List{promo("X")}}, replaced(x, func(l *pricing.List) { l.Rows = nil })},
		{"put: a source with other products", pricing.Changes{Put: []pricing.List{level("S", of("gone", "2"))}}, replaced(sourceS, own(of("gone", "2")))},
		{"put: no longer derived", pricing.Changes{Put: []pricing.List{level("D", at("1"))}}, replaced(pricing.LevelID("D"), func(l *pricing.List) { *l = level("D", at("1")) })},
		{"drop a contract", pricing.Changes{Drop: []pricing.ListID{k}}, dropped(k)},
		{"drop a level", pricing.Changes{Drop: []pricing.ListID{a}}, dropped(a)},
		{"drop a source and what is derived from it", pricing.Changes{Drop: []pricing.ListID{sourceS, pricing.LevelID("D")}}, dropped(sourceS, pricing.LevelID("D"))},
		{"drop and put one list", pricing.Changes{Drop: []pricing.ListID{sourceS}, Put: []pricing.List{level("S", at("6"))}}, replaced(sourceS, own(at("6")))},
		{"put, then its terms, then a product of it", pricing.Changes{
			Put: []pricing.List{promo("N", at("3"), of("Q", "1"))}, Terms: []pricing.List{with(promo("N"), forced)}, Products: rowsFor(promoID("N"), "P", at("2.50")),
		}, added(with(promo("N", at("2.50"), of("Q", "1")), forced))},
		{"all at once", pricing.Changes{
			Drop: []pricing.ListID{x}, Put: []pricing.List{deal("M", at("1 8.75"))}, Terms: []pricing.List{off}, Products: rowsFor(a, "P", at("12")),
		}, func(d *pricing.Data) {
			dropped(x)(d)
			added(deal("M", at("1 8.75")))(d)
			replaced(k, func(l *pricing.List) { r := l.Rows; *l = off; l.Rows = r })(d)
			replaced(a, func(l *pricing.List) { l.Rows = rows("12") })(d)
		}},
	}
}

// view adds to the tale of a Book what buyers of all its levels get.
func view(t *testing.T, book *pricing.Book) string {
	t.Helper()
	buyer := tradeBuyer()
	buyer.Levels, buyer.Features = []string{"D", "S", "B", "A"}, []account.Feature{account.PricingOverride}
	p := book.For(buyer, march)
	text := ""
	for _, line := range []pricing.Line{some1, pieces("P", "25"), boxes("P", "1"), pieces("Q", "1"), pieces("gone", "1"), boxes("0", "1"), pieces("P3", "1"), boxes("Q", "1")} {
		trace, err := p.Explain(line)
		if err != nil {
			t.Fatal(err)
		}
		text += dump(t, trace)
	}
	return text + fmt.Sprint(listed(p, "1"), sortedLists(book)) + memberView(t, book)
}

func memberView(t *testing.T, book *pricing.Book) string {
	buyer := tradeBuyer()
	buyer.Account, buyer.Groups = "member", []string{"g"}
	text := fmt.Sprint(listed(book.For(buyer, march), "3"), listed(book.For(tradeBuyer(), march), "30"))
	for _, id := range sortedLists(book) {
		for item := range book.For(tradeBuyer(), march).Products(id) {
			text += fmt.Sprintf(" %s %s/%s", id, item.Product(), item.Unit())
		}
	}
	return text
}

// PRC-8: With makes what NewBook would make; the former Book stays as it is.
func TestPRC8_WithIsNewBook(t *testing.T) {
	for _, c := range changeCases() {
		t.Run(c.reason, func(t *testing.T) {
			first := sheet(t, before())
			was := view(t, first)
			c.with.Revision = 8
			next, err := first.With(c.with)
			if err != nil {
				t.Fatal(err)
			}
			data := before()
			c.after(&data)
			data.Revision = 8
			sameAs(t, "as NewBook makes it", view(t, sheet(t, data)), view(t, next))
			sameAs(t, "the former Book", was, view(t, first))
			if next.Revision() != 8 || first.Revision() != 0 {
				t.Errorf("revisions %d and %d", first.Revision(), next.Revision())
			}
			again, err := next.With(pricing.Changes{Drop: sortedLists(next), Put: before().Lists})
			if err != nil {
				t.Fatal(err)
			}
			if again.Revision() != 8 { // 0 keeps the present one
				t.Errorf("revision %d", again.Revision())
			}
			old := before()
			old.Revision = 8
			sameAs(t, "all dropped, and put back as it was", view(t, sheet(t, old)), view(t, again))
		})
	}
}

// PRC-8: all changes one after the other, in several orders.
func TestPRC8_ManyChangesOneAfterTheOther(t *testing.T) {
	for _, step := range []int{1, 5, 7} {
		book, data, all := sheet(t, before()), before(), changeCases()
		for i := range all {
			c := all[i*step%len(all)]
			next, err := book.With(c.with)
			if err != nil {
				continue // of a list that an earlier one dropped
			}
			data = changed(data, c.with)
			sameAs(t, c.reason, view(t, sheet(t, data)), view(t, next))
			book = next
		}
	}
}

// PRC-8: an error changes nothing, and names all that is wrong.
func TestPRC8_ErrorChangesNothing(t *testing.T) {
	first := sheet(t, before())
	was := view(t, first)
	for _, c := range []struct {
		reason string
		with   pricing.Changes
		want   []pricing.DefectCode
	}{
		{"dropping what there is not", pricing.Changes{Drop: []pricing.ListID{promoID("none")}}, []pricing.DefectCode{pricing.UnknownList}},
		{"terms of what there is not", pricing.Changes{Terms: []pricing.List{promo("none")}}, []pricing.DefectCode{pricing.UnknownList}},
		{"a product of what there is not", pricing.Changes{Products: rowsFor(promoID("none"), "P", at("1"))}, []pricing.DefectCode{pricing.UnknownList}},
		{"a negative price beside a good change", pricing.Changes{Products: append(rowsFor(pricing.LevelID("A"), "P", at("-1")), rowsFor(contractID("K"), "P", at("1"))...)}, []pricing.DefectCode{pricing.NegativePrice}},
		{"a row of another product", pricing.Changes{Products: rowsFor(pricing.LevelID("A"), "P", of("Q", "1"))}, []pricing.DefectCode{pricing.BadID}},
		{"a product without a name", pricing.Changes{Products: rowsFor(pricing.LevelID("A"), "", of("", "1"))}, []pricing.DefectCode{pricing.BadID}},
		{"a list put twice", pricing.Changes{Put: []pricing.List{promo("X"), promo("X")}}, []pricing.DefectCode{pricing.ChangedTwice}},
		{"terms twice", pricing.Changes{Terms: []pricing.List{promo("X"), promo("X")}}, []pricing.DefectCode{pricing.ChangedTwice}},
		{"a product twice", pricing.Changes{Products: append(rowsFor(pricing.LevelID("A"), "P", at("1")), rowsFor(pricing.LevelID("A"), "P", at("2"))...)}, []pricing.DefectCode{pricing.ChangedTwice}},
		{"a source dropped", pricing.Changes{Drop: []pricing.ListID{sourceS}}, []pricing.DefectCode{pricing.UnknownList}},
		{"a source that names its buyers now", pricing.Changes{Put: []pricing.List{with(level("S"), func(l *pricing.List) { l.Audience.Kind = pricing.Everyone })}}, []pricing.DefectCode{pricing.BadTerms}},
		{"a circle", pricing.Changes{Put: []pricing.List{derived("S", pricing.LevelID("D"), twoHalf)}}, []pricing.DefectCode{pricing.DerivationCycle}},
		{"crossing windows", pricing.Changes{Products: rowsFor(contractID("K"), "P", dated("2026-01-01", "2026-03-01", at("1")), dated("2026-02-01", "2026-04-01", at("1")))}, []pricing.DefectCode{pricing.CrossingWindows}},
		{"terms that change the breaks", pricing.Changes{Terms: []pricing.List{with(promo("X"), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated })}}, []pricing.DefectCode{pricing.BadTerms}},
	} {
		next, err := first.With(c.with)
		var got []pricing.DefectCode
		for _, d := range defectsOf(t, next, err) {
			got = append(got, d.Code)
		}
		sameAs(t, c.reason, c.want, got)
		sameAs(t, c.reason+": the Book", was, view(t, first))
	}
}

// PRC-8: handles find their product in later Books, and in no other.
func TestPRC8_Handles(t *testing.T) {
	first := sheet(t, before())
	p, _ := first.Item("P", "")
	grown, err := first.With(pricing.Changes{Products: rowsFor(pricing.LevelID("A"), "0new", of("0new", "77"))})
	if err != nil {
		t.Fatal(err)
	}
	other, err := first.With(pricing.Changes{Products: rowsFor(pricing.LevelID("A"), "1other", of("1other", "55"))})
	if err != nil {
		t.Fatal(err)
	}
	fresh, _ := grown.Item("0new", "")
	foreign, _ := sheet(t, lists(level("Z", of("zz", "1"), of("P", "1"), of("yy", "2"), of("0", "3")))).Item("P", "")
	for _, c := range []struct {
		reason string
		book   *pricing.Book
		item   pricing.Item
		want   string
	}{
		{"in its own Book", first, p, "9.00 contract:K"},
		{"in the next", grown, p, "9.00 contract:K"},
		{"a new one in its own", grown, fresh, "77.00 level:A"},
		{"a new one in the Book before", first, fresh, "no-such-product"},
		{"of one Book's child in another's: products do not mix", other, fresh, "no-such-product"},
		{"of another Book altogether, by its code", first, foreign, "9.00 contract:K"},
		{"the zero handle", first, pricing.Item{}, "no-such-product"},
	} {
		price, err := c.book.For(tradeBuyer(), march).PriceOf(c.item, money.Units(1))
		if got := told(price); err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", c.reason, got, err, c.want)
		}
	}
	unknown, ok := first.Item("none", "")
	price, err := first.For(tradeBuyer(), march).PriceOf(unknown, money.Units(1))
	if ok || err != nil || price.OK() || unknown.Product() != "" {
		t.Errorf("a handle of no product: %v, %s, %v", ok, told(price), err)
	}
}

// PRC-8: readers never wait: any number of them while the next Book is made.
func TestPRC8_ReadersDuringWith(t *testing.T) {
	first := sheet(t, before())
	was := view(t, first)
	done := make(chan string)
	for range 4 {
		go func() {
			text := ""
			for range 5 {
				text = memberView(t, first)
			}
			done <- text
		}()
	}
	book := first
	for i := range 50 {
		next, err := book.With(pricing.Changes{
			Products: append(rowsFor(pricing.LevelID("A"), fmt.Sprint("P", i), of("", "3")), rowsFor(contractID("K"), "P", at(fmt.Sprint(1+i)))...),
			Put:      []pricing.List{promo("X", at(fmt.Sprintf("20 %d", 1+i)))},
		})
		if err != nil {
			t.Fatal(err)
		}
		book = next
	}
	for range 4 {
		sameAs(t, "what a reader saw", memberView(t, first), <-done)
	}
	sameAs(t, "the first Book", was, view(t, first))
}

// PRC-8: products with very many rows may lie side by side.
func TestPRC8_ManyRowsSideBySide(t *testing.T) {
	list := level("A")
	for product := range 24 {
		for i := range 3000 { // 72,000 rows: more than 16 bits count
			list.Rows = append(list.Rows, pricing.Row{Product: fmt.Sprintf("P%02d", product), Min: money.Units(int32(i)), Price: money.Scaled(int64(9000+product-i), 0, money.GBP)})
		}
	}
	book, err := sheet(t, lists(level("A", at("1")))).With(pricing.Changes{Put: []pricing.List{list}})
	if err != nil {
		t.Fatal(err)
	}
	for product := range 24 {
		line := pieces(fmt.Sprintf("P%02d", product), "2999")
		if got, want := told(mustAsk(t, book.For(tradeBuyer(), march), line)), fmt.Sprintf("%d.00 level:A from 2999", 6001+product); got != want {
			t.Errorf("%s: %q, want %q", line.Product, got, want)
		}
	}
}
