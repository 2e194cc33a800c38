package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/tradeterms/tradeterms/account"
)

// staff is the users of the accounts, and what they ask for: may this user do this
// for that account? All may do some things for the own account; who sees the history of
// accounts below, keeps them, or keeps budgets depends on the user.
type staff struct {
	job     *job
	users   []worker
	pleas   []plea
	parent  []int32 // of each account, -1: none
	actions []account.Action
}

// worker is a user; kind is role and history in one.
type worker struct {
	code    string
	account int32
	manager bool
	history bool
}

func (w *worker) kind() string {
	return map[bool]string{true: "manager", false: "regular"}[w.manager] + map[bool]string{true: " with history"}[w.history]
}

// plea asks whether a user may do an action for an account.
type plea struct {
	user   int32
	action int32
	target int32
}

// grant is what a kind of user may do, for the own account or for those below.
type grant struct {
	kind   string
	action account.Action
	below  bool
}

// grants are the rules of the job, in no peer's language.
func (s *staff) grants() (all []grant) {
	for _, w := range []worker{{manager: true}, {manager: true, history: true}, {}, {history: true}} {
		for _, a := range []account.Action{account.ActionSeePrices, account.ActionOrder, account.ActionPayInvoice} {
			all = append(all, grant{w.kind(), a, false})
		}
		for _, a := range []account.Action{account.ActionViewOrders, account.ActionViewInvoices} {
			all = append(all, grant{w.kind(), a, false})
			if w.history {
				all = append(all, grant{w.kind(), a, true})
			}
		}
		all = append(all, grant{w.kind(), account.ActionManageChild, true})
		if w.manager {
			all = append(all, grant{w.kind(), account.ActionManageBudgets, false})
		}
	}
	return all
}

func newStaff(j *job, pleas int) *staff {
	rng := rand.New(rand.NewPCG(1, 4096))
	s := &staff{job: j, actions: []account.Action{
		account.ActionSeePrices, account.ActionOrder, account.ActionPayInvoice, account.ActionViewOrders,
		account.ActionViewInvoices, account.ActionManageChild, account.ActionManageBudgets,
	}}
	below := make([][]int32, len(j.accounts))
	for i, a := range j.accounts {
		s.parent = append(s.parent, a.parent)
		for up := int32(i); up >= 0; up = j.accounts[up].parent {
			below[up] = append(below[up], int32(i))
		}
		for n := range 2 {
			s.users = append(s.users, worker{fmt.Sprintf("U%05d-%d", i, n), int32(i), n == 0, rng.IntN(2) == 0})
		}
	}
	for range pleas {
		u := int32(rng.IntN(len(s.users)))
		target := int32(rng.IntN(len(j.accounts)))
		if own := below[s.users[u].account]; rng.IntN(8) > 0 { // mostly the own account or one below
			target = own[rng.IntN(len(own))]
		}
		s.pleas = append(s.pleas, plea{u, int32(rng.IntN(len(s.actions))), target})
	}
	return s
}

// data is the facts as tradeterms takes them.
func (s *staff) data() account.Data {
	d := account.Data{Application: account.Application{
		Features:   account.FeatureSet{account.PowerCustomers, account.Impersonate},
		ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
	}}
	for _, a := range s.job.accounts {
		to := account.Account{ID: a.code, National: true, Groups: []string{account.PowerCustomerGroup}}
		if a.parent >= 0 {
			to.Parent = s.job.accounts[a.parent].code
			to.Groups = append(to.Groups, account.ChildCustomerGroup)
		}
		d.Accounts = append(d.Accounts, to)
	}
	for i := range s.users {
		w := &s.users[i]
		to := account.User{
			ID: w.code, Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, ChildHistory: w.history,
			Accounts: []string{s.job.accounts[w.account].code}, MayOrder: true, MaySeePrices: true, MaySeeStock: true,
		}
		if w.manager {
			to.Role = account.RoleAccountManager
		}
		d.Users = append(d.Users, to)
	}
	return d
}
