package main

import (
	"fmt"
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// headOffice finds a branch and a user of it, and logs in as that user.
func (s *shop) headOffice(helen account.Session) (account.Session, error) {
	s.title("Helen, of the head office, searches its branches")
	for _, text := range []string{"", "H12", "spa", "york", "leeds"} {
		found, _ := s.graph.Impersonable(helen, account.Search{Text: text, Limit: 3}, s.at)
		s.line(fmt.Sprintf("%q", text), "%d: %s", found.Total, named(found))
	}
	s.title("She looks at a branch's users, and logs in as one")
	for _, id := range []string{york, bath, leeds} {
		users, _, d := s.graph.ImpersonableUsers(helen, id, account.Search{}, s.at)
		if !d.Allowed() {
			s.decided(id, d)
			continue
		}
		s.line(id, "%s", people(users))
	}
	_, d := s.graph.Impersonate(helen, "tom", york, s.at)
	s.decided("log in as tom", d)
	acting, d := s.graph.Impersonate(helen, "mary", york, s.at)
	s.decided("log in as mary", d)

	bea, d := s.graph.Impersonate(helen, "bea", bath, s.at)
	s.decided("log in as bea", d)

	s.title("Prices of ten, in GBP: her own, Mary's (from the head office), Bea's (own level, and a contract)")
	s.line("York", "%s", s.graph.Pricing(york))
	if err := s.prices(helen, acting, bea); err != nil {
		return acting, err
	}
	if err := s.explain(acting, "towel"); err != nil {
		return acting, err
	}
	return acting, s.explain(bea, "sheet")
}

func named(found account.Choices) string {
	var names []string
	for _, choice := range found.Accounts {
		names = append(names, choice.Account.ID+" "+choice.Account.Name)
	}
	if more := found.Total - len(names); more > 0 {
		names = append(names, fmt.Sprint(more, " more"))
	}
	return strings.Join(names, ", ")
}

func people(users []account.User) string {
	var names []string
	for _, u := range users {
		names = append(names, fmt.Sprintf("%s (%s)", u.Name, u.Kind()))
	}
	return strings.Join(names, ", ")
}
