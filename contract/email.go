package contract

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing"
)

// Email decides whether a session may e-mail the details of a contract (CON-10); the host sends. Customers may for contracts
// that apply to them now, and hear of no others; staff for those of the own representative id. Present has the contract;
// book is the one that customers are priced from.
func (r Rules) Email(book *pricing.Book, present []Contract, code string, s account.Session, at time.Time) Decision {
	c := byCode(present)[code]
	target := account.Target{Contract: code}
	if c != nil {
		target.Representative = c.SalesRep
	}
	if d := r.Graph.MayOn(s, account.ActionEmailContracts, target, at); !d.Allowed() {
		return Decision{Code: RefusedRights, Contract: defect.Cut(code), Rights: d}
	}
	if c == nil || s.Account != "" && !r.applies(book, code, s, at) {
		return Decision{Code: RefusedNotApplying, Contract: defect.Cut(code)}
	}
	return Decision{Code: Done, Contract: code}
}

func (r Rules) applies(book *pricing.Book, code string, s account.Session, at time.Time) bool {
	buyer, _ := pricing.BuyerOf(r.Graph, s, at)
	for applying := range Applying(book.For(buyer, at)) {
		if applying == code {
			return true
		}
	}
	return false
}
