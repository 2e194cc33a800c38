package account

// Action is something that a session may or may not do. The constants below are all there are; a host declares its own in
// [Application.Actions]. Any other is refused as unknown.
type Action string

// In the shop, for the account that the session buys for.
const (
	// ActionSeePrices needs the option, and that the seller shows prices (ACC-8).
	ActionSeePrices Action = "see prices"
	// ActionSeeStock needs the option, and that the seller shows stock (ACC-8).
	ActionSeeStock Action = "see stock"
	// ActionOrder needs the option and the seller's switch; for a sub-account also that seller and account let it be on
	// account (ACC-8).
	ActionOrder Action = "order"
	// ActionQuote needs what ActionOrder needs, and is denied where that is.
	ActionQuote Action = "quote"
	// ActionConvertQuote needs what ActionOrder needs, and is denied where that is (APR-9).
	ActionConvertQuote Action = "convert quote"
	ActionPayInvoice   Action = "pay invoice"
	ActionReturn       Action = "return"
	// ActionChooseAddress is about an address, and perhaps a delivery point, of the account; the default one needs no
	// choice.
	// It needs ChooseAddress, and adding one AddAddress.
	ActionChooseAddress Action = "choose address"
	ActionAddAddress    Action = "add address"
	// ActionViewOrders and ActionViewInvoices are about the history of the account, and with User.ChildHistory of those
	// below it; about one record ask [Rights.Sees].
	ActionViewOrders   Action = "view orders"
	ActionViewInvoices Action = "view invoices"
	ActionSeeLinks     Action = "see power customer links"
)

// For others.
const (
	// ActionRepresent: choose among the linked accounts (REP-1).
	ActionRepresent Action = "represent"
	// ActionImpersonate: log in as a user of another account (REP-2, REP-5).
	ActionImpersonate Action = "impersonate"
	// ActionManageChild: edit addresses, users and settings of an account below (REP-2).
	ActionManageChild Action = "manage child account"
	// ActionManageSubAccounts: create and edit sub-accounts of the account; [Rights.PutSubAccount] does it.
	ActionManageSubAccounts Action = "manage sub-accounts"
	// ActionManageBudgets: keep the budgets of the account's other users (BUD-7).
	ActionManageBudgets Action = "manage budgets"
)

// On orders that wait for agreement.
const (
	ActionViewAuthorizations Action = "view authorizations"
	// ActionAuthorize: answer an authorization. Which orders is package approval's matter.
	ActionAuthorize Action = "authorize"
	// ActionReverse: take an answer back.
	ActionReverse Action = "reverse authorization"
	// ActionSubstitute: name a substitute for oneself.
	ActionSubstitute Action = "name substitute"
)

// On contracts, and of the seller's staff.
const (
	// ActionViewContracts needs MyContracts, ActionEmailContracts EmailContracts too; staff must be sales representatives.
	ActionViewContracts  Action = "view contracts"
	ActionEmailContracts Action = "email contracts"
	// ActionModifyContracts is a sales representative's, about local contracts of the own id (CON-6). It needs MyContracts
	// and ModifyLocalContracts.
	ActionModifyContracts Action = "modify local contracts"
	// ActionManageContracts is an administrator's, about any local contract (CON-6). It needs ContractManager.
	ActionManageContracts Action = "manage contracts"
	// ActionExportContracts needs ContractExport (CON-9).
	ActionExportContracts Action = "export contracts"

	ActionEditNationalAccounts Action = "edit national accounts"
	ActionEditBillingOverride  Action = "edit billing override"
	ActionEditPricingOverride  Action = "edit pricing override"
)

// ActionRule says who may do an action of a host's own. A rule that is left empty lets nobody do it.
type ActionRule struct {
	Action Action
	// By are the kinds of users who may; none is nobody.
	By []UserKind
	// Permission must be allowed by a permission role; "" is the permission of the action's own name.
	Permission Permission
	// Feature, if any, must be on in the application, and for customers and contacts granted by a group of theirs or of
	// their account.
	Feature Feature
	// OwnHand: not while impersonating (REP-4).
	OwnHand bool
	// Trading: not for a blocked account (ACC-6).
	Trading bool
	// Below: also about accounts below that of the session. Otherwise it is about the session's own account alone; for
	// staff it is about any.
	Below bool
}

func (r ActionRule) normal() ActionRule {
	r.By = set(r.By)
	if r.Permission == "" {
		r.Permission = Permission(r.Action)
	}
	return r
}
