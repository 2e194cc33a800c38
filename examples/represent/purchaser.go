package main

import "github.com/tradeterms/tradeterms/account"

// purchaser buys for several accounts, one at a time.
func (s *shop) purchaser() error {
	s.title("Paula buys for three kitchens; her basket has lines when she logs in")
	paula, _ := s.graph.Login("paula", true, s.at)
	s.decided("order", s.graph.May(paula, account.ActionOrder, s.at))
	s.choices(paula)

	s.title("She chooses the blocked one: to look at its history, not at prices")
	blocked, d := s.graph.Represent(paula, hull, s.at)
	s.decided("represent "+hull, d)
	s.choices(blocked)
	if err := s.prices(blocked); err != nil {
		return err
	}
	s.decided("order", s.graph.May(blocked, account.ActionOrder, s.at))
	s.decided("see its orders", s.graph.May(blocked, account.ActionViewOrders, s.at))

	s.title("And changes to another, with that one's prices")
	chosen, d := s.graph.Represent(blocked, ripon, s.at)
	s.decided("represent "+ripon, d)
	if err := s.prices(chosen); err != nil {
		return err
	}
	s.decided("order", s.graph.May(chosen, account.ActionOrder, s.at))
	_, d = s.graph.Represent(chosen, york, s.at)
	s.decided("represent "+york, d)
	return nil
}

// choices prints the accounts that can be represented.
func (s *shop) choices(session account.Session) {
	page, _ := s.graph.Representable(session, account.Search{}, s.at)
	for _, c := range page.Accounts {
		mark := ""
		if c.Selected {
			mark += ", selected"
		}
		if c.Main {
			mark += ", main account"
		}
		s.line(c.Account.ID, "%s (%s%s)", c.Account.Name, c.Account.Status, mark)
	}
}
