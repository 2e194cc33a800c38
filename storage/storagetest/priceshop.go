package storagetest

import (
	"fmt"
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
	pounds := func(n int64) money.Amount { return money.Scaled(n, 2, money.GBP) }
	to := func(assigned ...pricing.Assignment) pricing.Audience {
		return pricing.Audience{Kind: pricing.Assigned, Assigned: assigned}
	}
	contract := func(code string, a pricing.Audience, rows ...pricing.Row) pricing.List {
		return pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: code}, Name: "Contract " + code, Audience: a, Rows: rows}
	}
	cent := money.ToPlaces(2, money.HalfUp)
	forced, later := contract("forced", to(pricing.Assignment{Account: "acme"}), pricing.Row{Product: "nut", Price: pounds(999)}),
		contract("later", to(pricing.Assignment{Account: "acme", Days: calendar.Days{From: calendar.MustDate("2026-12-01")}}), pricing.Row{Product: "bolt", Price: pounds(1)})
	forced.Competes, later.Competes = pricing.Forced, pricing.Cheaper
	off, gated := contract("off", to(pricing.Assignment{Account: "acme"}), pricing.Row{Product: "bolt", Price: pounds(2)}),
		contract("gated", to(pricing.Assignment{Account: "branch"}), pricing.Row{Product: "bolt", Min: money.Units(5), Price: pounds(400)})
	off.Inactive, gated.Feature, gated.Permission = true, "contracts", account.MyContracts
	gated.Breaks = pricing.Breaks{Mode: pricing.Graduated, Scope: pricing.FamilyScope, Family: "metal"}
	return pricing.Data{
		Zone: london(), Revision: 1, Round: pricing.Places{Unit: cent, Line: cent, Order: money.MustIncrement("0.05", money.HalfUp)},
		Precedence: pricing.Precedence{Criteria: []pricing.Criterion{pricing.ForcedFirst, pricing.LowestPrice}},
		Lists: []pricing.List{
			{ID: pricing.ListID{Kind: pricing.Cost, Code: "cost"}, Audience: pricing.Audience{Kind: pricing.Nobody},
				Rows: []pricing.Row{{Product: "bolt", Price: pounds(500)}, {Product: "nut", Price: pounds(70)}, {Product: "washer", Price: pounds(30)}}},
			{ID: pricing.LevelID("list"), Derived: &pricing.Derivation{From: pricing.ListID{Kind: pricing.Cost, Code: "cost"}, Round: cent,
				Surcharges: []pricing.Surcharge{{Rate: money.MustRate("0.333333")}, {Product: "nut", Min: money.Units(10), Rate: money.MustRate("0.1")}}}},
			{ID: pricing.LevelID("trade"), Derived: &pricing.Derivation{From: pricing.LevelID("list"), Round: cent,
				Surcharges: []pricing.Surcharge{{Rate: money.MustRate("-0.05")}}}, Rows: []pricing.Row{{Product: "screw", Price: pounds(12)}}},
			{ID: pricing.LevelID("others"), Rows: []pricing.Row{{Product: "hinge", Price: pounds(800)}, {Product: "bolt", Unit: "box", Price: pounds(9_000)}}},
			contract("acme", to(pricing.Assignment{Account: "acme"}, pricing.Assignment{Group: "vip"}), pricing.Row{Product: "bolt", Price: pounds(600)},
				pricing.Row{Product: "bolt", Min: money.Units(10), Price: pounds(550)}, pricing.Row{Product: "bolt", Unit: "box", Price: pounds(5_000)}),
			forced, later, off, gated,
			contract("strangers", to(pricing.Assignment{Account: "stranger"}), pricing.Row{Product: "bolt", Price: pounds(3)}, pricing.Row{Product: "latch", Price: pounds(3)}),
			{ID: promo, Audience: pricing.Audience{Kind: pricing.Everyone}, Days: calendar.Days{To: calendar.MustDate("2026-11-21")},
				Rows: []pricing.Row{{Product: "washer", Price: pounds(25)}, {Product: "washer", Unit: "box", Price: pounds(200)}}},
			{ID: pricing.ListID{Kind: "market", Code: "north"}, Audience: to(pricing.Assignment{Group: "north", Inactive: true}, pricing.Assignment{Group: "vip"}),
				Rows: []pricing.Row{{Product: "nut", Price: pounds(71)}}},
		},
	}
}

// shopChanges are a change of each kind, one after the other.
func shopChanges() []pricing.Changes {
	d := shopPrices()
	shown, gone := d.Lists[4], d.Lists[9]
	shown.Audience.Assigned = []pricing.Assignment{{Account: "branch"}}
	anew := d.Lists[3]
	anew.Rows = []pricing.Row{{Product: "latch", Price: money.Scaled(900, 2, money.GBP)}}
	return []pricing.Changes{
		{Revision: 2, Products: []pricing.ProductRows{{List: d.Lists[0].ID, Product: "nut", Rows: []pricing.Row{{Price: money.Scaled(90, 2, money.GBP)}}}}},
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
		lines = append(lines, pricing.Line{Product: product, Quantity: money.Units(7)}, pricing.Line{Product: product, Unit: "box", Quantity: money.Units(1)})
	}
	every := pricing.Buyer{Account: "acme", Levels: []string{"trade", "list"}, Groups: []string{"vip", "north"}, Currency: money.GBP,
		Features: []account.Feature{"contracts"}, Permissions: []account.Permission{account.MyContracts}}
	child, stranger := every, every
	child.Account, child.PricedAs, child.CountOwn, child.Groups = "branch", "acme", true, nil
	aside := child
	aside.CountOwn, aside.Features = false, nil
	stranger.Account, stranger.Groups, stranger.Levels = "nobody", []string{"north"}, []string{"unknown", "trade"}
	visitor := pricing.Buyer{Levels: []string{"list"}, Currency: money.GBP}
	var questions []priceQuestion
	for _, b := range []pricing.Buyer{every, child, aside, stranger, visitor} {
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
