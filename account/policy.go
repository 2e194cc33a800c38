package account

import (
	"cmp"
	"math/bits"
	"reflect"
	"slices"
)

// MaxRights is how many actions, and how many permissions, there can be in all, this package's own included.
const MaxRights = 64

// policy is the rules of all actions, the host's too, with a number for each name, so that what is held is a bit in a mask.
// The numbers of this package's own actions and permissions are always the same.
type policy struct {
	rules       []rule
	actions     map[Action]uint8
	permissions map[Permission]uint8
	features    map[Feature]uint8

	abouts []about // by action, what it is done to
	// By feature: the actions that need a group to grant it; needed are all such features.
	needing [MaxRights]uint64
	needed  uint64
	// Masks of actions:
	shop      uint64 // what the seller's switches and features leave to customers and contacts
	back      uint64 // what they leave to staff
	trading   uint64
	terms     uint64
	choosing  uint64 // without an account
	onAccount uint64
	ownHand   uint64
	own       uint64 // that may be done to the own account
	under     uint64 // and to any below
	history   uint64
	others    uint64
	// power is the feature PowerCustomers, and powerOn whether the application has it on.
	power   uint64
	powerOn bool
	// inForce are, by link, the features with which an override is in force; 0 is off in the application.
	inForce [links]uint64
}

func newPolicy(a *Application) *policy {
	p := &policy{
		actions: map[Action]uint8{}, permissions: map[Permission]uint8{}, features: map[Feature]uint8{},
	}
	for _, r := range rules {
		p.add(r)
	}
	for _, permission := range ownPermissions {
		number(p.permissions, permission)
	}
	p.power, p.powerOn = 1<<number(p.features, PowerCustomers), a.On(PowerCustomers)
	for _, k := range [...]link{billing, pricing} {
		mask := p.power | 1<<number(p.features, k.feature())
		if a.On(k.feature()) {
			p.inForce[k] = mask
		}
	}
	for _, r := range a.Actions {
		p.add(r.rule())
	}
	for _, permission := range a.Permissions {
		number(p.permissions, permission)
	}
	for n, r := range p.rules {
		p.mask(a, uint8(n), &r)
	}
	return p
}

// rule is what a host's rule asks.
func (r ActionRule) rule() rule {
	compiled := rule{
		action: r.Action, by: kindsOf(r.By...), permissions: []Permission{r.Permission},
		ownHand: r.OwnHand, trading: r.Trading,
	}
	if r.Feature != "" {
		compiled.application = []Feature{r.Feature}
	}
	if r.Feature != "" && r.Feature.inGroups() {
		compiled.groups = compiled.application
	}
	if r.Below {
		compiled.about = aboutWithin
	}
	return compiled
}

// add numbers what a rule names. What no mask has room for is dropped, as a defect is reported then.
func (p *policy) add(r rule) {
	if _, twice := p.actions[r.action]; twice || len(p.rules) == MaxRights {
		return
	}
	n := uint8(len(p.rules))
	p.actions[r.action] = n
	p.rules = append(p.rules, r)
	number(p.permissions, Permission(r.action))
	for _, permission := range r.permissions {
		number(p.permissions, permission)
	}
	var needs uint64
	for _, f := range r.groups {
		for _, need := range f.needs() {
			if need != "" {
				needs |= 1 << number(p.features, need)
			}
		}
	}
	p.abouts = append(p.abouts, r.about)
	for p.needed |= needs; needs != 0; needs &= needs - 1 {
		p.needing[bits.TrailingZeros64(needs)] |= 1 << n
	}
}

// number gives a name the next number, or the one that it has.
func number[K comparable](numbers map[K]uint8, name K) uint8 {
	if n, ok := numbers[name]; ok {
		return n
	}
	n := uint8(len(numbers))
	if n < MaxRights {
		numbers[name] = n
	}
	return min(n, MaxRights-1)
}

func (p *policy) mask(a *Application, n uint8, r *rule) {
	bit := func(set bool) uint64 {
		if set {
			return 1 << n
		}
		return 0
	}
	code, _ := r.offForAll(a, false)
	p.shop |= bit(code == 0)
	code, _ = r.offForAll(a, true)
	p.back |= bit(code == 0)
	p.trading |= bit(r.trading)
	p.terms |= bit(r.terms)
	p.onAccount |= bit(r.onAccount)
	p.choosing |= bit(r.about == aboutLinked)
	p.ownHand |= bit(r.ownHand)
	p.own |= bit(r.about != aboutBelow && r.about != aboutLinked && r.about != aboutOthers)
	p.under |= bit(r.about == aboutBelow || r.about == aboutWithin || r.about == aboutAny)
	p.history |= bit(r.about == aboutHistory)
	p.others |= bit(r.about == aboutOthers)
}

// offForAll says what the application has off of what an action needs. Features that groups grant are no matter of staff.
func (r *rule) offForAll(a *Application, staff bool) (DecisionCode, string) {
	if !a.switched(r.seller) {
		return RefusedSwitchedOff, r.seller.String()
	}
	for _, f := range r.application {
		if off := a.missing(f); off != "" {
			return RefusedFeatureOff, string(off)
		}
	}
	for _, f := range r.groups {
		if off := a.missing(f); off != "" && !staff {
			return RefusedFeatureOff, string(off)
		}
	}
	return 0, ""
}

// featured reports whether some features are all that an action needs.
func (p *policy) featured(n uint8, features uint64) bool {
	for off := p.needed &^ features; off != 0; off &= off - 1 {
		if p.needing[bits.TrailingZeros64(off)]>>n&1 != 0 {
			return false
		}
	}
	return true
}

// overrides reports whether an override is in force for an account with some features.
func (p *policy) overrides(k link, features uint64) bool {
	return p.inForce[k] != 0 && p.inForce[k]&^features == 0
}

// featureMask turns features into bits; those that no action asks for have none.
func (p *policy) featureMask(features FeatureSet, links bool) uint64 {
	var mask uint64
	for _, f := range features {
		if n, ok := p.features[f]; ok {
			mask |= 1 << n
		}
	}
	if links {
		mask |= 1 << p.features[navigationLinks]
	}
	return mask
}

// permissionMask turns permissions into bits.
func (p *policy) permissionMask(permissions []Permission) uint64 {
	var mask uint64
	for _, permission := range permissions {
		if n, ok := p.permissions[permission]; ok {
			mask |= 1 << n
		}
	}
	return mask
}

// permissionsIn returns the permissions of a mask, sorted.
func (p *policy) permissionsIn(mask uint64) []Permission {
	var held []Permission
	for permission, n := range p.permissions {
		if mask>>n&1 != 0 {
			held = append(held, permission)
		}
	}
	slices.Sort(held)
	return held
}

// overflows reports whether the host declares more than there is room for.
func (p *policy) overflows(a *Application) bool {
	actions, permissions, features := map[Action]bool{}, map[Permission]bool{}, map[Feature]bool{}
	for action := range p.actions {
		actions[action] = true
	}
	for permission := range p.permissions {
		permissions[permission] = true
	}
	for feature := range p.features {
		features[feature] = true
	}
	for _, r := range a.Actions {
		actions[r.Action], permissions[r.Permission], permissions[Permission(r.Action)] = true, true, true
		for _, f := range r.rule().groups {
			features[f] = true
		}
	}
	for _, permission := range a.Permissions {
		permissions[permission] = true
	}
	return max(len(actions), len(permissions), len(features)) > MaxRights
}

func normalActions(actions []ActionRule) []ActionRule {
	if len(actions) == 0 {
		return nil
	}
	sorted := make([]ActionRule, len(actions))
	for i, r := range actions {
		sorted[i] = r.normal()
	}
	slices.SortStableFunc(sorted, func(r, s ActionRule) int { return cmp.Compare(r.Action, s.Action) })
	return slices.CompactFunc(sorted, func(r, s ActionRule) bool { return reflect.DeepEqual(r, s) })
}
