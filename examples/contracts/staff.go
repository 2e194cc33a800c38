package main

import (
	"maps"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
)

// application is what the seller has switched on.
var application = account.Application{
	Features: account.FeatureSet{
		account.PowerCustomers, account.BillingOverride, account.PricingOverride, account.CustomerAccountContracts,
	},
	ShowPrices: true, Ordering: true,
}

// staff are the users of the office, and what they may do: no file says that, a host knows. The sales representatives are
// those whose ids contracts have.
func staff(contracts []contract.Contract) account.Changes {
	c := account.Changes{
		Application: &application,
		PutPermissionRoles: []account.PermissionRole{
			{ID: "office", Kind: account.Administration, Allow: []account.Permission{account.ContractManager, account.ContractExport}},
			{ID: "sales", Allow: []account.Permission{account.MyContracts, account.ModifyLocalContracts, account.EmailContracts}},
		},
		PutUsers: []account.User{
			{ID: "ada", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"office"}},
			{ID: "carl", Type: account.TypeWorker, Activated: true},
		},
	}
	keepers := make(map[string]bool)
	for i := range contracts {
		keepers[contracts[i].SalesRep] = true
	}
	for _, id := range slices.Sorted(maps.Keys(keepers)) {
		if id != "" && id != "ada" && id != "carl" {
			c.PutUsers = append(c.PutUsers, account.User{ID: id, Type: account.TypeWorker, Activated: true,
				SalesRepresentative: true, RepresentativeID: id, PermissionRoles: []string{"sales"}})
		}
	}
	return c
}

// represented adds to accounts the sales representatives who keep a contract with them.
func represented(accounts []account.Account, contracts []contract.Contract) []account.Account {
	keepers := make(map[string][]string)
	for i := range contracts {
		for _, a := range contracts[i].Accounts {
			if rep := contracts[i].SalesRep; rep != "" && !slices.Contains(keepers[a.Account], rep) {
				keepers[a.Account] = append(keepers[a.Account], rep)
			}
		}
	}
	for i := range accounts {
		for _, rep := range keepers[accounts[i].ID] {
			if !slices.Contains(accounts[i].Representatives, rep) {
				accounts[i].Representatives = append(accounts[i].Representatives, rep)
			}
		}
	}
	return accounts
}
