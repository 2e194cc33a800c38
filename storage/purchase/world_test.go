package purchase_test

import (
	"context"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

// as is the session of a user who acts for nobody else.
func as(user, of string) account.Session {
	return account.Session{Principal: user, User: user, Account: of}
}

// sub is a sub-account of acme whose orders above the limits need someone's agreement.
func sub(id string, limits ...account.SpendingLimit) account.User {
	return account.User{
		ID: id, Type: account.TypeCustomer, Role: account.RoleSubAccount, Activated: true, Accounts: []string{"acme"},
		MayOrder: true, MaySeePrices: true, MaySeeStock: true, LimitedBudget: limits != nil, Limits: limits,
	}
}

func over(amount string, authorizers ...string) account.SpendingLimit {
	return account.SpendingLimit{Amount: gbp(amount), Authorizers: authorizers}
}

// world is a seller with a group of companies: acme orders, its parent holding watches, other is a stranger.
func world() (account.Data, pricing.Data) {
	may := sub("mia")
	may.MayAuthorize = true
	hid := sub("hid", over("500", "mia"))
	hid.MaySeePrices = false
	free := sub("reg")
	free.Role = account.RoleRegular
	manager := func(id, of string) account.User {
		u := sub(id)
		u.Role, u.Accounts = account.RoleAccountManager, []string{of}
		return u
	}
	odd := sub("odd")
	odd.Accounts = []string{"other"}
	accounts := account.Data{
		Application: account.Application{
			ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
			Features: account.FeatureSet{account.Impersonate, account.PowerCustomers},
		},
		Accounts: []account.Account{
			buys(account.Account{ID: "holding", National: true, Groups: []string{"POWER-CUSTOMER"}}),
			buys(account.Account{ID: "acme", Parent: "holding"}), buys(account.Account{ID: "other"}),
		},
		Users: []account.User{
			sub("sam", over("500", "mia"), over("1000", "max")), sub("tim", over("500", "mia", "max")), may, hid, free, odd,
			manager("max", "acme"), manager("moe", "acme"), manager("boss", "holding"), manager("ann", "other"),
		},
	}
	prices := pricing.Data{Zone: time.UTC, Lists: []pricing.List{{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "bolt", Price: gbp("100")}, {Product: "nut", Price: gbp("1")}, {Product: "gold", Price: gbp("77777.77")},
	}}}}
	return accounts, prices
}

// buys gives an account prices, addresses and credit.
func buys(a account.Account) account.Account {
	address := func(id string, kind account.AddressKind, isDefault bool) account.Address {
		a := account.Address{ID: id, Kind: kind, Default: isDefault}
		if kind == account.DeliveryAddress {
			a.Points = []account.DeliveryPoint{{ID: "gate"}}
		}
		return a
	}
	a.Currency, a.PriceLevels, a.PaymentTerms = money.GBP, []string{"TRADE"}, account.PaymentTerms{OnAccount: true}
	a.Addresses = []account.Address{
		address("dock", account.DeliveryAddress, true), address("yard", account.DeliveryAddress, false),
		address("desk", account.InvoiceAddress, true),
	}
	return a
}

// pot is a budget of 1000 a month for acme.
func pot(id string, action budget.Action) budget.Budget {
	return budget.Budget{
		ID: id, Currency: money.GBP, MaxPeriod: gbp("1000"), Period: budget.Month, Zone: time.UTC, Action: action,
		Holders: budget.Holders{Accounts: []string{"acme"}}, Supervisors: []string{"boss"},
	}
}

// fill puts a world into a store.
func fill(store storage.Store[*memory.Tx], a account.Data, p pricing.Data, budgets ...budget.Budget) error {
	ctx := context.Background()
	return store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		err := store.ChangeAccounts(ctx, tx, account.Changes{
			Revision: 1, Application: &a.Application, Put: a.Accounts, PutUsers: a.Users, PutGroups: a.Groups,
			PutPermissionRoles: a.PermissionRoles,
		})
		if err != nil {
			return err
		}
		p.Revision = 1
		if err := store.SetPrices(ctx, tx, p); err != nil || len(budgets) == 0 {
			return err
		}
		return store.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: budgets})
	})
}

// open returns a store with the world and some budgets, and a desk on it.
func open(t testing.TB, rules purchase.Rules, budgets ...budget.Budget) (*memory.Store, *purchase.Desk[*memory.Tx]) {
	t.Helper()
	store := memory.New()
	a, p := world()
	if err := fill(store, a, p, budgets...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store, purchase.New(store, rules)
}

// change edits users of a store, under the locks of their names.
func change(t testing.TB, store storage.Store[*memory.Tx], id string, edit func(*account.User)) {
	t.Helper()
	err := store.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		if err := store.Lock(ctx, tx, storage.UserLock(id)); err != nil {
			return err
		}
		g, err := store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		u, _ := g.User(id)
		edit(&u)
		return store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, PutUsers: []account.User{u}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func bolts(n int32) []pricing.Line {
	return []pricing.Line{{Product: "bolt", Quantity: money.Units(n)}}
}

// place is an order of some bolts, at 100 each.
func place(key, order, user string, n int32) purchase.Place {
	return purchase.Place{Key: key, Order: order, By: as(user, "acme"), At: noon, Lines: bolts(n)}
}

func approve(key, order, user, seen string) purchase.Answer {
	return purchase.Answer{Key: key, Order: order, By: as(user, "acme"), At: noon, Verdict: approval.Approve, Seen: seen}
}

func decline(key, order, user, seen string) purchase.Answer {
	a := approve(key, order, user, seen)
	a.Verdict = approval.Decline
	return a
}
