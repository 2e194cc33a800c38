package storagetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// shopPrices are price data with a list of each kind: levels derived twice over, purchase prices, lists for accounts, groups
// and everyone, in their days and out of them, with features and permissions.
func shopPrices() pricing.Data {
	cent := money.ToPlaces(2, money.HalfUp)
	return pricing.Data{
		Zone: london(), Revision: 1,
		Round:      pricing.Places{Unit: cent, Line: cent, Order: money.MustIncrement("0.05", money.HalfUp)},
		Precedence: pricing.Precedence{Criteria: []pricing.Criterion{pricing.ForcedFirst, pricing.LowestPrice}},
		Lists:      slices.Concat(shopLevels(cent), shopDeals(), shopLanded(cent)),
	}
}

// pence is a price of one piece.
func pence(product string, n int64) pricing.Row {
	return pricing.Row{Product: product, Price: money.Scaled(n, 2, money.GBP)}
}

func boxed(row pricing.Row) pricing.Row { row.Unit = "box"; return row }

func least(n int32, row pricing.Row) pricing.Row { row.Min = money.Units(n); return row }

func shopLevels(cent money.Rounding) []pricing.List {
	cost := pricing.ListID{Kind: pricing.Cost, Code: "cost"}
	over := []pricing.Surcharge{{Rate: money.MustRate("0.333333")}, {Product: "nut", Min: money.Units(10), Rate: money.MustRate("0.1")}}
	off := []pricing.Surcharge{{Rate: money.MustRate("-0.05")}}
	return []pricing.List{
		{ID: cost, Audience: pricing.Audience{Kind: pricing.Nobody}, Rows: []pricing.Row{pence("bolt", 500), pence("nut", 70), pence("washer", 30)}},
		{ID: pricing.LevelID("list"), Derived: &pricing.Derivation{From: cost, Round: cent, Surcharges: over}},
		{ID: pricing.LevelID("trade"), Derived: &pricing.Derivation{From: pricing.LevelID("list"), Round: cent, Surcharges: off},
			Rows: []pricing.Row{pence("screw", 12)}},
		{ID: pricing.LevelID("others"), Rows: []pricing.Row{pence("hinge", 800), boxed(pence("bolt", 9_000))}},
	}
}

// shopLanded is a level of what is bought with its freight, in steps.
func shopLanded(cent money.Rounding) []pricing.List {
	freight := pricing.ListID{Kind: pricing.Cost, Code: "freight"}
	steps := []pricing.Step{{Margin: money.MustRate("0.3")}, {Amount: money.MustParse("-0.01", money.GBP), Round: cent}}
	return []pricing.List{
		{ID: freight, Audience: pricing.Audience{Kind: pricing.Nobody}, Rows: []pricing.Row{pence("bolt", 40), pence("nut", 5)}},
		{ID: pricing.LevelID("landed"), Derived: &pricing.Derivation{
			From: pricing.ListID{Kind: pricing.Cost, Code: "cost"}, Plus: []pricing.ListID{freight}, Round: cent,
			Surcharges: []pricing.Surcharge{{Then: steps}},
		}},
	}
}

func shopDeals() []pricing.List {
	contract := func(code string, a pricing.Assignment, rows ...pricing.Row) pricing.List {
		return pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: code}, Name: "Contract " + code, Rows: rows,
			Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{a}}}
	}
	acme, december := pricing.Assignment{Account: "acme"}, calendar.Days{From: calendar.MustDate("2026-12-01")}
	agreed := contract("acme", acme, pence("bolt", 600), least(10, pence("bolt", 550)), boxed(pence("bolt", 5_000)))
	agreed.Audience.Assigned = append(agreed.Audience.Assigned, pricing.Assignment{Group: "vip"})
	forced := contract("forced", acme, pence("nut", 999))
	forced.Competes = pricing.Forced
	later := contract("later", pricing.Assignment{Account: "acme", Days: december}, pence("bolt", 1))
	later.Competes = pricing.Cheaper
	off := contract("off", acme, pence("bolt", 2))
	off.Inactive = true
	gated := contract("gated", pricing.Assignment{Account: "branch"}, least(5, pence("bolt", 400)))
	gated.Feature, gated.Permission = "contracts", account.MyContracts
	gated.Breaks = pricing.Breaks{Mode: pricing.Graduated, Scope: pricing.FamilyScope, Family: "metal"}
	north := contract("north", pricing.Assignment{Group: "north", Inactive: true}, pence("nut", 71))
	north.ID.Kind = "market"
	north.Audience.Assigned = append(north.Audience.Assigned, pricing.Assignment{Group: "vip"})
	spring := pricing.List{ID: promo, Audience: pricing.Audience{Kind: pricing.Everyone}, Days: calendar.Days{To: calendar.MustDate("2026-11-21")},
		Rows: []pricing.Row{pence("washer", 25), boxed(pence("washer", 200))}}
	strangers := contract("strangers", pricing.Assignment{Account: "stranger"}, pence("bolt", 3), pence("latch", 3))
	return []pricing.List{agreed, forced, later, off, gated, strangers, spring, north}
}

// shopChanges are a change of each kind, one after the other.
func shopChanges() []pricing.Changes {
	d := shopPrices()
	shown, gone := d.Lists[4], d.Lists[9]
	shown.Audience.Assigned = []pricing.Assignment{{Account: "branch"}}
	anew := d.Lists[3]
	anew.Rows = []pricing.Row{pence("latch", 900)}
	dearer := pricing.ProductRows{List: d.Lists[0].ID, Product: "nut", Rows: []pricing.Row{pence("", 90)}}
	return []pricing.Changes{
		{Revision: 2, Products: []pricing.ProductRows{dearer}},
		{Revision: 3, Terms: []pricing.List{shown}, Drop: []pricing.ListID{gone.ID}},
		{Revision: 4, Put: []pricing.List{anew}, Products: []pricing.ProductRows{{List: promo, Product: "washer"}}},
	}
}

// priceQuestion is what is asked of a whole book and of a slice.
type priceQuestion struct {
	buyer pricing.Buyer
	lines []pricing.Line
	also  []pricing.ListID
}

// shopQuestions ask for each product in each unit, for buyers who meet different lists.
func shopQuestions() []priceQuestion {
	var lines []pricing.Line
	for _, product := range []string{"bolt", "nut", "washer", "screw", "hinge", "latch", "absent"} {
		lines = append(lines, pricing.Line{Product: product, Quantity: money.Units(7)},
			pricing.Line{Product: product, Unit: "box", Quantity: money.Units(1)})
	}
	every := pricing.Buyer{Account: "acme", Levels: []string{"trade", "list"}, Groups: []string{"vip", "north"}, Currency: money.GBP,
		Features: []account.Feature{"contracts"}, Permissions: []account.Permission{account.MyContracts}}
	child, stranger := every, every
	child.Account, child.PricedAs, child.CountOwn, child.Groups = "branch", "acme", true, nil
	aside := child
	aside.CountOwn, aside.Features = false, nil
	stranger.Account, stranger.Groups, stranger.Levels = "nobody", []string{"north"}, []string{"unknown", "trade"}
	visitor := pricing.Buyer{Levels: []string{"list"}, Currency: money.GBP}
	landed := pricing.Buyer{Levels: []string{"landed"}, Currency: money.GBP}
	var questions []priceQuestion
	for _, b := range []pricing.Buyer{every, child, aside, stranger, visitor, landed} {
		questions = append(questions, priceQuestion{buyer: b, lines: lines}, priceQuestion{buyer: b, lines: lines[:1]})
	}
	for n := range lines {
		questions = append(questions, priceQuestion{buyer: every, lines: lines[n : n+1]})
	}
	levels := []pricing.ListID{pricing.LevelID("others"), {Kind: pricing.Cost, Code: "cost"}, {Kind: pricing.Contract, Code: "later"}}
	return append(questions, priceQuestion{every, lines, levels}, priceQuestion{stranger, lines[:3], levels})
}

// answers is all that a book says to the question, as text.
func (q priceQuestion) answers(b *pricing.Book) string {
	var all strings.Builder
	price := func(p pricing.Price) string {
		return fmt.Sprint(p.Unit, " ", p.Source(), " ", p.Break, " ", p.Reason, " ")
	}
	for _, at := range []time.Time{noon, noon.AddDate(0, 0, 1), noon.AddDate(0, 1, 0)} {
		prices := b.For(q.buyer, at)
		basket, err := prices.Basket(q.lines)
		fmt.Fprintln(&all, at, basket.Total, err)
		for i, line := range q.lines {
			a, err := prices.Answer(line)
			fmt.Fprintln(&all, line, price(a.Price), price(a.Normal), a.Next.From, a.Next.Unit, a.Next.Source, a.Holds, a.Revision, err)
			trace, err := prices.Explain(line, q.also...)
			fmt.Fprintln(&all, text(trace), trace.Sentence(), err)
			if len(basket.Lines) == len(q.lines) {
				fmt.Fprintln(&all, price(basket.Lines[i].Price), basket.Lines[i].Amount)
			}
		}
	}
	return all.String()
}

// london is a zone unlike UTC, where this machine knows one.
func london() *time.Location {
	zone, err := calendar.ParseZone("Europe/London")
	if err != nil {
		return time.UTC
	}
	return zone
}
