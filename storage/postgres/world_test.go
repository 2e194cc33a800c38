package postgres_test

import (
	"context"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

func as(user string) account.Session {
	return account.Session{Principal: user, User: user, Account: "acme"}
}

// buyer is a user of acme who orders for himself, without limits.
func buyer(id string, role account.Role) account.User {
	return account.User{
		ID: id, Type: account.TypeCustomer, Role: role, Activated: true, Accounts: []string{"acme"},
		MayOrder: true, MaySeePrices: true, MaySeeStock: true,
	}
}

// world is a customer, acme, with two who order: reg freely, sam with mia's agreement above 500; a bolt costs 1 and a nut 100.
func world() (account.Changes, pricing.Data) {
	sam, mia := buyer("sam", account.RoleSubAccount), buyer("mia", account.RoleSubAccount)
	sam.LimitedBudget, sam.Limits = true, []account.SpendingLimit{{Amount: gbp("500"), Authorizers: []string{"mia"}}}
	mia.MayAuthorize = true
	acme := account.Account{
		ID: "acme", Currency: money.GBP, PriceLevels: []string{"TRADE"}, PaymentTerms: account.PaymentTerms{OnAccount: true},
		Addresses: []account.Address{
			{ID: "dock", Kind: account.DeliveryAddress, Default: true, Points: []account.DeliveryPoint{{ID: "gate"}}},
			{ID: "desk", Kind: account.InvoiceAddress, Default: true},
		},
	}
	accounts := account.Changes{
		Revision:    1,
		Application: &account.Application{ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true},
		Put:         []account.Account{acme},
		PutUsers:    []account.User{sam, mia, buyer("reg", account.RoleRegular), buyer("max", account.RoleAccountManager)},
	}
	prices := pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "bolt", Price: gbp("1")}, {Product: "nut", Price: gbp("100")},
	}}}}
	return accounts, prices
}

// office is a budget for all of acme in a month, which blocks.
func office(limit string) budget.Budget {
	return budget.Budget{
		ID: "office", Currency: money.GBP, MaxPeriod: gbp(limit), Period: budget.Month, Zone: time.UTC, Action: budget.Block,
		Holders: budget.Holders{Accounts: []string{"acme"}}, Supervisors: []string{"max"},
	}
}

var rules = purchase.Rules{QuotesHold: 240 * time.Hour, Policy: approval.MustPolicy(approval.Options{AmendPending: true})}

// fill puts the world into a store.
func fill[T any](ctx context.Context, s storage.Store[T], budgets ...budget.Budget) error {
	accounts, prices := world()
	return s.Transact(ctx, func(ctx context.Context, tx T) error {
		if err := s.ChangeAccounts(ctx, tx, accounts); err != nil {
			return err
		}
		if err := s.SetPrices(ctx, tx, prices); err != nil {
			return err
		}
		return s.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: budgets})
	})
}

// placing is an order of some bolts, at 1 each, under a key of its own.
func placing(order, user string, bolts int32) purchase.Place {
	return purchase.Place{
		Key: "place " + order, Order: order, By: as(user), At: noon,
		Lines: []pricing.Line{{Product: "bolt", Quantity: money.Units(bolts)}},
	}
}

// folded returns what is used of the office, after it has checked that usages are the folds of their entries (B2), that none
// exceeds a limit (B1), and that every order has its reservation.
func folded[T any](ctx context.Context, s storage.Store[T], limit int64) (used int64, orders map[string]bool, err error) {
	orders = make(map[string]bool)
	err = storage.View(ctx, s, func(ctx context.Context, tx T) error {
		pot := budget.Pot{Budget: "office", Period: budget.MustPeriod("month:2026-11-01")}
		usages, err := s.Usages(ctx, tx, pot)
		if err != nil {
			return err
		}
		entries, err := s.PotEntries(ctx, tx, pot)
		if err != nil {
			return err
		}
		sum, err := budget.FoldUsage(pot, entries)
		if err != nil {
			return err
		}
		if !sum.Equal(usages[0]) {
			return fmt.Errorf("the usage %v is not the fold of its entries, %v", usages[0], sum)
		}
		used = sum.Reserved.Decimal().Add(sum.Spent.Decimal()).IntPart()
		if used > limit {
			return fmt.Errorf("%d is used of %d", used, limit)
		}
		return paired(ctx, tx, s, entries, orders)
	})
	return used, orders, err
}

// paired notes the orders that are there, and checks that each has a reservation and each reservation an order.
func paired[T any](ctx context.Context, tx T, s storage.Store[T], entries []budget.Entry, orders map[string]bool) error {
	reserved := make(map[string]bool)
	for _, e := range entries {
		reserved[e.Order] = true
	}
	for o, err := range storage.AllOrders(ctx, tx, s, storage.OrderFilter{}) {
		if err != nil {
			return err
		}
		if !reserved[o.ID] {
			return fmt.Errorf("order %s has no reservation", o.ID)
		}
		orders[o.ID] = true
		delete(reserved, o.ID)
	}
	if len(reserved) > 0 {
		return fmt.Errorf("reservations without an order: %v", reserved)
	}
	return nil
}
