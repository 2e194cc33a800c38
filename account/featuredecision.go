package account

import "github.com/tradeterms/tradeterms/account/defect"

// FeatureCode says why a feature is on or off for an account. The set is closed; the zero FeatureCode is a refusal.
type FeatureCode string

const (
	// FeatureOn: every layer has it on.
	FeatureOn FeatureCode = "on"
	// FeatureOffInApplication: the application has it off, or one that it needs.
	FeatureOffInApplication FeatureCode = "off in application"
	// FeatureOffInGroups: no group of the account grants it, or one that it needs.
	FeatureOffInGroups FeatureCode = "off in groups"
	// FeatureOfUnknownAccount: there is no such account.
	FeatureOfUnknownAccount FeatureCode = "unknown account"
	// FeatureUnnamed: the question names no feature.
	FeatureUnnamed FeatureCode = "no feature named"
)

// FeatureDecision is whether an account may use a feature, and which layer says no. The zero FeatureDecision refuses.
type FeatureDecision struct {
	Code    FeatureCode
	Account string
	Feature Feature
	// Layer and Off are the layer that says no and the feature that is off there: Feature itself, or one that it needs.
	Layer Layer
	Off   Feature
}

// Allowed reports whether the feature is on.
func (d FeatureDecision) Allowed() bool { return d.Code == FeatureOn }

// String says the decision for people.
func (d FeatureDecision) String() string {
	subject := defect.Quote(string(d.Feature)) + " is off for account " + defect.Quote(d.Account)
	switch d.Code {
	case FeatureOn:
		return defect.Quote(string(d.Feature)) + " is on for account " + defect.Quote(d.Account)
	case FeatureOffInApplication, FeatureOffInGroups:
		return subject + ": " + offSentence(d.Layer, d.Off)
	case FeatureOfUnknownAccount:
		return subject + ": there is no such account"
	case FeatureUnnamed:
		return "refused: no feature was named"
	}
	return "refused: nothing was asked"
}

func offSentence(layer Layer, off Feature) string {
	if layer == LayerGroups {
		return "none of the account's groups grants " + defect.Quote(string(off))
	}
	return "the application has " + defect.Quote(string(off)) + " off"
}

// Feature decides whether an account may use a feature: the application must have it on, and any group of the account
// must grant it, each with all that it needs. One group need not grant everything: what the groups grant is added up.
// CustomerAccountContracts is a matter of the application alone.
func (g *Graph) Feature(account string, f Feature) FeatureDecision {
	d := FeatureDecision{Account: account, Feature: f}
	n, ok := g.find(account)
	switch {
	case !ok:
		d.Code = FeatureOfUnknownAccount
	case f == "":
		d.Code = FeatureUnnamed
	default:
		d.Code, d.Layer, d.Off = g.feature(g.nodes.At(n), f)
	}
	return d
}

func (g *Graph) feature(n *node, f Feature) (FeatureCode, Layer, Feature) {
	if off := g.application.missing(f); off != "" {
		return FeatureOffInApplication, LayerApplication, off
	}
	if !f.inGroups() {
		return FeatureOn, "", ""
	}
	for _, need := range f.needs() {
		if need != "" && !g.granted(n, need) {
			return FeatureOffInGroups, LayerGroups, need
		}
	}
	return FeatureOn, "", ""
}

func (g *Graph) granted(n *node, f Feature) bool {
	for _, group := range n.groups {
		if g.groups.entries.At(group).fact.Features.Has(f) {
			return true
		}
	}
	return false
}
