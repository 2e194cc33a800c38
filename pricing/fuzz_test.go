package pricing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Any JSON that is a trace replays or is refused, and never gives a price that
// none of its entries has. A real one of which price, source or break was
// changed is refused.
func FuzzTraceReplay(f *testing.F) {
	real := crowded(f, some1)
	text, err := json.Marshal(real)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text), "9.00", "contract:K", "0")
	f.Add(string(text), "8.99", "level:A", "1")
	f.Add(`{}`, "", "", "")
	f.Add(`{"reason":"priced","entries":[{"code":"won","bands":[{"quantity":"1"}]}]}`, "1", "x:y", "0.5")
	f.Add(`{"reason":"tie","criteria":["refuse-tie"],"currency":"GBP","entries":[{"list":"a:b","code":"tied","price":"1 GBP","counted":"1"},{"list":"a:c","code":"tied","price":"1 GBP","counted":"1"}]}`, "-1", "", "9")
	f.Fuzz(func(t *testing.T, text, price, source, least string) {
		var trace pricing.Trace
		if json.Unmarshal([]byte(text), &trace) == nil {
			replayAny(t, trace)
		}
		changed := real
		if amount, err := money.Parse(price, money.GBP); err == nil {
			changed.Price = amount
		}
		if id, err := pricing.ParseListID(source); err == nil {
			changed.Source = id
		}
		if q, err := money.ParseQuantity(least); err == nil {
			changed.Break = q
		}
		same := changed.Price.Equal(real.Price) && changed.Source == real.Source && changed.Break == real.Break
		if _, err := changed.Replay(); same != (err == nil) || err != nil && !errors.Is(err, pricing.ErrReplay) {
			t.Fatalf("%s %s from %s: %v", changed.Price, changed.Source, changed.Break, err)
		}
	})
}

func replayAny(t *testing.T, trace pricing.Trace) {
	price, err := trace.Replay()
	_, _ = trace.String(), trace.For(tradeBuyer()).String()
	switch {
	case err != nil && (!errors.Is(err, pricing.ErrReplay) || price.OK()):
		t.Fatalf("%q, %v", told(price), err)
	case err == nil && price.OK():
		if !slices.ContainsFunc(trace.Entries, func(e pricing.Entry) bool {
			return e.Code == pricing.Won && e.List == price.Source() && e.Price.Equal(price.Unit) && e.Break == price.Break
		}) || price.Unit.Sign() <= 0 {
			t.Fatalf("a price that no entry has: %q", told(price))
		}
	}
}

// What is read as the id of a list is written the same again.
func FuzzListID(f *testing.F) {
	for _, text := range []string{"", "level:A", "contract:a:b", ":", "level:", ":A", "Level:A", "x-1_y:é", "level:\x00", "level:\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := pricing.ParseListID(text)
		if err != nil {
			if id != (pricing.ListID{}) || !errors.Is(err, pricing.ErrQuestion) {
				t.Fatalf("%q: %v beside %v", text, id, err)
			}
			return
		}
		if id.String() != text || id.Compare(id) != 0 {
			t.Fatalf("%q is written as %q", text, id)
		}
		again, err := pricing.ParseListID(id.String())
		if err != nil || again != id {
			t.Fatalf("%q comes back as %v, %v", text, again, err)
		}
	})
}

// Facts decoded from bytes: NewBook refuses them or makes a Book; the same with
// With, and the two Books say the same.
func FuzzBook(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{3, 0, 0, 2, 0, 1, 5, 1, 0, 2, 9, 1, 4, 1, 3, 0, 1, 3, 0, 0, 4})
	f.Add([]byte{7, 1, 0, 0, 1, 0, 6, 200, 0, 17, 33, 150, 91, 255, 254, 3, 8, 8, 8, 1, 1, 1, 0, 0, 0, 64, 32, 16})
	f.Fuzz(func(t *testing.T, raw []byte) {
		g := gene(raw)
		first, second := g.lists(), g.lists()
		book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: first})
		if err != nil {
			defectsOf(t, book, err)
			return
		}
		changes := pricing.Changes{Put: second}
		for _, l := range first {
			if g.next()%4 == 0 {
				changes.Drop = append(changes.Drop, l.ID)
			}
		}
		next, err := book.With(changes)
		anew, other := pricing.NewBook(changed(pricing.Data{Zone: time.UTC, Lists: first}, changes))
		if (err == nil) != (other == nil) {
			t.Fatalf("With %v, NewBook %v", err, other)
		}
		if err != nil {
			defectsOf(t, next, err)
			return
		}
		sameAs(t, "With and NewBook", small(t, anew), small(t, next))
	})
}

// gene makes small facts of bytes.
type gene []byte

func (g *gene) next() int {
	if len(*g) == 0 {
		return 0
	}
	b := (*g)[0]
	*g = (*g)[1:]
	return int(b)
}

func (g *gene) pick(from ...string) string { return from[g.next()%len(from)] }

func (g *gene) lists() (all []pricing.List) {
	ids := []pricing.ListID{pricing.LevelID("A"), pricing.LevelID("B"), purchase, contractID("K"), contractID("L"), promoID("X")}
	g.next()
	for _, id := range ids[:g.next()%(len(ids)+1)] {
		l := pricing.List{ID: id, Competes: pricing.Competes(g.next() % 5), Inactive: g.next()%8 == 0, Days: g.days()}
		switch {
		case id.Kind == pricing.Level:
			l.Competes = pricing.Base
		case id.Kind == pricing.Cost:
			nobodys(&l)
		case g.next()%2 == 0:
			l.Audience.Kind = pricing.Everyone
		default:
			l.Audience = memberOf(pricing.Assignment{Account: g.pick("acme", "other", ""), Days: g.days()})
		}
		if g.next()%4 == 0 {
			l.Derived = &pricing.Derivation{From: ids[g.next()%len(ids)], Round: twoHalf}
			l.Derived.Surcharges = []pricing.Surcharge{surcharge(g.pick("", "", "P"), g.pick("0", "0", "3"), g.pick("0.1", "-0.5", "1"))}
		}
		l.Feature = account.Feature(g.pick("", "", "", "f"))
		l.Breaks.Mode, l.Breaks.Scope = pricing.Mode(g.next()%3), pricing.Scope(g.next()%4*g.next()%2)
		for range g.next() % 5 {
			l.Rows = append(l.Rows, g.row())
		}
		all = append(all, l)
	}
	return all
}

func (g *gene) row() pricing.Row {
	return pricing.Row{
		Product: g.pick("P", "Q", "P", "R"), Unit: g.pick("", "", "BOX"), Days: g.days(), Inactive: g.next()%8 == 0,
		Min: money.Micros(int64(g.next()%6) * 500_000), Price: gbp(g.pick("1", "2", "0", "2.5", "1.005")),
	}
}

func (g *gene) days() (d calendar.Days) {
	switch g.next() % 6 {
	case 0:
		return days("2026-03-01", "2026-03-10")
	case 1:
		return days("2026-03-05", "2026-03-08")
	case 2:
		return days("2026-03-11", "")
	}
	return d
}

// small is what a fuzzed Book says, whatever it may be.
func small(t *testing.T, book *pricing.Book) (text string) {
	buyer := tradeBuyer()
	buyer.Levels = []string{"B", "A"}
	for _, at := range []time.Time{march, march.AddDate(0, 0, 1)} {
		p := book.For(buyer, at)
		text += fmt.Sprint(listed(p, "1"))
		for _, line := range []pricing.Line{some1, pieces("P", "2.5"), boxes("P", "3"), pieces("Q", "1")} {
			trace, err := p.Explain(line)
			if err != nil {
				t.Fatal(err)
			}
			if price, err := trace.Replay(); err != nil || price.Reason != trace.Reason {
				t.Fatalf("replay: %v\n%s", err, trace)
			}
			text += mustAnswer(t)(p.Answer(line)) + dump(t, trace)
		}
	}
	return text
}
