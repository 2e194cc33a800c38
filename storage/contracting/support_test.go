package contracting_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/memory"
)

type tx = *memory.Tx

var (
	ctx   = context.Background()
	noon  = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	rules = contracting.Rules{Zone: time.UTC}
)

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

func lamp(price string) contract.Product { return contract.Product{Product: "lamp", Price: eur(price)} }

func as(user string) account.Session { return account.Session{Principal: user, User: user} }

// people are an administrator, and two sales representatives, of whom each has an account of his own and one with the other.
func people() account.Data {
	rep := func(user, id string) account.User {
		return account.User{ID: user, Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: id,
			PermissionRoles: []string{"sales"}}
	}
	return account.Data{
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
		PermissionRoles: []account.PermissionRole{
			{ID: "sales", Allow: []account.Permission{account.MyContracts, account.ModifyLocalContracts}},
			{ID: "office", Kind: account.Administration, Allow: []account.Permission{account.ContractManager}},
		},
		Accounts: []account.Account{
			{ID: "C-1", Representatives: []string{"R1"}}, {ID: "C-2", Representatives: []string{"R1", "R2"}},
			{ID: "C-3", Representatives: []string{"R2"}},
		},
		Users: []account.User{
			{ID: "ada", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"office"}}, rep("ria", "R1"), rep("rob", "R2"),
		},
	}
}

// deals are a contract of R1, one of R2 and a mirrored one of R1.
func deals() []contract.Contract {
	deal := func(code, rep, price string, origin contract.Origin) contract.Contract {
		return contract.Contract{Code: code, Currency: money.EUR, SalesRep: rep, Origin: origin,
			Accounts: []contract.Account{{Account: "C-1"}}, Products: []contract.Product{lamp(price)}}
	}
	return []contract.Contract{deal("ERP", "R1", "31", contract.Mirrored), deal("OTHER", "R2", "32", contract.Local),
		deal("OWN", "R1", "30", contract.Local)}
}

// fill stores people and deals, and a price book with a level and the deals' lists: revision 1.
func fill(ctx context.Context, s *memory.Store) error {
	lists, err := contract.Lists(deals(), nil, contract.Reading{})
	if err != nil {
		return err
	}
	level := pricing.List{ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "lamp", Price: eur("40.00")}}}
	data := people()
	return s.Transact(ctx, func(ctx context.Context, tx tx) error {
		return errors.Join(
			s.ChangeAccounts(ctx, tx, account.Changes{Revision: 1, Application: &data.Application, Put: data.Accounts,
				PutPermissionRoles: data.PermissionRoles, PutUsers: data.Users}),
			s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: append(lists, level)}),
			s.ChangeContracts(ctx, tx, storage.ContractChanges{Revision: 1, Put: deals()}),
		)
	})
}

func open(t *testing.T) *memory.Store {
	t.Helper()
	s := memory.New()
	t.Cleanup(func() { _ = s.Close() })
	if err := fill(ctx, s); err != nil {
		t.Fatal(err)
	}
	return s
}

func command(user string, edits ...contract.Edit) contract.Command {
	return contract.Command{Session: as(user), At: noon, Edits: edits}
}

func reprice(code, price string) contract.Edit {
	return contract.Edit{Kind: contract.ChangeProduct, Contract: code, Product: lamp(price)}
}

func add(code, product, price string) contract.Edit {
	return contract.Edit{Kind: contract.AddProduct, Contract: code, Product: contract.Product{Product: product, Price: eur(price)}}
}

// done fails the test unless something was done.
func done(t *testing.T, d contract.Decision, err error) {
	t.Helper()
	if err != nil || !d.Allowed() {
		t.Fatal(d, err)
	}
}

// world is what a store shows of contracts, and the price of a lamp for C-1.
type world struct {
	revision, prices uint64
	contracts        []contract.Contract
	events           []storage.ContractEvent
	stages           []storage.ContractStage
	lamp             string
}

func look(t *testing.T, s *memory.Store) (w world) {
	t.Helper()
	err := s.View(ctx, func(ctx context.Context, tx tx) (err error) {
		var errs [5]error
		w.revision, errs[0] = s.ContractRevision(ctx, tx)
		w.contracts, errs[1] = s.ListContracts(ctx, tx, "", 0)
		w.events, errs[2] = s.ContractEvents(ctx, tx, "", storage.Page{Size: storage.MaxPage})
		w.stages, errs[3] = s.ListStages(ctx, tx, "", storage.Page{})
		book, err := s.Book(ctx, tx)
		if err == nil {
			w.prices = book.Revision()
			w.lamp, err = price(book)
		}
		return errors.Join(append(errs[:], err)...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// price is what a lamp costs C-1, and by which list.
func price(b *pricing.Book) (string, error) {
	buyer := pricing.Buyer{Account: "C-1", Levels: []string{"A"}, Currency: money.EUR,
		Features: []account.Feature{account.CustomerAccountContracts}, Permissions: []account.Permission{account.MyContracts}}
	p, err := b.For(buyer, noon).Price(pricing.Line{Product: "lamp", Quantity: money.Units(1)})
	return p.Unit.String() + " by " + p.Source().String(), err
}

// find returns the contract of a code.
func (w world) find(t *testing.T, code string) contract.Contract {
	t.Helper()
	i := slices.IndexFunc(w.contracts, func(c contract.Contract) bool { return c.Code == code })
	if i < 0 {
		t.Fatalf("there is no contract %s", code)
	}
	return w.contracts[i]
}
