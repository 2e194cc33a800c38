package pricing_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P18: a handle finds its product in every Book: in one made in another order,
// and in two that were changed from one Book, each with a product of its own.
func TestP18_HandlesFindTheirProductInEveryBook(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		data := w.clone()
		slices.Reverse(data.Lists)
		data.Lists = append(data.Lists, pricing.List{ID: pricing.LevelID("X"), Rows: []pricing.Row{{Product: "X", Price: money.MustParse("1", money.GBP)}}})
		other, err := pricing.NewBook(data)
		if err != nil {
			return 0, err
		}
		return w.each(func(e *exam) error {
			books := []*pricing.Book{e.book, other}
			for _, product := range []string{"left", "right"} {
				next, err := e.book.With(pricing.Changes{Put: []pricing.List{{ID: pricing.LevelID("new"), Rows: []pricing.Row{
					{Product: product, Price: money.MustParse("1", money.GBP)},
				}}}})
				if err != nil {
					return err
				}
				books = append(books, next)
			}
			buyer := *e.question.buyer
			buyer.Levels = append(slices.Clone(buyer.Levels), "new")
			for i, from := range books {
				for j, to := range books {
					for _, product := range []string{e.asked().Product, "left", "right", "X"} {
						line := e.asked()
						if line.Product = product; len(product) > 1 || product == "X" {
							line.Unit = ""
						}
						item, ok := from.Item(line.Product, line.Unit)
						if !ok {
							continue
						}
						prices := to.For(buyer, e.at)
						price, err := prices.PriceOf(item, line.Quantity)
						if err != nil {
							return err
						}
						if err := e.differ(fmt.Sprintf("handle of %s from %d in %d", product, i, j), textOf(mustPrice(prices, line)), textOf(price)); err != nil {
							return err
						}
						if item.Product() != line.Product || item.Unit() != line.Unit {
							return fmt.Errorf("%q %q is the handle of %+v", item.Product(), item.Unit(), line)
						}
					}
				}
			}
			return nil
		})
	})
}

// P19: a change that names a list that is not there is refused, and the Book
// stays as it was.
func TestP19_ChangesOfUnknownListsAreRefused(t *testing.T) {
	t.Parallel()
	unknown := pricing.LevelID("unknown")
	shard(t, promised(), func(w *world) (int, error) {
		book, err := pricing.NewBook(w.data)
		if err != nil {
			return 0, err
		}
		before, _ := w.snapshot(book)
		for name, c := range map[string]pricing.Changes{
			"drop":     {Drop: []pricing.ListID{unknown}},
			"terms":    {Terms: []pricing.List{{ID: unknown}}},
			"products": {Products: []pricing.ProductRows{{List: unknown, Product: "P"}}},
			"source": {Put: []pricing.List{{ID: pricing.LevelID("new"), Derived: &pricing.Derivation{
				From: unknown, Round: money.ToPlaces(2, money.HalfUp),
			}}}},
		} {
			_, err := book.With(c)
			var refused *pricing.DataError
			if !errors.As(err, &refused) || refused.Defects[0].Code != pricing.UnknownList {
				return 0, fmt.Errorf("world %d, %s: %v", w.number, name, err)
			}
		}
		if after, _ := before.again(book); after != before.text {
			return 0, fmt.Errorf("world %d: the Book has changed", w.number)
		}
		return 4, nil
	})
}
