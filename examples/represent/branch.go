package main

import (
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// branch shows what the head office's user finds and may do as a user of the
// branch, beside what she may do as herself.
func (s *shop) branch(helen, acting account.Session) {
	s.title("The bills of York go to the head office: shown there, changed there")
	bill := s.graph.Billing(york)
	payer, _ := s.graph.Account(bill.Account)
	address, _ := payer.DefaultAddress(account.InvoiceAddress)
	s.line("bill to", "%s, %s, %s", payer.Name, address.Lines[0], address.City)
	s.line("because", "%s", bill)
	payer.Addresses = addresses("12 Minster Yard", "York")
	mary, _ := s.graph.Login("mary", false, s.at)
	out, _ := s.graph.PutAccount(mary, payer, s.at)
	s.decided("mary changes the address", out.Decision)

	s.title("Which orders and invoices each of them sees, for the shop's own query")
	for _, session := range []account.Session{acting, helen} {
		for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
			filter, _ := s.graph.Visible(session, kind, s.at)
			s.line(string(kind)+" of "+session.User, "%s in %s", fields(filter), strings.Join(filter.Accounts, " "))
		}
	}

	s.title("What Helen may do as Mary")
	s.decided("order for York", s.graph.May(acting, account.ActionOrder, s.at))
	s.line("persons behind it", "%s", strings.Join(s.graph.Persons(acting), ", "))
	s.decided("authorize it", s.graph.May(acting, account.ActionAuthorize, s.at))
	s.decided("mary, an order of others", s.graph.May(mary, account.ActionAuthorize, s.at))
	_, d := s.graph.Impersonate(acting, "bea", bath, s.at)
	s.decided("log in as bea from here", d)
	s.decided("see bath's orders", s.graph.Sees(acting, account.Record{Kind: account.Orders, OrderedBy: bath}, s.at))
}

func fields(f account.Filter) string {
	var names []string
	for _, field := range f.Fields {
		names = append(names, string(field))
	}
	return strings.Join(names, " or ")
}

// relationCut lets a worker take the branch out of the group while the session is
// open. The next use of it is judged by the graph as it is then.
func (s *shop) relationCut(acting account.Session) error {
	s.title("Meanwhile the seller's Wanda takes York out of the group")
	wanda, _ := s.graph.Login("wanda", false, s.at)
	alone, _ := s.graph.Account(york)
	alone.Parent = ""
	out, err := s.graph.PutAccount(wanda, alone, s.at)
	if err != nil {
		return err
	}
	s.decided("edit the parent", out.Decision)
	out.Changes.Revision = 2 // as stored, with out.Events
	if s.graph, err = s.graph.With(out.Changes); err != nil {
		return err
	}
	for _, e := range out.Events {
		s.line("recorded", "%s by %s: parent %q, was %q", e.Kind, e.Principal, e.AccountAfter.Parent, e.AccountBefore.Parent)
	}
	s.decided("helen orders as mary", s.graph.May(acting, account.ActionOrder, s.at))
	return s.prices(acting)
}
