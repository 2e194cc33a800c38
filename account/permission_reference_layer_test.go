package account_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// permCase is a question of a session that holds, with what it names looked up.
type permCase struct {
	permRef
	permQuestion
	user    account.User
	letter  string
	staff   bool
	of      account.Account // of the session; without an id where there is none
	host    account.ActionRule
	isHosts bool
}

func (r permRef) caseOf(q permQuestion) permCase {
	c := permCase{permRef: r, permQuestion: q}
	c.user, _ = r.user(q.session.User)
	c.letter = permLetter(c.user)
	c.staff = c.letter == "A" || c.letter == "W"
	c.of, _ = r.find(q.session.Account)
	c.host, c.isHosts = r.hostRule(q.action)
	return c
}

func (c permCase) is(actions []account.Action) bool { return slices.Contains(actions, c.action) }

func (c permCase) impersonates() bool { return c.session.Principal != c.session.User }

// representative is the id under which staff sells, "" where he does not.
func (c permCase) representative() string {
	if c.letter == "A" || c.letter == "W" && c.user.SalesRepresentative {
		return c.user.RepresentativeID
	}
	return ""
}

// kind: is the action for such users?
func (c permCase) kind() (no permStage) {
	may := slices.Contains(c.host.By, permKindOf[c.letter])
	for _, letter := range permKinds[c.action] {
		may = may || string(letter) == c.letter
	}
	no.add(!may, account.RefusedKind, permKindOf[c.letter].String())
	return no
}

// ownHand: REP-4.
func (c permCase) ownHand() (no permStage) {
	if !c.impersonates() {
		return nil
	}
	no.add(c.is(permActs), account.RefusedActingAlready, c.session.User)
	no.add(c.is(permRights) || c.is(permAnswers) || c.host.OwnHand, account.RefusedOwnHand, c.session.Principal)
	return no
}

// chosen: REP-1, who has not chosen an account can only choose one.
func (c permCase) chosen() (no permStage) {
	no.add(!c.staff && c.of.ID == "" && c.action != account.ActionRepresent, account.RefusedNoAccount, "")
	return no
}

// application: ACC-8 and ACC-12.
func (c permCase) application() (no permStage) {
	a := c.Application
	no.add((c.is(permPrices) || c.is(permAnswers)) && !a.ShowPrices, account.RefusedSwitchedOff, "show prices")
	no.add(c.is(permStock) && !a.ShowStock, account.RefusedSwitchedOff, "show stock")
	no.add(c.is(permOrdering) && !a.Ordering, account.RefusedSwitchedOff, "ordering")
	features := c.features()
	if c.is(permContracts) {
		features = []account.Feature{account.CustomerAccountContracts}
	}
	if edited := permEdits[c.action]; edited != "" {
		features = permChained(edited)
	}
	if c.isHosts && c.host.Feature != "" {
		features = permChained(c.host.Feature)
	}
	for _, f := range features {
		no.add(!slices.Contains(a.Features, f), account.RefusedFeatureOff, string(f))
	}
	return no
}

// features are those that customers and contacts use for an action of others, or for the links.
func (c permCase) features() []account.Feature {
	switch {
	case c.staff:
		return nil
	case c.action == account.ActionImpersonate:
		return []account.Feature{account.Impersonate, account.PowerCustomers}
	case c.action == account.ActionManageChild, c.action == account.ActionSeeLinks:
		return []account.Feature{account.PowerCustomers}
	case c.isHosts && c.host.Feature != "":
		return permChained(c.host.Feature)
	}
	return nil
}

// groups: ACC-12, any group of the account or of the user.
func (c permCase) groups() (no permStage) {
	all := slices.Concat(c.of.Groups, c.user.Groups)
	for _, f := range c.features() {
		no.add(!c.grants(all, f) && f != account.CustomerAccountContracts, account.RefusedFeatureNotGranted, string(f))
	}
	links := slices.ContainsFunc(all, func(id string) bool {
		g, _ := c.group(id)
		return g.Links
	})
	no.add(c.action == account.ActionSeeLinks && !c.staff && !links, account.RefusedFeatureNotGranted, "links")
	return no
}

// account: ACC-6, and ACC-8 for sub-accounts.
func (c permCase) account() (no permStage) {
	if c.of.ID == "" {
		return nil
	}
	trading := c.is(permTrades) || c.is(permAnswers) || c.host.Trading
	no.add(trading && c.of.Status == account.Blocked, account.RefusedBlocked, c.of.ID)
	for _, kind := range []account.OverrideKind{account.Pricing, account.Billing} {
		o := c.override(c.of.ID, kind)
		blocked := slices.IndexFunc(o.Path[1:], func(id string) bool {
			a, _ := c.find(id)
			return a.Status == account.Blocked
		})
		if blocked >= 0 {
			no.add(c.is(permNoTerms) || c.is(permAnswers), account.RefusedTermsBlocked, o.Path[1+blocked])
		}
	}
	sub := c.letter == "S" && c.is(permOrdering)
	no.add(sub && !c.Application.PayOnAccount, account.RefusedNotOnAccount, "application")
	no.add(sub && !c.of.PaymentTerms.OnAccount, account.RefusedNotOnAccount, "account")
	return no
}

// options: ACC-7, REP-5.
func (c permCase) options() (no permStage) {
	u := c.user
	no.add(c.is(permOrdering) && !u.MayOrder, account.RefusedOption, "may order")
	no.add((c.is(permPrices) || c.is(permAnswers)) && !u.MaySeePrices, account.RefusedOption, "may see prices")
	no.add(c.is(permStock) && !u.MaySeeStock, account.RefusedOption, "may see stock")
	no.add(c.is(permAuthorizes) && !u.MayAuthorize && c.letter != "M", account.RefusedOption, "may authorize")
	sells := c.staff && c.is(permRepresentatives) || c.letter == "A" && c.action == account.ActionImpersonate
	no.add(sells && c.representative() == "", account.RefusedNotRepresentative, "")
	return no
}

// permissions: what any role denies is denied, whatever others allow.
func (c permCase) permissions() (no permStage) {
	must := permMustAllow[c.action]
	if c.isHosts {
		must = []account.Permission{c.host.Permission}
		if c.host.Permission == "" {
			must = []account.Permission{account.Permission(c.action)}
		}
	}
	mayNotDeny := append(slices.Clone(must), account.Permission(c.action))
	if c.is(permAnswers) {
		mayNotDeny = append(mayNotDeny, account.Permission(account.ActionSeePrices))
	}
	if c.is(permQuotes) {
		mayNotDeny = append(mayNotDeny, account.Permission(account.ActionOrder))
	}
	for _, p := range mayNotDeny {
		no.add(c.denies(c.user, p), account.RefusedDenied, string(p))
	}
	for _, p := range must {
		no.add(!c.denies(c.user, p) && !c.allows(c.user, p), account.RefusedNotAllowed, string(p))
	}
	nobody := c.letter == "W" && c.action == account.ActionImpersonate && c.representative() == "" && !c.impersonatesAll()
	denied := c.denies(c.user, account.ImpersonateCustomers)
	no.add(nobody && denied, account.RefusedDenied, string(account.ImpersonateCustomers))
	no.add(nobody && !denied, account.RefusedNotAllowed, string(account.ImpersonateCustomers))
	return no
}

// impersonatesAll: REP-5, workers by a permission of their own.
func (c permCase) impersonatesAll() bool {
	return c.letter == "W" && c.allows(c.user, account.ImpersonateCustomers) && !c.denies(c.user, account.ImpersonateCustomers)
}

// workerGroups: ACC-12, who may edit.
func (c permCase) workerGroups() (no permStage) {
	what := map[account.Action]string{
		account.ActionEditNationalAccounts: "national accounts", account.ActionEditBillingOverride: "billing overrides",
		account.ActionEditPricingOverride: "pricing overrides",
	}[c.action]
	if what == "" {
		return nil
	}
	may := map[account.Action]bool{}
	for _, w := range append(slices.Clone(c.WorkerGroups), account.DefaultWorkerGroups()...) {
		hosts := slices.IndexFunc(c.WorkerGroups, func(own account.WorkerGroup) bool { return own.ID == w.ID })
		if !slices.Contains(c.user.WorkerGroups, w.ID) || hosts >= 0 && w != c.WorkerGroups[hosts] {
			continue
		}
		may[account.ActionEditNationalAccounts] = may[account.ActionEditNationalAccounts] || w.NationalAccounts
		may[account.ActionEditBillingOverride] = may[account.ActionEditBillingOverride] || w.BillingOverrides
		may[account.ActionEditPricingOverride] = may[account.ActionEditPricingOverride] || w.PricingOverrides
	}
	no.add(!may[c.action], account.RefusedWorkerGroup, what)
	return no
}
