package main

import (
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// admin is the seller's page: who may, what may be done, and why not.
func (s *shop) admin(acting account.Session) error {
	s.title("The seller asks who may, what, and why not")
	for _, id := range []string{york, bath, leeds, hull} {
		s.line("may order for "+id, "%s", list(slices.Collect(s.graph.Who(account.ActionOrder, id, s.at))))
	}
	mary, _ := s.graph.Login("mary", false, s.at)
	var may []string
	for action := range s.graph.What(mary, s.at) {
		may = append(may, string(action))
	}
	s.line("mary may", "%s", list(may))
	sam, _ := s.graph.Login("sam", false, s.at)
	s.why(sam, account.ActionOrder, account.Target{})
	s.why(sam, account.ActionViewOrders, account.Target{Account: bath})
	s.why(mary, account.ActionImpersonate, account.Target{User: "bea", Account: bath})
	s.why(acting, account.ActionOrder, account.Target{})
	trace, err := s.trace(pricing.BuyerFor(s.graph, york, account.MyContracts), "soap")
	s.tell(trace) // whole: with what the buyer is not told
	return err
}

// why prints what every layer says against an action.
func (s *shop) why(session account.Session, a account.Action, t account.Target) {
	rights := s.graph.For(session, s.at)
	name := session.User + ": " + string(a)
	if session.Impersonating() {
		name = session.Principal + " as " + name
	}
	for _, reason := range rights.Why(a, t) {
		s.line(name, "%s: %s", reason.Layer, reason)
		name = ""
	}
}

// list joins names, in lines of a readable length.
func list(names []string) string {
	if len(names) == 0 {
		return "nobody"
	}
	var text strings.Builder
	width := 0
	for i, name := range names {
		switch {
		case i > 0 && width+len(name) > 60:
			text.WriteString(",\n" + strings.Repeat(" ", 27))
			width = 0
		case i > 0:
			text.WriteString(", ")
		}
		text.WriteString(name)
		width += len(name) + 2
	}
	return text.String()
}
