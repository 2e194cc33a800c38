package linearizable

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// contractCodes are the contracts that there may be, sorted.
var contractCodes = []string{"K", "L"}

// seller is the staff of a seller: ada may change all contracts, ria and rob those of their own id, which are R1 and R2.
var seller = func() *account.Graph {
	data := staff()
	g, err := account.NewGraph(data)
	if err != nil {
		panic(err)
	}
	return g
}()

func sellerRules() contract.Rules { return contract.Rules{Graph: seller, Zone: time.UTC} }

func staff() account.Data {
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
		Accounts: []account.Account{{ID: "C-1", Representatives: []string{"R1"}}, {ID: "C-2", Representatives: []string{"R1", "R2"}}},
		Users: []account.User{
			{ID: "ada", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"office"}}, rep("ria", "R1"), rep("rob", "R2"),
		},
	}
}

// Sell puts the staff of a seller and an empty price book into a store.
func Sell[T any](ctx context.Context, s ContractStore[T]) error {
	data := staff()
	return s.Transact(ctx, func(ctx context.Context, tx T) error {
		return errors.Join(
			s.ChangeAccounts(ctx, tx, account.Changes{Revision: 1, Application: &data.Application, Put: data.Accounts,
				PutPermissionRoles: data.PermissionRoles, PutUsers: data.Users}),
			s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1}),
		)
	})
}

// deal is what a client wants next of one of two contracts. Now and then it is a look, without edits.
func (c *client) deal() contract.Command {
	user := []string{"ada", "ada", "ria", "rob"}[c.IntN(4)]
	in := contract.Command{Session: account.Session{Principal: user, User: user}, At: noon}
	if c.IntN(6) == 0 {
		return in
	}
	e := contract.Edit{Contract: contractCodes[c.IntN(len(contractCodes))]}
	switch n := c.IntN(12); {
	case n < 3:
		e.Kind = contract.CreateContract
	case n < 4:
		e.Kind = contract.DeleteContract
	case n < 5:
		e.Kind = contract.ChangeTerms
	case n < 9:
		e.Kind = contract.AddProduct
	case n < 11:
		e.Kind = contract.ChangeProduct
	default:
		e.Kind = contract.AddAccount
	}
	e.Terms = contract.Terms{Name: fmt.Sprint(c.number, ".", c.sent), Currency: money.GBP, SalesRep: []string{"R1", "R2"}[c.IntN(2)]}
	e.Product = contract.Product{Product: fmt.Sprint("P", c.IntN(4)), Price: money.Scaled(int64(1+c.IntN(100)), 0, money.GBP)}
	e.Account.Account = []string{"C-1", "C-2"}[c.IntN(2)]
	in.Edits = []contract.Edit{e}
	return in
}
