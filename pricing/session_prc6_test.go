package pricing_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// PRC-6: where prices are hidden, no output has any digits of any price of the
// world, nor of any amount that the user would be told if he saw prices.
func TestPRC6_NoDigitsOfAnyPrice(t *testing.T) {
	t.Parallel()
	for name, blind := range blinders {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var looked, open atomic.Int64
			shard(t, sessionWorlds(), func(w *world) (cases int, err error) {
				c, err := newCrew(w)
				if err != nil {
					return 0, err
				}
				c.markPrices()
				for _, pair := range c.pairs(veil{lower: blinded(blind)}) {
					n, err := pair.search(c, &looked, &open)
					if cases += n; err != nil {
						return cases, fmt.Errorf("world %d, %+v: %w", w.number, pair.session, err)
					}
				}
				return cases, nil
			})
			t.Logf("looked for %d numbers; prices shown tell %d of them", looked.Load(), open.Load())
			if open.Load() == 0 {
				t.Error("not even where prices are shown is any found")
			}
		})
	}
}

// markPrices gives the world prices of five digits before the point, so that
// nothing else has the same. Equal ones stay equal, and 0 stays 0.
func (c *crew) markPrices() {
	c.data.Revision = 7
	marked := map[string]string{}
	for i := range c.data.Lists {
		l := &c.data.Lists[i]
		for j := range l.Rows {
			price := l.Rows[j].Price
			key := l.ID.String() + price.String()
			if marked[key] == "" {
				marked[key] = fmt.Sprintf("%d.%02d", 20_000+c.IntN(70_000), c.IntN(100))
			}
			if price.Sign() > 0 {
				l.Rows[j].Price = money.MustParse(marked[key], price.Currency())
			}
		}
	}
}

// search looks for the numbers of a world in what is told where they are hidden.
func (p *pair) search(c *crew, looked, open *atomic.Int64) (cases int, err error) {
	if err := p.left.build(); err != nil {
		return 0, err
	}
	numbers := map[string]bool{}
	for _, l := range p.left.data.Lists {
		for _, row := range l.Rows {
			note(numbers, row.Price.Number())
		}
	}
	for range 6 {
		q := c.someQuestion(p.session, p.left, p.left)
		asked := fmt.Sprint(q.line, q.beside, q.at, q.ids, pricing.MaxLines)
		told := q.shown(p.left, true) + p.stored(q)
		shown := q.shownTo(p.seeing(q), p.left.book, true)
		note(numbers, shown)
		for number := range numbers {
			if strings.Contains(asked, number) {
				continue
			}
			looked.Add(1)
			if strings.Contains(shown, number) {
				open.Add(1)
			}
			if strings.Contains(told, number) {
				return cases, fmt.Errorf("%s shows in\n%s", number, told)
			}
		}
		cases++
	}
	return cases, nil
}

// stored is what he is told of a trace from when he saw prices.
func (p *pair) stored(q asking) string {
	trace, err := p.left.book.For(p.seeing(q), q.at).Explain(q.line)
	buyer, _ := pricing.BuyerOf(p.left.graph, q.session, q.at)
	return traceBytes(trace.For(buyer)) + fmt.Sprintln(err)
}

// seeing is the buyer as he would be if he saw prices.
func (p *pair) seeing(q asking) pricing.Buyer {
	buyer, _ := pricing.BuyerOf(p.left.graph, q.session, q.at)
	if buyer.Blocked {
		buyer = pricing.Buyer{Account: q.session.Account, Levels: worldLevels, Groups: worldGroups, Currency: money.GBP, Features: worldFeatures, Permissions: worldRights}
	}
	buyer.PricesHidden = false
	return buyer
}

var fiveDigits = regexp.MustCompile(`\d{5,}`)

// note keeps all numbers of five digits and more.
func note(numbers map[string]bool, text string) {
	for _, number := range fiveDigits.FindAllString(text, -1) {
		numbers[number] = true
	}
}
