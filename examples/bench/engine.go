package main

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// engine is the job with tradeterms.
type engine struct {
	job    *job
	book   *pricing.Book
	buyers []pricing.Buyer
	number map[pricing.ListID]int32
}

func newEngine(j *job) (*engine, error) {
	book, err := j.book()
	if err != nil {
		return nil, err
	}
	e := &engine{job: j, book: book, number: make(map[pricing.ListID]int32)}
	for l := range j.lists {
		e.number[j.listID(int32(l))] = int32(l)
	}
	for _, a := range j.accounts {
		e.buyers = append(e.buyers, pricing.Buyer{
			Account: a.code, PricedAs: j.accounts[a.terms].code, Levels: []string{j.lists[a.level].code}, Currency: money.GBP,
			Features:    []account.Feature{account.CustomerAccountContracts},
			Permissions: []account.Permission{account.MyContracts},
		})
	}
	return e, nil
}

func (j *job) listID(l int32) pricing.ListID {
	if l < levels {
		return pricing.LevelID(j.lists[l].code)
	}
	return pricing.ListID{Kind: pricing.Contract, Code: j.lists[l].code}
}

// book compiles the job, row by row.
func (j *job) book() (*pricing.Book, error) {
	b := pricing.NewBuilder(pricing.Data{
		Zone: time.UTC, Round: pricing.Places{Line: money.ToPlaces(2, money.HalfUp)},
	})
	for l := range j.lists {
		b.List(j.terms(int32(l)))
	}
	id, last := pricing.ListID{}, int32(-1)
	for i := range j.rows {
		r := &j.rows[i]
		if r.list != last {
			id, last = j.listID(r.list), r.list
		}
		b.Row(id, j.row(r))
	}
	return b.Book()
}

func (j *job) terms(l int32) pricing.List {
	from := &j.lists[l]
	to := pricing.List{ID: j.listID(l)}
	if l < levels {
		return to
	}
	to.Competes, to.Days = pricing.NotDearer, calendar.Days{To: from.until}
	if from.forced {
		to.Competes = pricing.Forced
	}
	to.Feature, to.Permission = account.CustomerAccountContracts, account.MyContracts
	to.Audience.Kind = pricing.Assigned
	for _, a := range from.accounts {
		to.Audience.Assigned = append(to.Audience.Assigned, pricing.Assignment{Account: j.accounts[a].code})
	}
	return to
}

func (j *job) row(r *row) pricing.Row {
	return pricing.Row{
		Product: j.products[r.product], Min: money.Units(r.min), Price: money.Scaled(r.price, 3, money.GBP),
		Days: j.windows[r.window].days,
	}
}

func (e *engine) name() string { return "tradeterms" }

// answerOf puts a price into the words of the job.
func (e *engine) answerOf(price pricing.Price) (answer, error) {
	if !price.OK() {
		return answer{list: -1}, nil
	}
	list, known := e.number[price.Source()]
	if !known || price.Unit.Scale() > 3 {
		return answer{}, fmt.Errorf("%s is no price of the job", price)
	}
	coef := price.Unit.Coefficient()
	for s := price.Unit.Scale(); s < 3; s++ {
		coef *= 10
	}
	return answer{coef, list, int32(price.Break.Micros() / 1_000_000)}, nil
}

func (e *engine) price(q question) (answer, error) {
	price, err := e.book.For(e.buyers[q.account], e.job.at).Price(e.line(q))
	if err != nil {
		return answer{}, err
	}
	return e.answerOf(price)
}

func (e *engine) line(q question) pricing.Line {
	return pricing.Line{Product: e.job.products[q.product], Quantity: money.Units(q.quantity)}
}

func (e *engine) basket(b *basket) (total, error) {
	var lines []pricing.Line
	for _, q := range b.lines {
		lines = append(lines, e.line(q))
	}
	priced, err := e.book.For(e.buyers[b.account], e.job.at).Basket(lines)
	if err != nil {
		return total{}, err
	}
	var t total
	for _, l := range priced.Lines {
		t.amounts = append(t.amounts, pence(l.Amount))
		t.sum += pence(l.Amount)
	}
	if priced.Total.IsSet() && pence(priced.Total) != t.sum {
		return total{}, fmt.Errorf("a total of %s", priced.Total)
	}
	return t, nil
}

// pence of an amount that is rounded to them; none is 0.
func pence(a money.Amount) int64 {
	coef := a.Coefficient()
	for s := a.Scale(); s < 2; s++ {
		coef *= 10
	}
	return coef
}

func (e *engine) file(account int32) ([]answer, error) {
	number := make(map[string]int)
	for i, code := range e.job.products {
		number[code] = i
	}
	out := make([]answer, len(e.job.products))
	for i := range out {
		out[i].list = -1
	}
	for item, price := range e.book.For(e.buyers[account], e.job.at).All(money.Units(1)) {
		a, err := e.answerOf(price)
		if err != nil {
			return nil, err
		}
		out[number[item.Product()]] = a
	}
	return out, nil
}
