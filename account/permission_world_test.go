package account_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// permProof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func permProof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

// permWorld is a small set of accounts and users, made from a number alone.
type permWorld struct {
	*rand.Rand
	number uint64
	// generous worlds grant most, so that the last layers are reached as well.
	generous bool
	data     account.Data
}

var (
	permAccounts = []string{"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"}
	permUsers    = []string{"u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "v0", "v1", "v2", "v3"}
	permGroups   = []string{account.PowerCustomerGroup, account.ChildCustomerGroup, "g1", "g2"}
	permFeatures = append(slices.Clone(allOn.Features), "gold")
	permReps     = []string{"r1", "r2"}
	permHosts    = []account.Action{"host one", "host two", "host three"}
	permDeclared = []account.Permission{"see promotions"}
	permRoles    = []string{"all", "f1", "f2", "f3"}
	permAdmins   = []string{"back", "b1"}
	permWorkers  = []string{account.PowerCustomerAdministrator, "w1", "w2"}
	permFacility = []account.Permission{
		account.MyContracts, account.EmailContracts, account.ModifyLocalContracts, account.ChooseAddress, account.AddAddress,
	}
	permBack = []account.Permission{account.ContractManager, account.ContractExport, account.ImpersonateCustomers}
)

// newPermWorld makes the world of a number.
func newPermWorld(number uint64) *permWorld {
	w := &permWorld{Rand: rand.New(rand.NewPCG(number, 0x7065726d)), number: number}
	w.generous = w.chance(50)
	w.data.Revision = number
	w.data.Application = w.application()
	for _, id := range permGroups {
		if id == "g1" || id == "g2" || w.chance(15) {
			w.data.Groups = append(w.data.Groups, w.group(id))
		}
	}
	for _, id := range append(slices.Clone(permRoles), permAdmins...) {
		w.data.PermissionRoles = append(w.data.PermissionRoles, w.role(id))
	}
	for _, id := range permWorkers {
		if id != account.PowerCustomerAdministrator || w.chance(25) {
			w.data.WorkerGroups = append(w.data.WorkerGroups, w.workerGroup(id))
		}
	}
	for i := range 5 + w.IntN(4) {
		w.data.Accounts = append(w.data.Accounts, w.account(permAccounts[i]))
	}
	for i := range 10 + w.IntN(5) {
		w.data.Users = append(w.data.Users, w.user(permUsers[i]))
	}
	w.limits()
	return w
}

func (w *permWorld) chance(percent int) bool { return w.IntN(100) < percent }

// likely is for what is granted.
func (w *permWorld) likely() bool {
	if w.generous {
		return w.chance(97)
	}
	return w.chance(80)
}

func permPick[T any](w *permWorld, from []T) T { return from[w.IntN(len(from))] }

// permSome keeps each element with a chance.
func permSome[T any](w *permWorld, percent int, from []T) []T {
	var kept []T
	for _, e := range from {
		if w.chance(percent) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (w *permWorld) application() account.Application {
	a := account.Application{
		CountOwnContracts: w.chance(50), ShowPrices: w.likely(), ShowStock: w.likely(), Ordering: w.likely(),
		PayOnAccount: w.chance(80), DirectChildrenOnly: w.chance(30), Permissions: permDeclared,
	}
	for _, f := range permFeatures {
		if w.likely() {
			a.Features = append(a.Features, f)
		}
	}
	for _, name := range permSome(w, 85, permHosts) {
		a.Actions = append(a.Actions, w.hostAction(name))
	}
	return a
}

func (w *permWorld) hostAction(name account.Action) account.ActionRule {
	rule := account.ActionRule{Action: name, OwnHand: w.chance(30), Trading: w.chance(30), Below: w.chance(55)}
	for kind := account.KindRegular; kind <= account.KindWorker; kind++ {
		if w.chance(80) {
			rule.By = append(rule.By, kind)
		}
	}
	if w.chance(50) {
		rule.Permission = permPick(w, []account.Permission{"see promotions", "see promotions", account.MyContracts, "own"})
	}
	if w.chance(50) {
		rule.Feature = permPick(w, permFeatures)
	}
	return rule
}

func (w *permWorld) group(id string) account.Group {
	return account.Group{ID: id, Features: permSome(w, 50, permFeatures), Links: w.chance(50)}
}

// role of the first name of its kind allows everything, in generous worlds denying little.
func (w *permWorld) role(id string) account.PermissionRole {
	r := account.PermissionRole{ID: id}
	may, wide := slices.Clone(permFacility), 40
	if slices.Contains(permAdmins, id) {
		r.Kind, may = account.Administration, append(may, permBack...)
	}
	if id == "all" || id == "back" {
		wide = 100
	}
	may = append(may, permDeclared...)
	for _, rule := range w.data.Application.Actions {
		may = append(may, account.Permission(rule.Action), rule.Permission)
	}
	may = slices.DeleteFunc(may, func(p account.Permission) bool { return p == "" })
	r.Allow = permSome(w, wide, may)
	deny := may
	for a := range permKinds {
		deny = append(deny, account.Permission(a))
	}
	slices.Sort(deny)
	if wide < 100 || !w.generous {
		r.Deny = permSome(w, 4, deny)
	}
	return r
}

func (w *permWorld) workerGroup(id string) account.WorkerGroup {
	return account.WorkerGroup{ID: id, NationalAccounts: w.chance(50), BillingOverrides: w.chance(50), PricingOverrides: w.chance(50)}
}

// account names only accounts that are there already, so that nothing goes round.
func (w *permWorld) account(id string) account.Account {
	a := account.Account{
		ID: id, National: true, Groups: permSome(w, 35, permGroups),
		PaymentTerms: account.PaymentTerms{OnAccount: w.chance(75), Online: len(w.data.Accounts)%2 == 0}, Representatives: permSome(w, 50, permReps),
	}
	if w.generous && w.chance(55) {
		a.Groups = append(a.Groups, account.PowerCustomerGroup)
	}
	if w.chance(14) {
		a.Status = account.Blocked
	}
	if len(w.data.Accounts) > 0 {
		above := func(percent int) string {
			if w.chance(percent) {
				n := len(w.data.Accounts)
				return w.data.Accounts[max(w.IntN(n), w.IntN(n))].ID
			}
			return ""
		}
		a.Parent, a.BillTo, a.PricingFrom = above(88), above(35), above(35)
	}
	for n := range w.IntN(3) {
		address := account.Address{ID: fmt.Sprint("d", n), Kind: account.DeliveryAddress, Groups: permSome(w, 20, permGroups)}
		if w.chance(25) {
			address.Kind = account.InvoiceAddress
		}
		_, preset := a.DefaultAddress(address.Kind)
		address.Default = !preset && (n+len(w.data.Accounts))%2 == 0
		if address.Kind == account.InvoiceAddress {
			a.Addresses = append(a.Addresses, address)
			continue
		}
		for p := range w.IntN(3) {
			address.Points = append(address.Points, account.DeliveryPoint{ID: fmt.Sprint("p", p)})
		}
		a.Addresses = append(a.Addresses, address)
	}
	return a
}

// limits gives some sub-accounts a budget, where their account has somebody who may authorize.
func (w *permWorld) limits() {
	for i := range w.data.Users {
		u := &w.data.Users[i]
		if u.Role != account.RoleSubAccount || !w.chance(25) {
			continue
		}
		for _, other := range w.data.Users {
			authorizes := other.Role == account.RoleAccountManager || other.Role == account.RoleSubAccount && other.MayAuthorize
			if authorizes && other.ID != u.ID && other.Activated && other.MaySeePrices && slices.Contains(other.Accounts, u.Accounts[0]) {
				u.LimitedBudget = true
				u.Limits = []account.SpendingLimit{{Amount: money.MustParse("100", money.EUR), Authorizers: []string{other.ID}}}
			}
		}
	}
}
