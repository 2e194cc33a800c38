package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// proof returns how much is tried, as TRADETERMS_PROOF says.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

// file names a database that is not there yet: in memory where there is such a directory, unless all is to be proved.
func file(t storagetest.T) string {
	if proof(0, 1, 1) == 1 {
		return filepath.Join(t.TempDir(), "store.db")
	}
	return quickFile(t)
}

// quickFile is file where it does not matter what a disk does.
func quickFile(t storagetest.T) string {
	const shared = "/dev/shm"
	if _, err := os.Stat(shared); err != nil {
		return filepath.Join(t.TempDir(), "store.db")
	}
	dir, err := os.MkdirTemp(shared, "tradeterms")
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "store.db")
}

// open opens a fresh store.
func open(t storagetest.T) *sqlite.Store {
	return reopen(t, file(t))
}

// hostsDatabase opens the database in a file as a host does.
func hostsDatabase(t storagetest.T, path string) *sql.DB {
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func reopen(t storagetest.T, path string, options ...sqlite.Option) *sqlite.Store {
	s, err := sqlite.Open(t.Context(), path, options...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("%v", err)
		}
	})
	return s
}

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

func as(user string) account.Session {
	return account.Session{Principal: user, User: user, Account: "acme"}
}

// fill gives a store a customer: acme, where sam orders, mia and max agree above 500 and 1000, and budgets watch.
func fill[T any](store storage.Store[T], blocking string, watched ...string) error {
	user := func(id string, role account.Role, limits ...account.SpendingLimit) account.User {
		return account.User{ID: id, Type: account.TypeCustomer, Role: role, Activated: true, Accounts: []string{"acme"},
			MayOrder: true, MaySeePrices: true, MaySeeStock: true, LimitedBudget: limits != nil, Limits: limits}
	}
	mia := user("mia", account.RoleSubAccount)
	mia.MayAuthorize = true
	budgets := []budget.Budget{watching("office", blocking, budget.Block)}
	for _, amount := range watched {
		budgets = append(budgets, watching("super", amount, budget.Authorize))
	}
	return store.Transact(context.Background(), func(ctx context.Context, tx T) error {
		err := store.ChangeAccounts(ctx, tx, account.Changes{
			Revision:    1,
			Application: &account.Application{ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true},
			Put: []account.Account{{
				ID: "acme", Currency: money.GBP, PriceLevels: []string{"TRADE"}, PaymentTerms: account.PaymentTerms{OnAccount: true},
				Addresses: []account.Address{{ID: "dock", Kind: account.DeliveryAddress, Default: true}, {ID: "desk", Kind: account.InvoiceAddress, Default: true}},
			}},
			PutUsers: []account.User{
				user("sam", account.RoleSubAccount, account.SpendingLimit{Amount: gbp("500"), Authorizers: []string{"mia"}},
					account.SpendingLimit{Amount: gbp("1000"), Authorizers: []string{"max"}}),
				user("reg", account.RoleRegular), user("max", account.RoleAccountManager), user("moe", account.RoleAccountManager), mia,
			},
		})
		if err != nil {
			return err
		}
		err = store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: pricing.LevelID("TRADE"),
			Rows: []pricing.Row{{Product: "bolt", Price: gbp("100")}, {Product: "nut", Price: gbp("1.5")}}}}})
		if err != nil {
			return err
		}
		return store.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: budgets})
	})
}

func watching(id, amount string, action budget.Action) budget.Budget {
	return budget.Budget{ID: id, Currency: money.GBP, MaxPeriod: gbp(amount), Period: budget.Month, Zone: time.UTC, Action: action,
		Holders: budget.Holders{Accounts: []string{"acme"}}, Supervisors: []string{"moe"}, CarryOver: true}
}

func place(order, user string, bolts int32) purchase.Place {
	return purchase.Place{Key: "key of " + order, Order: order, By: as(user), At: noon, Lines: []pricing.Line{{Product: "bolt", Quantity: money.Units(bolts)}}}
}

// dump is all that a store keeps.
func dump[T any](t testing.TB, s storage.Store[T]) string {
	t.Helper()
	var text strings.Builder
	if err := storagetest.Dump(context.Background(), &text, s); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// whole checks that what a store holds belongs together: each order with its request, its entries and its message, each
// usage with the entries that it is the sum of. It returns the orders by their ids.
func whole[T any](t testing.TB, s storage.Store[T]) (ids []string, wrong error) {
	t.Helper()
	err := storage.View(context.Background(), s, func(ctx context.Context, tx T) error {
		ids, wrong = nil, nil
		told := make(map[string]int)
		for after := uint64(0); ; {
			page, err := s.Messages(ctx, tx, after, storage.MaxPage)
			if err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			for _, m := range page {
				after = m.Position
				told[m.Subject]++
			}
		}
		spent := int64(0)
		for o, err := range storage.AllOrders(ctx, tx, s, storage.OrderFilter{}) {
			if err != nil {
				return err
			}
			ids = append(ids, o.ID)
			spent += o.Totals.WithoutTax.Decimal().IntPart()
			_, missing := s.Request(ctx, tx, o.ID)
			entries, err := s.OrderEntries(ctx, tx, o.ID)
			if err != nil {
				return err
			}
			if missing != nil || len(entries) != 2 || told[o.ID] == 0 {
				wrong = fmt.Errorf("order %s: request %v, %d entries, %d messages", o.ID, missing, len(entries), told[o.ID])
			}
			delete(told, o.ID)
		}
		for r, err := range storage.AllRequests(ctx, tx, s, approval.Filter{}) {
			if _, missing := s.Order(ctx, tx, r.Order); err != nil || missing != nil {
				wrong = fmt.Errorf("request of order %s without the order: %v %v", r.Order, err, missing)
			}
		}
		if len(told) > 0 {
			wrong = fmt.Errorf("messages of no order: %v", told)
		}
		return folds(ctx, s, tx, spent, &wrong)
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids, wrong
}

// folds checks that the usage of the office is the sum of its entries, and of the orders.
func folds[T any](ctx context.Context, s storage.Store[T], tx T, spent int64, wrong *error) error {
	usages, err := s.BudgetUsages(ctx, tx, "office", budget.Period{})
	if err != nil {
		return err
	}
	for _, u := range usages {
		entries, err := s.PotEntries(ctx, tx, u.Pot())
		if err != nil {
			return err
		}
		sum, err := budget.FoldUsage(u.Pot(), entries)
		if err != nil || !sum.Equal(u) {
			*wrong = fmt.Errorf("the usage of %v is not the sum of its entries: %v", u.Pot(), err)
		}
		if used := u.Spent.Decimal().IntPart() + u.Reserved.Decimal().IntPart(); used != spent {
			*wrong = fmt.Errorf("orders of %d, and %d used", spent, used)
		}
	}
	return nil
}
