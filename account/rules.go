package account

// rules are the actions that this package knows, in the order in which they are numbered.
var rules = []rule{
	{action: ActionSeePrices, by: buyers, seller: switchPrices, option: optionPrices, trading: true, terms: true},
	{action: ActionSeeStock, by: buyers, seller: switchStock, option: optionStock, trading: true},
	{action: ActionOrder, by: buyers, seller: switchOrdering, option: optionOrder, trading: true, terms: true, onAccount: true},
	{
		action: ActionQuote, by: buyers, also: ActionOrder,
		seller: switchOrdering, option: optionOrder, trading: true, terms: true, onAccount: true,
	},
	{
		action: ActionConvertQuote, by: buyers, also: ActionOrder,
		seller: switchOrdering, option: optionOrder, trading: true, terms: true, onAccount: true,
	},
	{action: ActionPayInvoice, by: buyers, trading: true},
	{action: ActionReturn, by: buyers, trading: true},
	{action: ActionChooseAddress, by: buyers, permissions: []Permission{ChooseAddress}, about: aboutAddress},
	{action: ActionAddAddress, by: buyers, permissions: []Permission{AddAddress}},
	{action: ActionViewOrders, by: buyers, about: aboutHistory},
	{action: ActionViewInvoices, by: buyers, about: aboutHistory},
	{action: ActionSeeLinks, by: buyers, groups: []Feature{PowerCustomers, navigationLinks}},

	{action: ActionRepresent, by: kindsOf(KindRegular, KindAccountManager), ownHand: true, about: aboutLinked},
	{
		action: ActionImpersonate, by: masters | staff, groups: []Feature{Impersonate, PowerCustomers},
		ownHand: true, about: aboutOthers,
	},
	{action: ActionManageChild, by: masters, groups: []Feature{PowerCustomers}, ownHand: true, about: aboutBelow},
	{action: ActionManageSubAccounts, by: kindsOf(KindAccountManager), ownHand: true, about: aboutSub},
	{action: ActionManageBudgets, by: kindsOf(KindAccountManager), ownHand: true},

	{action: ActionViewAuthorizations, by: authorizing, option: optionAuthorize},
	{
		action: ActionAuthorize, by: authorizing, option: optionAuthorize, ownHand: true,
		also: ActionSeePrices, seller: switchPrices, trading: true, terms: true,
	},
	{
		action: ActionReverse, by: authorizing, option: optionAuthorize, ownHand: true,
		also: ActionSeePrices, seller: switchPrices, trading: true, terms: true,
	},
	{
		action: ActionSubstitute, by: authorizing, option: optionAuthorize, ownHand: true,
		also: ActionSeePrices, seller: switchPrices, trading: true, terms: true,
	},

	{
		action: ActionViewContracts, by: buyers | staff, application: contracts,
		permissions: []Permission{MyContracts}, about: aboutOwnContract,
	},
	{
		action: ActionEmailContracts, by: buyers | staff, application: contracts,
		permissions: []Permission{MyContracts, EmailContracts}, about: aboutOwnContract,
	},
	{
		action: ActionModifyContracts, by: kindsOf(KindWorker), application: contracts,
		permissions: []Permission{MyContracts, ModifyLocalContracts}, about: aboutOwnContract,
	},
	{
		action: ActionManageContracts, by: kindsOf(KindWorker), application: contracts,
		permissions: []Permission{ContractManager}, about: aboutContract,
	},
	{
		action: ActionExportContracts, by: kindsOf(KindWorker), application: contracts,
		permissions: []Permission{ContractExport}, about: aboutContract,
	},
	{
		action: ActionEditNationalAccounts, by: kindsOf(KindWorker), application: []Feature{PowerCustomers},
		edits: editsNational, about: aboutAny,
	},
	{
		action: ActionEditBillingOverride, by: kindsOf(KindWorker), application: []Feature{BillingOverride},
		edits: editsBilling, about: aboutAny,
	},
	{
		action: ActionEditPricingOverride, by: kindsOf(KindWorker), application: []Feature{PricingOverride},
		edits: editsPricing, about: aboutAny,
	},
}

var contracts = []Feature{CustomerAccountContracts}
