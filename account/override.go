package account

import (
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// OverrideKind says what is overridden.
type OverrideKind string

const (
	// Billing: whose data counts on bills (BIL-1).
	Billing OverrideKind = "billing"
	// Pricing: whose price levels and contracts count (PFR-1).
	Pricing OverrideKind = "pricing"
)

// OverrideCode says whose data counts, and why. The set is closed; the zero OverrideCode is a refusal.
type OverrideCode string

const (
	// OverrideNone: the account names no other, so its own data counts.
	OverrideNone OverrideCode = "own"
	// OverrideInForce: another account's data counts.
	OverrideInForce OverrideCode = "overridden"
	// OverrideOffInApplication: the account names another, but its own data counts, for the application has a feature off.
	OverrideOffInApplication OverrideCode = "off in application"
	// OverrideOffInGroups: the account names another, but its own data counts, for none of its groups grants a feature.
	OverrideOffInGroups OverrideCode = "off in groups"
	// OverrideBlocked: no data counts, for an account on the path is blocked (ACC-6).
	OverrideBlocked OverrideCode = "blocked"
	// OverrideOfUnknownAccount: no data counts, for there is no such account.
	OverrideOfUnknownAccount OverrideCode = "unknown account"
)

// Override is whose data counts when an account is billed or priced. The zero Override refuses.
type Override struct {
	Kind OverrideKind
	Code OverrideCode
	// Of is the account that was asked about.
	Of string
	// Account is the one whose data counts; "" is none: no price, no order.
	Account string
	// Path is the accounts from Of to the one at the end of what is in force, both included; none for an unknown account.
	Path []string
	// Named is the account that Of names, in force or not.
	Named string
	// Layer and Off are, where Named is not in force, the layer that says no and the feature that is off there.
	Layer Layer
	Off   Feature
	// Blocked is the first blocked account of Path.
	Blocked string
	// OwnContracts, for Pricing, says whether contracts of Of itself count (PFR-1). It is false where no data counts.
	OwnContracts bool
}

// Allowed reports whether any account's data counts.
func (o Override) Allowed() bool { return o.Account != "" }

// Own reports whether the account's own data counts.
func (o Override) Own() bool { return o.Account != "" && o.Account == o.Of }

// String says the decision for people.
func (o Override) String() string {
	if o.Code == "" {
		return "refused: nothing was asked"
	}
	verb := "billed to"
	if o.Kind == Pricing {
		verb = "priced from"
	}
	return "account " + defect.Quote(o.Of) + " is " + o.reason(verb)
}

func (o Override) reason(verb string) string {
	switch o.Code {
	case OverrideInForce:
		return verb + " " + defect.Quote(o.Account) + o.by() + o.contracts()
	case OverrideOffInApplication, OverrideOffInGroups:
		return verb + " itself, not " + defect.Quote(o.Named) + ": " + offSentence(o.Layer, o.Off)
	case OverrideBlocked:
		return "not " + verb + " anyone: account " + defect.Quote(o.Blocked) + " is blocked"
	case OverrideOfUnknownAccount:
		return "not " + verb + " anyone: there is no such account"
	}
	return verb + " itself"
}

func (o Override) by() string {
	if len(o.Path) <= 2 {
		return ""
	}
	steps := make([]string, 0, len(o.Path))
	for _, id := range o.Path[1 : len(o.Path)-1] {
		steps = append(steps, defect.Quote(id))
	}
	return " by way of " + strings.Join(steps, ", ")
}

func (o Override) contracts() string {
	switch {
	case o.Kind != Pricing:
		return ""
	case o.OwnContracts:
		return "; its own contracts count too"
	}
	return "; its own contracts do not count"
}

// Billing returns the account whose data counts on the bills of an account (BIL-1). An account's override is in force if
// its own groups and the application have PowerCustomers and BillingOverride on; the chain is then followed whole,
// whatever the groups of the accounts on it. A blocked account anywhere on the path refuses.
func (g *Graph) Billing(account string) Override { return g.override(Billing, billing, account) }

// Pricing returns the account whose price levels and contracts count for an account (PFR-1), by the rules of Billing with
// PricingOverride in place of BillingOverride.
func (g *Graph) Pricing(account string) Override {
	o := g.override(Pricing, pricing, account)
	o.OwnContracts = o.Allowed() && (o.Own() || g.application.CountOwnContracts)
	return o
}

func (g *Graph) override(kind OverrideKind, k link, account string) Override {
	o := Override{Kind: kind, Of: account, Code: OverrideOfUnknownAccount}
	n, ok := g.find(account)
	if !ok {
		return o
	}
	at := g.nodes.At(n)
	o.Code = OverrideNone
	if up := at.up[k]; up.some() {
		o.Named = g.nodes.At(up.number()).fact.ID
		o.Code, o.Layer, o.Off = g.inForce(at, k)
	}
	o.step(at)
	for o.Code == OverrideInForce && at.up[k].some() {
		at = g.nodes.At(at.up[k].number())
		o.step(at)
	}
	if o.Blocked != "" {
		o.Code, o.Account = OverrideBlocked, ""
	}
	return o
}

// step goes on to an account.
func (o *Override) step(n *node) {
	o.Account = n.fact.ID
	o.Path = append(o.Path, n.fact.ID)
	if o.Blocked == "" && n.fact.Status == Blocked {
		o.Blocked = n.fact.ID
	}
}

// inForce looks at the groups of the asked account only, so that what it pays never depends on which user asks (ACC-12).
func (g *Graph) inForce(n *node, k link) (OverrideCode, Layer, Feature) {
	switch code, layer, off := g.feature(n, k.feature()); code {
	case FeatureOn:
		return OverrideInForce, "", ""
	case FeatureOffInApplication:
		return OverrideOffInApplication, layer, off
	default:
		return OverrideOffInGroups, layer, off
	}
}
