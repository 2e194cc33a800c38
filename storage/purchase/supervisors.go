package purchase

import (
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
)

// asking are the exceeded budgets that ask their supervisors, as levels are made of them (APR-10).
func (s *state) asking(j budget.Judgement) []approval.Budget {
	var asking []approval.Budget
	for _, f := range j.ToAuthorize() {
		fact, _ := s.budgets.Budget(f.Budget)
		asking = append(asking, approval.Budget{ID: f.Budget, Supervisors: f.Supervisors, Accounts: s.over(fact.Holders)})
	}
	return asking
}

// over returns the accounts of which a supervisor must be one's: those of the holders, and all above (BUD-10). What everyone
// holds asks for none.
func (s *state) over(h budget.Holders) []string {
	if h.Everyone {
		return nil
	}
	accounts := slices.Clone(h.Accounts)
	for _, id := range h.Users {
		u, _ := s.graph.User(id)
		accounts = append(accounts, u.Accounts...)
	}
	if len(h.Groups) > 0 {
		accounts = append(accounts, s.buyer.Account)
	}
	for _, id := range slices.Clone(accounts) {
		accounts = slices.AppendSeq(accounts, s.graph.Ancestors(id))
	}
	slices.Sort(accounts)
	return slices.Compact(accounts)
}
