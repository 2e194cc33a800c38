package main

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// pricer prices order lines for the accounts that placed them.
type pricer struct {
	terms  *exchange.Terms
	buyers map[string]buyers
	basket []pricing.Line
	forced map[string]bool // contracts by code

	// The prices bound last: the lines of an order mostly follow each other.
	prices  *pricing.Prices
	account string
	at      time.Time
}

// buyers are the buyer of an account, and the same without contracts.
type buyers struct{ real, plain pricing.Buyer }

func newPricer(terms *exchange.Terms) *pricer {
	p := &pricer{terms: terms, buyers: make(map[string]buyers), forced: make(map[string]bool)}
	for i := range terms.Contracts {
		p.forced[terms.Contracts[i].Code] = terms.Contracts[i].Force
	}
	return p
}

// buyer returns the buyers of the account that placed a line.
func (p *pricer) buyer(line exchange.OrderLine) (buyers, error) {
	if b, known := p.buyers[line.Account]; known {
		return b, nil
	}
	if !p.terms.Graph.Has(line.Account) {
		return buyers{}, atLine(line, "account", "no such account: add it to accounts or correct it")
	}
	b := buyers{
		real:  pricing.BuyerFor(p.terms.Graph, line.Account, account.MyContracts),
		plain: pricing.BuyerFor(p.terms.Graph, line.Account),
	}
	if b.real.Currency == 0 {
		return buyers{}, atLine(line, "account", "no currency: give the account one in accounts")
	}
	p.buyers[line.Account] = b
	return b, nil
}

// price prices the lines of one order together.
func (p *pricer) price(order []exchange.OrderLine) (pricing.Basket, error) {
	if err := p.bind(order[0]); err != nil {
		return pricing.Basket{}, err
	}
	p.basket = p.basket[:0]
	for i := range order {
		p.basket = append(p.basket, pricing.Line{
			Product: order[i].Product, Unit: order[i].Unit, Quantity: order[i].Quantity,
		})
	}
	return p.prices.Basket(p.basket)
}

// bind takes the prices of a line's account at its instant.
func (p *pricer) bind(line exchange.OrderLine) error {
	if p.prices != nil && p.account == line.Account && p.at.Equal(line.PlacedAt) {
		return nil
	}
	b, err := p.buyer(line)
	if err != nil {
		return err
	}
	p.prices, p.account, p.at = p.terms.Book.For(b.real, line.PlacedAt), line.Account, line.PlacedAt
	return nil
}

// answer is what one order line costs.
type answer struct {
	line   exchange.OrderLine
	price  pricing.PricedLine
	source string       // level, contract, contract_forced, or another kind of list
	saved  money.Amount // by a contract, against the price without; no amount for none
}

// answers prices one order and fills out, an answer for each line.
func (p *pricer) answers(order []exchange.OrderLine, out []answer) ([]answer, error) {
	out = out[:0]
	basket, err := p.price(order)
	if err != nil {
		return out, inOrder(order[0], err)
	}
	for i := range order {
		a := answer{line: order[i], price: basket.Lines[i], source: p.source(basket.Lines[i].Price)}
		if a.price.OK() && a.price.Source().Kind == pricing.Contract {
			if a.saved, err = p.saved(order, i, a.price); err != nil {
				return out, inOrder(order[i], err)
			}
		}
		out = append(out, a)
	}
	return out, nil
}

func inOrder(line exchange.OrderLine, err error) error {
	if errors.Is(err, exchange.ErrFile) {
		return err // it names the line
	}
	return fmt.Errorf("order_lines.csv:%d: order %s: %w", line.Line, line.Order, err)
}

// source names the kind of list that the answer expects.
func (p *pricer) source(price pricing.Price) string {
	id := price.Source()
	if id.Kind == pricing.Contract && p.forced[id.Code] {
		return "contract_forced"
	}
	return string(id.Kind)
}

// saved is what the line would cost without contracts less what it costs.
func (p *pricer) saved(order []exchange.OrderLine, i int, price pricing.PricedLine) (money.Amount, error) {
	plain := p.terms.Book.For(p.buyers[order[0].Account].plain, order[0].PlacedAt)
	basket, err := plain.Basket(p.basket)
	if err != nil || !basket.Lines[i].OK() {
		return money.Amount{}, err
	}
	return basket.Lines[i].Amount.Sub(price.Amount)
}

// replay prices all lines and reports on them.
func replay(c command, terms *exchange.Terms, lines iter.Seq2[exchange.OrderLine, error]) (*report, error) {
	out, err := createAnswers(c.out)
	if err != nil {
		return nil, err
	}
	defer out.abandon()
	p, r := newPricer(terms), newReport(terms)
	var refused refusals
	var priced []answer
	begin := time.Now()
	for order, err := range orders(lines, c.scope) {
		if err != nil {
			return nil, err
		}
		if priced, err = p.answers(order, priced); err != nil {
			refused.add(err)
			continue
		}
		if refused.count > 0 {
			continue // nothing is reported of a file with a defect
		}
		for i := range priced {
			if err := r.add(&priced[i]); err != nil {
				return nil, inOrder(priced[i].line, err)
			}
			out.write(&priced[i])
		}
	}
	if refused.count > 0 {
		return nil, &refused
	}
	r.took = time.Since(begin)
	return r, out.commit()
}
