package contract_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// seller's staff: an administrator, and a sales representative to whom account C-2 is assigned.
func exampleRules() contract.Rules {
	graph, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
		PermissionRoles: []account.PermissionRole{
			{ID: "sales", Allow: []account.Permission{account.MyContracts, account.ModifyLocalContracts}},
			{ID: "office", Kind: account.Administration, Allow: []account.Permission{account.ContractManager}},
		},
		Accounts: []account.Account{{ID: "C-1"}, {ID: "C-2", Representatives: []string{"R1"}}},
		Users: []account.User{
			{ID: "ada", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"office"}},
			{ID: "ria", Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: "R1", PermissionRoles: []string{"sales"}},
		},
	})
	if err != nil {
		panic(err)
	}
	return contract.Rules{Graph: graph, Zone: time.UTC}
}

func ExampleRules_Do() {
	rules := exampleRules()
	ria := account.Session{Principal: "ria", User: "ria"}
	deal := spring
	deal.SalesRep = "R1"
	lamp := contract.Product{Product: "lamp", Price: money.MustParse("30.00", money.EUR)}
	out := rules.Do([]contract.Contract{deal}, contract.Command{Session: ria, At: april, Edits: []contract.Edit{
		{Kind: contract.AddAccount, Contract: "SPRING", Account: contract.Account{Account: "C-2"}},
		{Kind: contract.AddProduct, Contract: "SPRING", Product: lamp},
	}})
	fmt.Println(out.Decision)
	for _, e := range out.Events { // stored with out.Contracts, as history
		fmt.Println(e.Principal, e.Kind, e.After.Accounts, len(e.After.Products))
	}

	deal.Origin = contract.Mirrored
	out = rules.Do([]contract.Contract{deal}, contract.Command{Session: ria, At: april, Edits: []contract.Edit{
		{Kind: contract.RemoveProduct, Contract: "SPRING", Product: contract.Product{Product: "desk"}},
	}})
	fmt.Println(out.Decision)
	// Output:
	// done
	// ria add account [{C-2 2026-04-01 2026-04-01 false}] 0
	// ria add product [] 1
	// edit 1: contract "SPRING" is mirrored from another system and changes by import only: change it there, and import it again
}

func ExampleRules_Publish() {
	rules := exampleRules()
	present := []contract.Contract{spring}
	ada := account.Session{Principal: "ada", User: "ada"}
	dearer := contract.Product{Product: "chair", Price: money.MustParse("47.00", money.EUR)}
	mine, _ := rules.Stage(contract.Stage{}, present, contract.Command{Session: ada, At: april, Edits: []contract.Edit{
		{Kind: contract.ChangeProduct, Contract: "SPRING", Product: dearer},
	}})
	fmt.Println(len(rules.Show(mine, present).Contracts), "contract would change") // ask impact and lint about it

	meanwhile := spring
	meanwhile.Name = "Spring and Easter"
	out := rules.Publish(mine, []contract.Contract{meanwhile}, ada, april)
	fmt.Println(out.Decision)

	mine, _, _ = rules.Rebase(mine, []contract.Contract{meanwhile})
	out = rules.Publish(mine, []contract.Contract{meanwhile}, ada, april)
	fmt.Println(out.Decision, out.Contracts[0].Name, out.Contracts[0].Products[0].Price)
	// Output:
	// 1 contract would change
	// somebody else changed the contracts since this was staged: look at what is different, and rebase
	// 	contract "SPRING": name
	// done Spring and Easter 47.00 EUR
}

func ExampleDifferences() {
	after := spring
	after.Force = true
	after.Products = after.Products[:1:1]
	for _, d := range contract.Differences([]contract.Contract{spring}, []contract.Contract{after}) {
		fmt.Printf("%s %s %s: %q → %q\n", d.Contract, d.Product, d.Field, d.Before, d.After)
	}
	// Output:
	// SPRING  force: "false" → "true"
	// SPRING desk product: "desk" → ""
}
