package pricing_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P11: in 12 zones, around every change of the clocks from 2020 to 2035, a row
// for one day holds from the first microsecond of the day to the last, as do
// the days of a list and of an assignment.
func TestP11_RowsHoldOnTheirDays(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, c := range worldChanges {
		days := c.days
		if len(days) == 0 {
			days = []calendar.Date{calendar.MustDate("2024-02-29"), calendar.MustDate("2024-12-31")}
		}
		for _, changed := range days {
			for n := -1; n <= 1; n++ {
				day := changed.AddDays(n)
				prices := oneDay(t, c.zone, day)
				for _, at := range around(c.zone, day) {
					for _, product := range []string{"row", "list", "assignment"} {
						asked++
						price, err := prices.For(dayBuyer, at).Price(pricing.Line{Product: product, Quantity: money.Units(1)})
						if err != nil {
							t.Fatal(err)
						}
						if is, want := price.OK(), refDay(at, c.zone) == day; is != want {
							t.Errorf("%s: %s priced by %s of %s: %t", c.zone, at.In(c.zone), product, day, is)
						}
					}
				}
			}
		}
	}
	t.Logf("%d questions", asked)
}

var dayBuyer = pricing.Buyer{Account: "acme", Levels: []string{"A", "B"}, Currency: money.GBP}

// oneDay has a product on one day by each of the things that have days.
func oneDay(t *testing.T, zone *time.Location, day calendar.Date) *pricing.Book {
	t.Helper()
	days := calendar.Days{From: day, To: day}
	price := money.MustParse("1", money.GBP)
	book, err := pricing.NewBook(pricing.Data{Zone: zone, Lists: []pricing.List{
		{ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "row", Days: days, Price: price}}},
		{ID: pricing.LevelID("B"), Days: days, Rows: []pricing.Row{{Product: "list", Price: price}}},
		{
			ID: pricing.ListID{Kind: pricing.Contract, Code: "K"}, Audience: assignedTo(pricing.Assignment{Account: "acme", Days: days}),
			Rows: []pricing.Row{{Product: "assignment", Price: price}},
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// around are the instants by a microsecond at the ends of a day, at every hour,
// and where the clocks change on it.
func around(zone *time.Location, day calendar.Date) []time.Time {
	var all []time.Time
	first, last := day.FirstInstant(zone), day.Next().FirstInstant(zone)
	edges := []time.Time{first, last}
	if _, change := first.Add(-time.Hour).In(zone).ZoneBounds(); !change.IsZero() && change.Before(last.Add(time.Hour)) {
		edges = append(edges, change)
	}
	for at := first; at.Before(last); at = at.Add(time.Hour) {
		all = append(all, at)
	}
	for _, edge := range edges {
		for n := -1; n <= 1; n++ {
			all = append(all, edge.Add(time.Duration(n)*time.Microsecond))
		}
	}
	return all
}

// P21: the answer holds through the whole window that it states; at its end
// unit price, source, break or reason change, and so they did at its beginning.
func TestP21_AnswerHoldsExactlyItsWindow(t *testing.T) {
	t.Parallel()
	shard(t, promised()*3, func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			answer, err := e.prices.Answer(e.asked())
			if err != nil {
				return err
			}
			now, holds := textOf(answer.Price), answer.Holds
			if !holds.Contains(e.at) {
				return fmt.Errorf("%s does not hold at %s", windowText(holds), e.at)
			}
			inside := []time.Time{holds.From, e.at}
			if !holds.Until.IsZero() {
				inside = append(inside, holds.Until.Add(-time.Microsecond))
			}
			for range 3 {
				inside = append(inside, e.at.Add(time.Duration(w.Int64N(int64(20*24*time.Hour))-int64(10*24*time.Hour))))
			}
			for _, at := range inside {
				if err := e.stays(now, at, !at.IsZero() && holds.Contains(at), true); err != nil {
					return err
				}
			}
			if err := e.stays(now, holds.Until, !holds.Until.IsZero(), false); err != nil {
				return err
			}
			return e.stays(now, holds.From.Add(-time.Microsecond), !holds.From.IsZero(), false)
		})
	})
}

// stays returns an error unless the price at another instant is as now, or is
// not, as is wanted; it asks only if told to.
func (e *exam) stays(now string, at time.Time, ask, want bool) error {
	if !ask {
		return nil
	}
	price, err := e.book.For(*e.question.buyer, at).Price(e.asked())
	if err != nil {
		return err
	}
	if then := textOf(price); (then == now) != want {
		return e.differ(fmt.Sprintf("at %s, same wanted: %t", at, want), now, then+" ")
	}
	return nil
}
