// Checkout prints one basket as the order confirmations of three customers: one in the seller's country, a business elsewhere in the
// European Union who owes the tax himself, and one to whom the goods are exported. Each shows prices, discounts, delivery cost and
// date, the tax by rate, and where every amount comes from.
//
//	go run ./examples/checkout
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/delivery"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// monday is when all of them order; the library reads no clock.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// basket is what each of them orders.
var basket = []pricing.Line{
	{Product: "desk", Quantity: money.Units(2)},
	{Product: "manual", Quantity: money.Units(3)},
	{Product: "screws", Unit: "box", Quantity: money.Units(2)},
	{Product: "installation", Quantity: money.MustQuantity("1.5")}, // hours
}

// seller is all that a shop needs to confirm an order, compiled once.
type seller struct {
	customers *account.Graph
	prices    *pricing.Book
	terms     order.Terms
	schedules *delivery.Plan
}

func run(w io.Writer) error {
	s, err := open()
	if err != nil {
		return err
	}
	for i, id := range []string{"bremen", "wien", "basel"} {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := s.confirm(w, fmt.Sprint("R-", 1001+i), id); err != nil {
			return err
		}
	}
	return s.refuse(w)
}

var errRefused = errors.New("the order was refused")

// confirm prices, totals and dates the basket for a customer, and prints it.
func (s *seller) confirm(w io.Writer, number, id string) error {
	customer, _ := s.customers.Account(id)
	to, _ := customer.DefaultAddress(account.DeliveryAddress)
	draft := order.Draft{ID: number, Account: id, Delivery: order.Place{Address: to.ID}, Lines: basket}
	o, unpriced, err := order.Price(draft, s.customers, s.prices, pricing.BuyerFor(s.customers, id), monday)
	if err != nil || len(unpriced) > 0 {
		return errors.Join(errRefused, err, fmt.Errorf("%v", unpriced))
	}
	o, refused, err := s.terms.Total(o, order.CustomerOf(s.customers, id, draft.Delivery))
	if err != nil || len(refused) > 0 {
		return errors.Join(errRefused, err, fmt.Errorf("%v", refused))
	}
	if err := o.Check(); err != nil {
		return err
	}
	when := s.schedules.Order(customer.DeliverySchedules, leads(basket), monday)
	s.print(w, o, customer, to, when)
	return nil
}

// leads says how many working days each line needs; this seller makes desks to order.
func leads(lines []pricing.Line) []delivery.Line {
	var all []delivery.Line
	for _, l := range lines {
		lead := 0
		if l.Product == "desk" {
			lead = 3
		}
		all = append(all, delivery.Line{Product: l.Product, Lead: lead})
	}
	return all
}

// refuse shows what becomes of an order that no rule fits: nothing is free of tax, or of delivery cost, by accident.
func (s *seller) refuse(w io.Writer) error {
	draft := order.Draft{ID: "R-1004", Account: "oslo", Lines: basket[2:3]}
	o, _, err := order.Price(draft, s.customers, s.prices, pricing.BuyerFor(s.customers, "oslo"), monday)
	if err != nil {
		return err
	}
	_, refused, err := s.terms.Total(o, order.Customer{Account: "oslo", Country: "NO"})
	fmt.Fprintln(w, "\nOrder R-1004 of oslo is refused:")
	for _, r := range refused {
		fmt.Fprintln(w, " ", r)
	}
	return err
}
