package account

// rule is what must hold for an action. Whatever it does not name, it does not ask.
type rule struct {
	action Action
	by     kindSet
	// application are features that the application must have on.
	application []Feature
	// groups are features that the application must have on and a group grant, to customers and contacts.
	groups []Feature
	// seller is a switch that must be on for everyone.
	seller sellerSwitch
	option option
	// permissions must each be allowed by a role. The permission of the action's own name need not be; but denied, it and
	// they refuse everyone.
	permissions []Permission
	edits       edits
	// also is an action that no permission role may deny, either; the rest of what that one needs the rule names itself.
	also Action
	// trading: not for a blocked account.
	trading bool
	// terms: not for an account priced from, or billed to, a blocked one.
	terms bool
	// onAccount: a sub-account must be able to pay on account.
	onAccount bool
	// ownHand: not while impersonating.
	ownHand bool
	about   about
}

// sellerSwitch is a switch of the application; the zero one is none.
type sellerSwitch uint8

const (
	switchPrices sellerSwitch = iota + 1
	switchStock
	switchOrdering
)

func (s sellerSwitch) String() string {
	return [...]string{"", "show prices", "show stock", "ordering"}[s]
}

// option is an option of a user; the zero one is none.
type option uint8

const (
	optionOrder option = iota + 1
	optionPrices
	optionStock
	optionAuthorize
)

func (o option) String() string {
	return [...]string{"", "may order", "may see prices", "may see stock", "may authorize"}[o]
}

// held reports whether the user has the option; account managers always may authorize.
func (o option) held(u *User) bool {
	switch o {
	case optionOrder:
		return u.MayOrder
	case optionPrices:
		return u.MaySeePrices
	case optionStock:
		return u.MaySeeStock
	case optionAuthorize:
		return u.MayAuthorize || u.Role == RoleAccountManager
	}
	return true
}

// edits is what worker groups let edit; the zero one is nothing.
type edits uint8

const (
	editsNational edits = iota + 1
	editsBilling
	editsPricing
)

func (e edits) String() string {
	return [...]string{"", "national accounts", "billing overrides", "pricing overrides"}[e]
}

// edits returns what the group lets edit, one bit each.
func (w *WorkerGroup) edits() edits {
	var mask edits
	for bit, granted := range [...]bool{
		editsNational: w.NationalAccounts, editsBilling: w.BillingOverrides, editsPricing: w.PricingOverrides,
	} {
		if granted {
			mask |= 1 << bit
		}
	}
	return mask
}

// about is what an action is done to, besides the session's own account.
type about uint8

const (
	aboutOwn         about = iota
	aboutHistory           // accounts below, too, if the contact setting says so
	aboutWithin            // the own account and those below
	aboutSub               // a sub-account of the own account
	aboutAddress           // an address of the own account
	aboutBelow             // an account below, never the own, which all before take
	aboutLinked            // an account that the user is linked to
	aboutOthers            // a user of an account below, or of an assigned one
	aboutOwnContract       // for staff, a contract of the own representative id
	aboutContract          // any contract
	aboutAny               // any account
)
