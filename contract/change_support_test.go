package contract_test

import (
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

// office is a seller with an administrator, representatives ria (R1, assigned to C-1 and C-2) and rob (R2, assigned to C-3),
// clerk, who may nothing, and the customer cora of C-1.
func office() account.Data {
	rep := func(user, id string) account.User {
		return account.User{ID: user, Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: id,
			PermissionRoles: []string{"sales"}}
	}
	return account.Data{
		Application: account.Application{
			Features: account.FeatureSet{account.CustomerAccountContracts}, ShowPrices: true, Ordering: true,
		},
		PermissionRoles: []account.PermissionRole{
			{ID: "sales", Allow: []account.Permission{account.MyContracts, account.ModifyLocalContracts, account.EmailContracts}},
			{ID: "buys", Allow: []account.Permission{account.MyContracts, account.EmailContracts}},
			{ID: "office", Kind: account.Administration, Allow: []account.Permission{account.ContractManager}},
		},
		Accounts: []account.Account{
			{ID: "C-1", Currency: money.EUR, PriceLevels: []string{"A"}, Representatives: []string{"R1"}},
			{ID: "C-2", Currency: money.EUR, PriceLevels: []string{"A"}, Representatives: []string{"R1", "R2"}},
			{ID: "C-3", Currency: money.EUR, PriceLevels: []string{"A"}, Representatives: []string{"R2"}},
		},
		Users: []account.User{
			{ID: "ada", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"office"}},
			{ID: "clerk", Type: account.TypeWorker, Activated: true},
			{ID: "cora", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, MaySeePrices: true, Accounts: []string{"C-1"},
				PermissionRoles: []string{"buys"}},
			rep("ria", "R1"), rep("rob", "R2"),
		},
	}
}

func rules(t testing.TB, changes ...func(*account.Data)) contract.Rules {
	t.Helper()
	data := office()
	for _, change := range changes {
		change(&data)
	}
	g, err := account.NewGraph(data)
	if err != nil {
		t.Fatal(err)
	}
	return contract.Rules{Graph: g, Zone: seller()}
}

func as(user string) account.Session {
	s := account.Session{Principal: user, User: user}
	if user == "cora" {
		s.Account = "C-1"
	}
	return s
}

// kept is the contract of the tests, of representative R1.
func kept() contract.Contract {
	c := deal()
	c.SalesRep = "R1"
	return c
}

func command(user string, edits ...contract.Edit) contract.Command {
	return contract.Command{Session: as(user), At: noon(), Edits: edits}
}

func editAccount(kind contract.EditKind, code, id string) contract.Edit {
	return contract.Edit{Kind: kind, Contract: code, Account: contract.Account{Account: id}}
}

func editProduct(kind contract.EditKind, code, product, price string) contract.Edit {
	e := contract.Edit{Kind: kind, Contract: code, Product: contract.Product{Product: product}}
	if price != "" {
		e.Product.Price = eur(price)
	}
	return e
}

func editTerms(kind contract.EditKind, code, rep string) contract.Edit {
	c := deal()
	c.SalesRep = rep
	return contract.Edit{Kind: kind, Contract: code, Terms: c.Terms()}
}

// wantRuling checks a decision's code, edit and, for rights, the code of the accounts; and that a refusal has a sentence.
func wantRuling(t testing.TB, reason string, d contract.Decision, want string) {
	t.Helper()
	got := d.Code.String()
	if d.Code == contract.RefusedRights {
		got += ": " + d.Rights.Code.String()
	}
	if got != want {
		t.Errorf("%s: %q, want %q\n%v", reason, got, want, d)
	}
	if d.String() == "" || d.String() == "nothing was asked" {
		t.Errorf("%s: no sentence for %v", reason, d.Code)
	}
}

var equalish = cmp.Options{cmpopts.EquateEmpty(), cmp.Comparer(money.Amount.Equal), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b money.Quantity) bool { return a == b }), cmpopts.EquateComparable(date(today), account.Decision{})}
