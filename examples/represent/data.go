package main

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

const (
	office, york, bath, whitby = "H100", "H110", "H120", "H130"
	leeds, ripon, hull         = "K200", "K210", "K220"
)

// customers are a hotel group with three houses, and three kitchens of a caterer.
func customers() account.Data {
	return account.Data{
		Revision: 1,
		Application: account.Application{
			Features: account.FeatureSet{
				account.PowerCustomers, account.Impersonate, account.BillingOverride, account.PricingOverride,
				account.CustomerAccountContracts,
			},
			ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
		},
		Accounts: append(hotels(), kitchens()...),
		PermissionRoles: []account.PermissionRole{
			{ID: "buyer", Name: "Buyer", Allow: []account.Permission{account.MyContracts}},
		},
		Users: append(hotelUsers(), otherUsers()...),
	}
}

func hotels() []account.Account {
	child := []string{account.ChildCustomerGroup}
	return []account.Account{
		{
			ID: office, Name: "Harbour Hotels", National: true, Groups: []string{account.PowerCustomerGroup},
			PriceLevels: []string{"TRADE"}, Currency: money.GBP, Addresses: addresses("4 Quay Street", "Bristol"),
		},
		{
			ID: york, Name: "Harbour Hotel York", Parent: office, PricingFrom: office, BillTo: office, Groups: child,
			Currency: money.GBP, Addresses: addresses("12 Minster Yard", "York"), PaymentTerms: account.PaymentTerms{OnAccount: true},
		},
		{
			ID: bath, Name: "Harbour Hotel Bath", Parent: office, Groups: child,
			PriceLevels: []string{"RETAIL"}, Currency: money.GBP, Addresses: addresses("1 Pump Room Lane", "Bath"),
		},
		{
			ID: whitby, Name: "Harbour Spa", Parent: office, Groups: child,
			PriceLevels: []string{"RETAIL"}, Currency: money.GBP, Addresses: addresses("West Cliff", "Whitby"),
		},
	}
}

func kitchens() []account.Account {
	all := []account.Account{
		{ID: leeds, Name: "Kettle Kitchens Leeds", PriceLevels: []string{"RETAIL"}, Addresses: addresses("9 Call Lane", "Leeds")},
		{ID: ripon, Name: "Kettle Kitchens Ripon", PriceLevels: []string{"TRADE"}, Addresses: addresses("2 Canal Road", "Ripon")},
		{ID: hull, Name: "Kettle Kitchens Hull", PriceLevels: []string{"RETAIL"}, Addresses: addresses("7 Dock Street", "Hull"), Status: account.Blocked},
	}
	for i := range all {
		all[i].Currency = money.GBP
	}
	return all
}

func addresses(street, city string) []account.Address {
	return []account.Address{{ID: "main", Kind: account.InvoiceAddress, Default: true, Lines: []string{street}, City: city}}
}

func hotelUsers() []account.User {
	buyer := account.User{
		Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true,
		MayOrder: true, MaySeePrices: true, MaySeeStock: true, PermissionRoles: []string{"buyer"},
	}
	helen, mary, sam, tom, bea := buyer, buyer, buyer, buyer, buyer
	helen.ID, helen.Name, helen.Accounts = "helen", "Helen Marsh", []string{office}
	helen.Type, helen.Role, helen.ChildHistory = account.TypeContact, account.NoRole, true
	mary.ID, mary.Name, mary.Accounts, mary.Role = "mary", "Mary Tan", []string{york}, account.RoleAccountManager
	sam.ID, sam.Name, sam.Accounts, sam.Role = "sam", "Sam Reed", []string{york}, account.RoleSubAccount
	sam.MayOrder, sam.MaySeePrices = false, false
	tom.ID, tom.Name, tom.Accounts, tom.Activated = "tom", "Tom Hale", []string{york}, false
	bea.ID, bea.Name, bea.Accounts = "bea", "Bea Lowe", []string{bath}
	return []account.User{helen, mary, sam, tom, bea}
}

func otherUsers() []account.User {
	return []account.User{
		{
			ID: "paula", Name: "Paula Kettle", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true,
			Relation: account.OneToMulti, Accounts: []string{leeds, ripon, hull},
			MayOrder: true, MaySeePrices: true, MaySeeStock: true, PermissionRoles: []string{"buyer"},
		},
		{
			ID: "wanda", Name: "Wanda Cole", Type: account.TypeWorker, Activated: true,
			WorkerGroups: []string{account.PowerCustomerAdministrator},
		},
	}
}
