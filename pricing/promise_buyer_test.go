package pricing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P12: a child priced from another gets that one's prices for every input.
func TestP12_PricedFromAnotherGetsItsPrices(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			parent, child := *e.question.buyer, *e.question.buyer
			parent.PricedAs, parent.CountOwn = "", false
			for _, name := range append([]string{"nobody knows"}, worldAccounts...) {
				child.Account, child.PricedAs, child.CountOwn = name, parent.Account, false
				want, err := e.book.For(parent, e.at).Answer(e.asked())
				if err != nil {
					return err
				}
				got, err := e.book.For(child, e.at).Answer(e.asked())
				if err != nil {
					return err
				}
				if err := e.differ(name+" as "+parent.Account, answerText(want), answerText(got)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// P15: every list whose audience names the buyer and that has the product
// appears once in the trace, with its first reason; replaying the trace gives
// the price. A seller is told of lists that he names, too.
func TestP15_TraceIsWholeAndReplays(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		var all []pricing.ListID
		for _, l := range w.data.Lists {
			all = append(all, l.ID)
		}
		return w.each(func(e *exam) error {
			q := &e.question
			price := textOf(mustPrice(e.prices, e.asked()))
			for _, also := range [][]pricing.ListID{nil, some(w, 50, all), all} {
				trace, err := e.prices.Explain(e.asked(), also...)
				if err != nil {
					return err
				}
				want := ""
				for _, entry := range e.ref.entries(q, also...) {
					want += fmt.Sprintf("%s %s; ", entry.list, entry.code)
				}
				if err := e.differ(fmt.Sprint("trace with ", also), want, traceText(trace)); err != nil {
					return err
				}
				replayed, err := trace.Replay()
				if err != nil {
					return fmt.Errorf("%w\n%s%s", err, traceBytes(trace), w.about(e.asked().Product))
				}
				if got := fmt.Sprint(replayed.Reason, replayed.Unit, replayed.Break); got != fmt.Sprint(trace.Reason, trace.Price, trace.Break) {
					return e.differ("replayed", price, got)
				}
			}
			return nil
		})
	})
}

func mustPrice(p *pricing.Prices, line pricing.Line) pricing.Price {
	price, err := p.Price(line)
	if err != nil {
		panic(err)
	}
	return price
}

// seen is all that a buyer is told.
func seen(p *pricing.Prices, b pricing.Buyer, line pricing.Line) string {
	price, err := p.Price(line)
	text := fmt.Sprintln(textOf(price), price.Special(), err)
	answer, err := p.Answer(line)
	text += fmt.Sprintln(answerText(answer), err)
	trace, err := p.Explain(line)
	text += fmt.Sprintln(traceBytes(trace.For(b)), err)
	basket, err := p.Basket([]pricing.Line{line, {Product: "Q", Quantity: money.Units(3)}})
	for _, l := range basket.Lines {
		text += fmt.Sprintln(textOf(l.Price), l.Amount)
	}
	text += fmt.Sprintln(basket.Total, err, slices.Collect(p.Lists()))
	for id := range p.Lists() {
		for item := range p.Products(id) {
			text += fmt.Sprintln(id, item.Product(), item.Unit())
		}
	}
	for item, price := range p.All(money.Units(5)) {
		text += fmt.Sprintln(item.Product(), item.Unit(), textOf(price))
	}
	_, err = p.Price(pricing.Line{Product: line.Product})
	return text + fmt.Sprintln(err)
}

// hidings make a contract one that no buyer may know of.
var hidings = map[string]func(*pricing.List){
	"another's":           spoilers["another's"],
	"nobody's":            spoilers["nobody's"],
	"inactive":            spoilers["inactive"],
	"assignment inactive": spoilers["assignment inactive"],
	"feature off":         spoilers["feature off"],
	"no permission":       spoilers["no permission"],
	"costs": func(l *pricing.List) {
		l.ID.Kind, l.Competes, l.Audience = pricing.Cost, pricing.Base, pricing.Audience{Kind: pricing.Nobody}
	},
}

// P16: two worlds that differ only in a contract that the buyer may not see
// tell him the same bytes, errors included.
func TestP16_HiddenContractDoesNotShow(t *testing.T) {
	t.Parallel()
	for name, hide := range hidings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shard(t, promised()/4, func(w *world) (int, error) {
				added := w.contract()
				added.Audience = everybody(pricing.Assignment{})
				added.Rows = append(twice(added.Rows), pricing.Row{Product: "absent", Price: money.MustParse("1", money.GBP)})
				hide(&added)
				return besides(w, func(data *pricing.Data) { data.Lists = append(data.Lists, added) }, func(e *exam, other *pricing.Prices) error {
					buyer := *e.question.buyer
					return e.differ("it shows", seen(e.prices, buyer, e.asked()), seen(other, buyer, e.asked()))
				})
			})
		})
	}
}

// P16: nor does a product that is switched off in a contract that is his.
func TestP16_InactiveProductDoesNotShow(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		added := w.contract()
		added.Audience = everybody(pricing.Assignment{})
		rows := twice(added.Rows)
		for i := range rows {
			rows[i].Inactive = true
		}
		added.Rows = nil
		w.data.Lists = append(w.data.Lists, added)
		return besides(w, func(data *pricing.Data) { data.Lists[len(data.Lists)-1].Rows = rows }, func(e *exam, other *pricing.Prices) error {
			buyer := *e.question.buyer
			return e.differ("it shows", seen(e.prices, buyer, e.asked()), seen(other, buyer, e.asked()))
		})
	})
}

// P16: who may not see prices is told the same whatever they are.
func TestP16_HiddenPricesDoNotShow(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		data := w.clone()
		for _, l := range data.Lists {
			for i := range l.Rows {
				l.Rows[i].Price, _ = l.Rows[i].Price.Add(money.MustParse("3.5", l.Rows[i].Price.Currency()))
			}
		}
		other, err := pricing.NewBook(data)
		if err != nil {
			return 0, err
		}
		return w.each(func(e *exam) error {
			buyer := *e.question.buyer
			buyer.PricesHidden = true
			cheap, dear := e.book.For(buyer, e.at), other.For(buyer, e.at)
			return e.differ("it shows", seen(cheap, buyer, e.asked())+record(cheap, e.asked()), seen(dear, buyer, e.asked())+record(dear, e.asked()))
		})
	})
}
