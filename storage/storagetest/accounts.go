package storagetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// AccountStore is what [TestAccounts] needs.
type AccountStore[X any] interface {
	storage.Transactor[X]
	storage.Accounts[X]
}

// TestAccounts checks that a store keeps what [storage.Accounts] and [storage.Transactor] ask for, and
// [storage.AccountHistory] where it is one. The function opens a fresh, empty store.
func TestAccounts[X any, S AccountStore[X]](t *testing.T, open func(T) S) {
	test(t, accountClauses[X](), func(t T) AccountStore[X] { return open(t) })
}

func accountClauses[X any]() []clause[AccountStore[X]] {
	type store = AccountStore[X]
	graphs := past[X, store, *account.Graph]{terms: accountTerms[X, store](),
		before: func(revision uint64) storage.Revisions { return storage.Revisions{Accounts: revision} },
		history: func(r *run, s store) func(ctx context.Context, tx X, revision uint64) (*account.Graph, error) {
			r.Helper()
			return offered[storage.AccountHistory[X]](r, s).GraphAt
		}}
	return slices.Concat(accountProbe[X, store]().clauses(), accountTerms[X, store]().clauses(), graphs.clauses())
}

func accountProbe[X any, S AccountStore[X]]() probe[X, S] {
	id := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			g, err := s.Graph(ctx, tx)
			if err != nil {
				return err
			}
			return s.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, Put: []account.Account{{ID: id(n)}}})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			g, err := s.Graph(ctx, tx)
			return g.Has(id(n)), err
		},
	}
}

func accountTerms[X any, S AccountStore[X]]() terms[X, S, *account.Graph] {
	return terms[X, S, *account.Graph]{
		read: func(ctx context.Context, s S, tx X) (*account.Graph, error) { return s.Graph(ctx, tx) },
		change: func(ctx context.Context, s S, tx X, step int, revision uint64) error {
			c := accountSteps()[step-1]
			c.Revision = revision
			return s.ChangeAccounts(ctx, tx, c)
		},
		model: accountModel, text: func(g *account.Graph) string { return text(g.Data()) },
		spoil: func(ctx context.Context, s S, tx X, revision uint64) error {
			return s.ChangeAccounts(ctx, tx, account.Changes{Revision: revision,
				Put: []account.Account{{ID: "fine"}, {ID: "child", Parent: "nobody"}}})
		},
		defect: account.ErrData,
	}
}

func accountModel(r *run) []*account.Graph {
	g, err := account.NewGraph(account.Data{})
	model := []*account.Graph{g}
	for n, c := range accountSteps() {
		c.Revision = uint64(n + 1)
		if err == nil {
			g, err = g.With(c)
		}
		model = append(model, g)
	}
	if err != nil {
		r.Fatalf("the suite's own facts: %v", err)
	}
	return model
}

// accountSteps put, replace and remove one of everything.
func accountSteps() []account.Changes {
	root := account.Account{
		ID: "root", Code: "R", Name: odd(oddTexts(), 4), National: true, Groups: []string{"group", "POWER-CUSTOMER"}, Categories: []string{"category"},
		PriceLevels: []string{"TRADE", "trade"}, Currency: money.GBP, PaymentTerms: account.PaymentTerms{OnAccount: true}, TaxProfile: "reduced",
		Representatives: []string{"rep"}, DeliverySchedules: []string{"tuesdays", "mondays"},
		Addresses: []account.Address{{ID: "dock", Kind: account.DeliveryAddress, Default: true, Name: "Dock", Lines: []string{"1", "2"},
			PostalCode: "AB1 2CD", City: "e\u0301", Region: "R", Country: "GB", Groups: []string{"group"},
			Points: []account.DeliveryPoint{{ID: "gate", Name: "Gate"}}}},
	}
	manager := account.User{ID: "manager", Name: "M", Email: "m@example.com", Type: account.TypeCustomer, Role: account.RoleAccountManager,
		Activated: true, Accounts: []string{"root"}, MayOrder: true, MaySeePrices: true, PermissionRoles: []string{"role"}}
	sub := account.User{ID: "sub", Person: "p", Type: account.TypeCustomer, Role: account.RoleSubAccount, Activated: true, Accounts: []string{"root"},
		MayOrder: true, LimitedBudget: true, Limits: []account.SpendingLimit{
			{Amount: money.MustParse("0.000001", money.GBP), Authorizers: []string{"manager"}},
			{Amount: money.MustParse("999999999999", money.GBP), Authorizers: []string{"manager"}}}}
	first := account.Changes{
		Application: &account.Application{Features: account.FeatureSet{account.Impersonate}, Ordering: true, ShowPrices: true,
			Permissions: []account.Permission{"special"}},
		Put:                []account.Account{root, {ID: "shop", Parent: "root", BillTo: "root", PricingFrom: "root", Status: account.Blocked}},
		PutGroups:          []account.Group{{ID: "group", Name: "G", Features: account.FeatureSet{account.Impersonate}, Links: true}},
		PutCategories:      []account.Category{{ID: "category", Products: []account.CategoryProduct{{Product: "bolt", Code: "B"}}}},
		PutPermissionRoles: []account.PermissionRole{{ID: "role", Kind: account.Facility, Allow: []account.Permission{"special"}, Deny: []account.Permission{"order"}}},
		PutWorkerGroups:    []account.WorkerGroup{{ID: "workers", Name: "W", BillingOverrides: true}},
		PutUsers:           []account.User{manager, sub},
	}
	for _, id := range oddIDs() {
		first.Put = append(first.Put, account.Account{ID: id, Name: id})
	}
	manager.ChildHistory, root.Currency = true, money.EUR
	return []account.Changes{
		first,
		{Put: []account.Account{root, {ID: "shop", Parent: "root"}}, PutUsers: []account.User{manager}, Remove: []string{"a", "\u00e9"}},
		{Application: &account.Application{Permissions: []account.Permission{"special"}}, RemoveUsers: []string{"sub"},
			RemoveWorkerGroups: []string{"workers"}, Put: []account.Account{{ID: "a", Name: "again"}}},
		{Remove: []string{"shop"}},
	}
}
