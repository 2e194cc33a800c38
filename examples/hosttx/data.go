package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

// terms puts a customer with two users, a budget of 500 a month and prices into the store.
func (h *host) terms(ctx context.Context, tx *sql.Tx) error {
	shop := account.Application{ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true}
	builder := account.Account{
		ID: "builder", Name: "Hill & Sons", Currency: money.GBP, PriceLevels: []string{"TRADE"},
		PaymentTerms: account.PaymentTerms{OnAccount: true},
		Addresses:    []account.Address{{ID: "yard", Kind: account.DeliveryAddress, Default: true, City: "Leeds"}},
	}
	var users []account.User
	for _, id := range []string{"ann", "bob"} {
		users = append(users, account.User{ID: id, Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true,
			Accounts: []string{"builder"}, MayOrder: true, MaySeePrices: true, MaySeeStock: true})
	}
	err := h.store.ChangeAccounts(ctx, tx, account.Changes{
		Revision: 1, Application: &shop, Put: []account.Account{builder}, PutUsers: users,
	})
	if err != nil {
		return err
	}
	trade := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "drill", Price: gbp("120")}, {Product: "ladder", Price: gbp("95")}, {Product: "screws", Price: gbp("4.50")},
	}}
	if err := h.store.SetPrices(ctx, tx, pricing.Data{Revision: 1, Zone: time.UTC, Lists: []pricing.List{trade}}); err != nil {
		return err
	}
	return h.store.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: []budget.Budget{{
		ID: "tools", Currency: money.GBP, MaxPeriod: gbp("500"), Action: budget.Block, Period: budget.Month, Zone: time.UTC,
		Holders: budget.Holders{Accounts: []string{"builder"}},
	}}})
}

// tables says what is in the tables of the host and of the store, as of one moment.
func (h *host) tables(ctx context.Context) (string, error) {
	var text strings.Builder
	err := h.in(ctx, func(tx *sql.Tx) error {
		text.Reset()
		if err := own(ctx, tx, &text); err != nil {
			return err
		}
		orders, err := h.store.ListOrders(ctx, tx, storage.OrderFilter{}, storage.Page{})
		if err != nil {
			return err
		}
		spent := gbp("0")
		usages, err := h.store.BudgetUsages(ctx, tx, "tools", budget.Period{})
		for _, u := range usages {
			spent = u.Spent
		}
		fmt.Fprintf(&text, "    orders  %s\n    budget  %s spent of 500.00\n", orNone(ids(orders)), spent)
		return err
	})
	return text.String(), err
}

// own says what is in the host's tables.
func own(ctx context.Context, tx *sql.Tx, text *strings.Builder) error {
	carts, err := texts(ctx, tx, "SELECT user || ': ' || quantity || ' ' || product FROM cart WHERE click = '' ORDER BY user, product")
	if err != nil {
		return err
	}
	stock, err := texts(ctx, tx, "SELECT free || ' ' || product FROM stock ORDER BY product")
	fmt.Fprintf(text, "    carts   %s\n    stock   %s\n", orNone(carts), orNone(stock))
	return err
}

// texts returns the only column of a query.
func texts(ctx context.Context, tx *sql.Tx, query string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}

func orNone(texts []string) string {
	if len(texts) == 0 {
		return "none"
	}
	return strings.Join(texts, ", ")
}

func ids(orders []storage.Order) (all []string) {
	for _, o := range orders {
		all = append(all, o.ID)
	}
	return all
}
