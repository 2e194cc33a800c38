package account_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// permKinds says for whom an action is, as the table of the package documentation does.
var permKinds = map[account.Action]string{
	account.ActionSeePrices: "RMSC", account.ActionSeeStock: "RMSC", account.ActionOrder: "RMSC", account.ActionQuote: "RMSC",
	account.ActionConvertQuote: "RMSC", account.ActionPayInvoice: "RMSC", account.ActionReturn: "RMSC",
	account.ActionChooseAddress: "RMSC", account.ActionAddAddress: "RMSC", account.ActionViewOrders: "RMSC",
	account.ActionViewInvoices: "RMSC", account.ActionSeeLinks: "RMSC",
	account.ActionRepresent: "RM", account.ActionImpersonate: "RMCAW", account.ActionManageChild: "RMC",
	account.ActionManageSubAccounts: "M", account.ActionManageBudgets: "M",
	account.ActionViewAuthorizations: "MS", account.ActionAuthorize: "MS", account.ActionReverse: "MS", account.ActionSubstitute: "MS",
	account.ActionViewContracts: "RMSCAW", account.ActionEmailContracts: "RMSCAW", account.ActionModifyContracts: "W",
	account.ActionManageContracts: "W", account.ActionExportContracts: "W", account.ActionEditNationalAccounts: "W",
	account.ActionEditBillingOverride: "W", account.ActionEditPricingOverride: "W",
}

// The rules, each with the actions that it is about.
var (
	// ACC-8: what needs the option and the switch of that name.
	permPrices   = []account.Action{account.ActionSeePrices}
	permStock    = []account.Action{account.ActionSeeStock}
	permOrdering = []account.Action{account.ActionOrder, account.ActionQuote, account.ActionConvertQuote}
	// APR-9: quotes are for who may order.
	permQuotes = []account.Action{account.ActionQuote, account.ActionConvertQuote}
	// ACC-7, APR-2: who answers must be able to see the prices.
	permAnswers    = []account.Action{account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute}
	permAuthorizes = append([]account.Action{account.ActionViewAuthorizations}, permAnswers...)
	// ACC-6: not for a blocked account; and of these, not for one priced from or billed to a blocked one.
	permTrades = []account.Action{
		account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder, account.ActionQuote, account.ActionPayInvoice,
		account.ActionConvertQuote, account.ActionReturn,
	}
	permNoTerms = append(slices.Clone(permOrdering), account.ActionSeePrices)
	// REP-4: while impersonating nobody acts further, changes rights or limits or budgets, or answers.
	permActs   = []account.Action{account.ActionRepresent, account.ActionImpersonate}
	permRights = []account.Action{account.ActionManageChild, account.ActionManageSubAccounts, account.ActionManageBudgets}
	// CON-5, CON-6, CON-9, CON-10. The first are a representative's where staff does them.
	permRepresentatives = []account.Action{
		account.ActionViewContracts, account.ActionEmailContracts, account.ActionModifyContracts,
	}
	permContracts = append(slices.Clone(permRepresentatives), account.ActionManageContracts, account.ActionExportContracts)
	// ACC-12: for editing the application must have the feature on.
	permEdits = map[account.Action]account.Feature{
		account.ActionEditNationalAccounts: account.PowerCustomers, account.ActionEditBillingOverride: account.BillingOverride,
		account.ActionEditPricingOverride: account.PricingOverride,
	}
	// What a permission role must allow.
	permMustAllow = map[account.Action][]account.Permission{
		account.ActionChooseAddress: {account.ChooseAddress}, account.ActionAddAddress: {account.AddAddress},
		account.ActionViewContracts:   {account.MyContracts},
		account.ActionEmailContracts:  {account.MyContracts, account.EmailContracts},
		account.ActionModifyContracts: {account.MyContracts, account.ModifyLocalContracts},
		account.ActionManageContracts: {account.ContractManager}, account.ActionExportContracts: {account.ContractExport},
	}
	permHistory = []account.Action{account.ActionViewOrders, account.ActionViewInvoices}
)

// chained returns a feature after the one that it needs (ACC-12).
func permChained(f account.Feature) []account.Feature {
	if f == account.BillingOverride || f == account.PricingOverride {
		return []account.Feature{account.PowerCustomers, f}
	}
	return []account.Feature{f}
}

// permLayer says which layer refuses with a code, as the documentation of the codes groups them.
func permLayer(code account.DecisionCode) account.Layer {
	switch code {
	case account.RefusedNoAction, account.RefusedUnknownAction, account.RefusedNoInstant, account.RefusedStrangeTarget,
		account.RefusedNoTarget:
		return account.LayerQuestion
	case account.RefusedNoSession, account.RefusedNotBegun, account.RefusedUnknownUser, account.RefusedInactiveUser,
		account.RefusedNotLinked, account.RefusedNoAccount:
		return account.LayerSession
	case account.RefusedActingEnded, account.RefusedActingAlready, account.RefusedOwnHand, account.RefusedFromBlocked,
		account.RefusedOneToOne:
		return account.LayerActing
	case account.RefusedSwitchedOff, account.RefusedFeatureOff:
		return account.LayerApplication
	case account.RefusedFeatureNotGranted:
		return account.LayerGroups
	case account.RefusedBlocked, account.RefusedTermsBlocked, account.RefusedNotOnAccount:
		return account.LayerAccount
	case account.RefusedKind, account.RefusedNotRepresentative, account.RefusedOption:
		return account.LayerUser
	case account.RefusedDenied, account.RefusedNotAllowed:
		return account.LayerPermissions
	case account.RefusedWorkerGroup:
		return account.LayerWorkerGroups
	}
	return account.LayerTarget
}

// permLetter is the initial of a user's kind.
func permLetter(u account.User) string {
	switch {
	case u.Type == account.TypeContact:
		return "C"
	case u.Type == account.TypeSalesAgent:
		return "A"
	case u.Type == account.TypeWorker:
		return "W"
	case u.Role == account.RoleAccountManager:
		return "M"
	case u.Role == account.RoleSubAccount:
		return "S"
	}
	return "R"
}

// permKindOf turns a letter into the kind of a host's rule.
var permKindOf = map[string]account.UserKind{
	"R": account.KindRegular, "M": account.KindAccountManager, "S": account.KindSubAccount, "C": account.KindContact,
	"A": account.KindSalesAgent, "W": account.KindWorker,
}
