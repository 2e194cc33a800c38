package main

import (
	"context"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
)

const (
	hospital = "ashby"
	lab      = "LAB" // a group: the department
	monthly  = "lab-2026"
)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

// people are the users of the hospital. Nina is a sub-account with two limits, Omar buys without any.
func people() []account.User {
	buyer := account.User{
		Type: account.TypeCustomer, Activated: true, Accounts: []string{hospital},
		MayOrder: true, MaySeePrices: true, MaySeeStock: true,
	}
	user := func(id, name string, role account.Role) account.User {
		u := buyer
		u.ID, u.Name, u.Role = id, name, role
		return u
	}
	nina := user("nina", "Nina, technician", account.RoleSubAccount)
	nina.Groups, nina.LimitedBudget = []string{lab}, true
	nina.Limits = []account.SpendingLimit{
		{Amount: gbp("500"), Authorizers: []string{"dora", "mark"}},
		{Amount: gbp("1000"), Authorizers: []string{"helen"}},
	}
	omar := user("omar", "Omar, head of the laboratory", account.RoleRegular)
	omar.Groups = []string{lab}
	dora := user("dora", "Dora, biologist", account.RoleSubAccount)
	mark := user("mark", "Mark, chemist", account.RoleSubAccount)
	paul := user("paul", "Paul, pharmacist", account.RoleSubAccount)
	dora.MayAuthorize, mark.MayAuthorize, paul.MayAuthorize = true, true, true
	return []account.User{
		nina, omar, dora, mark, paul,
		user("helen", "Helen, finance", account.RoleAccountManager), user("rosa", "Rosa, purchasing", account.RoleAccountManager),
	}
}

// budgets has the one that the laboratory shares: 3,000 a month; who is above it asks Rosa, who is told at 80 %.
func budgets() []budget.Budget {
	return []budget.Budget{{
		ID: monthly, Name: "Laboratory 2026", Currency: money.GBP, MaxPeriod: gbp("3000"), Action: budget.Authorize,
		Period: budget.Month, Zone: time.UTC, Holders: budget.Holders{Groups: []string{lab}},
		Supervisors: []string{"rosa"}, NoticeAt: money.MustRate("0.8"),
	}}
}

func prices() pricing.Data {
	return pricing.Data{Revision: 1, Zone: time.UTC, Lists: []pricing.List{{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "centrifuge", Price: gbp("640")}, {Product: "pipette", Price: gbp("85")}, {Product: "gloves", Price: gbp("12.50")},
	}}}}
}

// fill puts the hospital, its budget and the seller's prices into a store.
func fill(ctx context.Context, store *memory.Store) error {
	shop := account.Application{ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true}
	customer := account.Account{
		ID: hospital, Name: "Ashby Hospital", Currency: money.GBP, PriceLevels: []string{"TRADE"},
		PaymentTerms: account.PaymentTerms{OnAccount: true},
		Addresses:    []account.Address{{ID: "goods-in", Kind: account.DeliveryAddress, Default: true, City: "Ashby"}},
	}
	return store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		err := store.ChangeAccounts(ctx, tx, account.Changes{
			Revision: 1, Application: &shop, Put: []account.Account{customer}, PutUsers: people(),
			PutGroups: []account.Group{{ID: lab}},
		})
		if err != nil {
			return err
		}
		if err := store.SetPrices(ctx, tx, prices()); err != nil {
			return err
		}
		return store.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: budgets()})
	})
}
