package account_test

import (
	"encoding"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// codesIn returns the values of all constants of a type in a file of this package.
func codesIn(t *testing.T, file, typeName string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil {
			return true
		}
		if named, ok := spec.Type.(*ast.Ident); ok && named.Name == typeName {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, text)
		}
		return true
	})
	if len(codes) < 20 {
		t.Fatalf("%s has %d constants of %s", file, len(codes), typeName)
	}
	return codes
}

// Every code of a defect of users, roles, worker groups and actions is reached; the others are reached where accounts are tested.
func TestDefect_EveryCodeIsReached(t *testing.T) {
	ofAccounts := []account.DefectCode{
		account.DefectUnknownParent, account.DefectUnknownBillTo, account.DefectUnknownPricingFrom, account.DefectUnknownCategory,
		account.DefectParentNotNational, account.DefectParentCycle, account.DefectBillingCycle, account.DefectPricingCycle,
		account.DefectTooDeep, account.DefectBillingTooLong, account.DefectPricingTooLong, account.DefectBadStatus,
		account.DefectBadCurrency, account.DefectBadAddressKind, account.DefectTwoDefaults, account.DefectMisplacedPoint,
		account.DefectTooManyRights, // has a test of its own
	}
	reached := map[string]bool{}
	for _, f := range slices.Concat(userFlaws, authorizerFlaws, rightFlaws) {
		reached[string(f.code)] = true
	}
	for _, f := range changeFlaws {
		reached[string(f.code)] = true
	}
	for _, code := range codesIn(t, "defect.go", "DefectCode") {
		if !reached[code] && !slices.Contains(ofAccounts, account.DefectCode(code)) {
			t.Errorf("no test reaches %q", code)
		}
	}
}

// sample is a question that gets a code, and the whole sentence.
type sample struct {
	change  func(*account.Data)
	session account.Session
	action  account.Action
	target  account.Target
	code    account.DecisionCode
	want    string
}

var samples = []sample{
	{nil, as("max", "north"), account.ActionOrder, account.Target{}, account.Allowed,
		`user "max" for account "north" may "order"`},
	{nil, as("max", "north"), "", account.Target{}, account.RefusedNoAction,
		`user "max" for account "north" may not do that: no action was named: name one`},
	{nil, as("max", "north"), "fly", account.Target{}, account.RefusedUnknownAction,
		`user "max" for account "north" may not "fly": there is no action "fly": choose one of those that there are, or declare it`},
	{nil, as("max", "north"), account.ActionOrder, account.Target{User: "sam"}, account.RefusedStrangeTarget,
		`user "max" for account "north" may not "order" for user "sam": the action is not done to the "user" of a target: leave it out`},
	{nil, account.Session{}, account.ActionOrder, account.Target{}, account.RefusedNoSession,
		`user "" may not "order": there is no session: log in`},
	{nil, account.Session{Principal: "max", User: "max", Since: later(1)}, account.ActionOrder, account.Target{}, account.RefusedNotBegun,
		`user "max" may not "order": the session begins later than the question: ask for now`},
	{nil, as("ghost", "north"), account.ActionOrder, account.Target{}, account.RefusedUnknownUser,
		`user "ghost" for account "north" may not "order": user "ghost" does not exist: name one that does`},
	{user("gert", func(u *account.User) { u.Activated = false }), as("gert", "grocer"), account.ActionOrder, account.Target{}, account.RefusedInactiveUser,
		`user "gert" for account "grocer" may not "order": user "gert" is not activated: activate the login`},
	{nil, as("max", "south"), account.ActionOrder, account.Target{}, account.RefusedNotLinked,
		`user "max" for account "south" may not "order": the user is not linked to account "south": link the two`},
	{nil, as("mona", ""), account.ActionOrder, account.Target{}, account.RefusedNoAccount,
		`user "mona" may not "order": no account is chosen: represent one first`},
	{blocked("holding"), acting("hanna", "holding", "nora", "north"), account.ActionOrder, account.Target{}, account.RefusedActingEnded,
		`user "hanna" as user "nora" for account "north" may not "order": acting has ended, for it could not begin now: the own account "holding" is blocked: unblock it`},
	{nil, acting("hanna", "holding", "mia", "north"), account.ActionRepresent, account.Target{Account: "south"}, account.RefusedActingAlready,
		`user "hanna" as user "mia" for account "north" may not "represent" on account "south": acting as user "mia" already: end that first`},
	{nil, acting("hanna", "holding", "max", "north"), account.ActionAuthorize, account.Target{}, account.RefusedOwnHand,
		`user "hanna" as user "max" for account "north" may not "authorize": it needs the own hand of "hanna": end the acting first`},
	{blocked("north"), as("max", "north"), account.ActionImpersonate, account.Target{User: "nils"}, account.RefusedFromBlocked,
		`user "max" for account "north" may not "impersonate" for user "nils": the own account "north" is blocked: unblock it`},
	{nil, as("max", "north"), account.ActionRepresent, account.Target{Account: "north"}, account.RefusedOneToOne,
		`user "max" for account "north" may not "represent" on account "north": user "max" has one account only: link several`},
	{application(func(a *account.Application) { a.ShowStock = false }), as("max", "north"), account.ActionSeeStock, account.Target{}, account.RefusedSwitchedOff,
		`user "max" for account "north" may not "see stock": the seller's switch "show stock" is off for everyone: turn it on`},
	{switchOff(account.Impersonate), as("max", "north"), account.ActionImpersonate, account.Target{}, account.RefusedFeatureOff,
		`user "max" for account "north" may not "impersonate": the application has "impersonate" off: switch it on`},
	{groupsOf("north", account.ChildCustomerGroup), as("max", "north"), account.ActionSeeLinks, account.Target{}, account.RefusedFeatureNotGranted,
		`user "max" for account "north" may not "see power customer links": no group of the account or the user grants "links": put one of them in a group that does`},
	{blocked("north"), as("max", "north"), account.ActionReturn, account.Target{}, account.RefusedBlocked,
		`user "max" for account "north" may not "return": account "north" is blocked: unblock it`},
	{termsOfNorton(func(a *account.Account) { a.BillTo = "grocer" }, blocked("grocer")), as("nils", "norton"), account.ActionQuote, account.Target{}, account.RefusedTermsBlocked,
		`user "nils" for account "norton" may not "quote": prices or bills come from account "grocer", which is blocked: unblock it, or name another`},
	{application(func(a *account.Application) { a.PayOnAccount = false }), as("sam", "north"), account.ActionOrder, account.Target{}, account.RefusedNotOnAccount,
		`user "sam" for account "north" may not "order": sub-accounts order on account, and the "application" does not permit it: let it`},
	{nil, as("sam", "north"), account.ActionManageSubAccounts, account.Target{User: "sue"}, account.RefusedKind,
		`user "sam" for account "north" may not "manage sub-accounts" for user "sue": it is not for users of the kind "sub-account": ask one of another kind`},
	{roles("clerk", "all"), as("clerk", ""), account.ActionViewContracts, account.Target{}, account.RefusedNotRepresentative,
		`user "clerk" may not "view contracts": the user is no sales representative with an id: mark the user as one and give an id`},
	{nil, as("sue", "north"), account.ActionAuthorize, account.Target{}, account.RefusedOption,
		`user "sue" for account "north" may not "authorize": the user's option "may authorize" is off: turn it on`},
	{permitted("max", 0, nil, []account.Permission{account.MyContracts}), as("max", "north"), account.ActionViewContracts, account.Target{}, account.RefusedDenied,
		`user "max" for account "north" may not "view contracts": a permission role denies "my contracts": take the role away, or the denial out of it`},
	{roles("max"), as("max", "north"), account.ActionViewContracts, account.Target{}, account.RefusedNotAllowed,
		`user "max" for account "north" may not "view contracts": no permission role allows "my contracts": give the user one that does`},
	{nil, as("clerk", ""), account.ActionEditBillingOverride, account.Target{Account: "north"}, account.RefusedWorkerGroup,
		`user "clerk" may not "edit billing override" on account "north": no worker group lets edit "billing overrides": put the worker in one that does`},
	{nil, as("max", "north"), account.ActionChooseAddress, account.Target{Address: "dock", Point: "roof"}, account.RefusedUnknownTarget,
		`user "max" for account "north" may not "choose address" at address "dock" at delivery point "roof": there is no "roof": name one that exists`},
	{nil, as("max", "north"), account.ActionChooseAddress, account.Target{Address: "office", AddressKind: account.DeliveryAddress}, account.RefusedAddressKind,
		`user "max" for account "north" may not "choose address" at delivery address "office": address "office" is for the other purpose: choose one that is for this`},
	{nil, as("max", "north"), account.ActionOrder, account.Target{Account: "south"}, account.RefusedOtherAccount,
		`user "max" for account "north" may not "order" on account "south": account "south" is not the one that the session is for: change to it first`},
	{nil, as("max", "north"), account.ActionManageChild, account.Target{Account: "south"}, account.RefusedNotBelow,
		`user "max" for account "north" may not "manage child account" on account "south": account "south" is not below the session's own: choose one that is`},
	{application(func(a *account.Application) { a.DirectChildrenOnly = true }), as("hanna", "holding"), account.ActionImpersonate, account.Target{User: "nils", Account: "norton"}, account.RefusedNotChild,
		`user "hanna" for account "holding" may not "impersonate" for user "nils" on account "norton": account "norton" is no direct child: choose one, or let the seller permit others`},
	{nil, as("agent", ""), account.ActionImpersonate, account.Target{Account: "south"}, account.RefusedNotAssigned,
		`user "agent" may not "impersonate" on account "south": account "south" is not assigned to the sales representative: assign it`},
	{ownOnly("max"), as("max", "north"), account.ActionViewInvoices, account.Target{Account: "norton"}, account.RefusedOwnHistoryOnly,
		`user "max" for account "north" may not "view invoices" on account "norton": account "norton" is below, but the user sees the own account only: set "my account and my child accounts"`},
	{nil, as("max", "north"), account.ActionManageSubAccounts, account.Target{User: "sid"}, account.RefusedOtherUser,
		`user "max" for account "north" may not "manage sub-accounts" for user "sid": it cannot be done to user "sid": choose another`},
	{nil, as("rep", ""), account.ActionModifyContracts, account.Target{Representative: "r2"}, account.RefusedOtherRepresentative,
		`user "rep" may not "modify local contracts" of representative "r2": "r2" is not of the user's own representative id: ask its representative, or an administrator`},
}

// commands are the codes that only a command gets.
var commands = []struct {
	code account.DecisionCode
	ask  func(*account.Graph) account.Decision
	want string
}{
	{account.RefusedNoInstant, func(g *account.Graph) account.Decision {
		return g.May(as("max", "north"), account.ActionOrder, time.Time{})
	},
		`user "max" for account "north" may not "order": the question has no instant: say for when`},
	{account.RefusedNoTarget, func(g *account.Graph) account.Decision {
		_, d := g.Impersonate(as("hanna", "holding"), "", "north", noon)
		return d
	}, `user "hanna" for account "holding" may not "impersonate" on account "north": no "user" was named: name one`},
	{account.RefusedPayment, func(g *account.Graph) account.Decision {
		return g.For(as("max", "north"), noon).Pay(account.PayOnline)
	}, `user "max" for account "north" may not "order": the account's payment terms do not permit to pay "online": let them, or pay otherwise`},
	{account.RefusedNoAddress, func(g *account.Graph) account.Decision {
		_, d := g.For(as("max", "north"), noon).Destination(account.InvoiceAddress, "", "")
		return d
	}, `user "max" for account "north" may not "choose address": no address is chosen, and there is no default one for "invoice": mark one, or choose one`},
	{account.RefusedBilledElsewhere, func(g *account.Graph) account.Decision {
		g, _ = g.With(putAccount(g, "north", func(a *account.Account) { a.BillTo = "holding" }))
		_, d := g.For(as("max", "north"), noon).Destination(account.InvoiceAddress, "office", "")
		return d
	}, `user "max" for account "north" may not "choose address" at invoice address "office": the bills go to account "holding", whose address counts: leave it as it is`},
	{account.RefusedHostsOwn, func(g *account.Graph) account.Decision {
		out, _ := g.PutAccount(as("admin", ""), account.Account{ID: "grocer", National: true}, noon)
		return out.Decision
	}, `user "admin" may not do that: what differs of account "grocer" no session changes: let the host do it`},
	{account.RefusedMoreThanHeld, func(g *account.Graph) account.Decision {
		g, _ = g.With(put(g, "max", func(u *account.User) { u.MayOrder = false }))
		sub := newSub()
		sub.MayOrder = true
		out, _ := g.PutSubAccount(as("max", "north"), sub, noon)
		return out.Decision
	}, `user "max" for account "north" may not "manage sub-accounts" for user "sven": it grants "may order", which the one who grants does not hold: leave it out`},
}

func checkSample(t *testing.T, code account.DecisionCode, want string, d account.Decision) {
	t.Helper()
	said(t, d)
	if d.Code != code || d.String() != want {
		t.Errorf("%v:\n got %v: %s\nwant %s", code, d.Code, d, want)
	}
	if !d.Allowed() && (d.Reason().Layer == "" || d.Reason().Code != code || !strings.HasSuffix(want, d.Reason().String())) {
		t.Errorf("%v: reason %+v", code, d.Reason())
	}
}

// DEC-1: every code is reached, in a layer, with a sentence that says what would have to change.
func TestDEC1_EveryCodeIsReached(t *testing.T) {
	reached := map[account.DecisionCode]bool{}
	for _, s := range samples {
		reached[s.code] = true
		checkSample(t, s.code, s.want, shopWith(t, s.change).MayOn(s.session, s.action, s.target, noon))
	}
	for _, c := range commands {
		reached[c.code] = true
		checkSample(t, c.code, c.want, c.ask(shopWith(t)))
	}
	n := 0
	for code := account.Allowed; code.String() != ""; code++ {
		if n++; !reached[code] {
			t.Errorf("no test reaches %q", code)
		}
	}
	if n < 35 {
		t.Errorf("%d codes in all", n)
	}
}

// The zero values refuse, and say that nothing was asked.
func TestDEC1_ZeroValuesRefuse(t *testing.T) {
	var d account.Decision
	var r account.Rights
	if d.Allowed() || d.String() != "refused: nothing was asked" || d.Reason().String() != "nothing was asked" {
		t.Error(d)
	}
	if r.May(account.ActionOrder).Allowed() || r.Decision().Allowed() || r.Sees(order("north")).Allowed() || r.Permissions() != nil ||
		r.Groups() != nil || len(r.Why(account.ActionOrder, account.Target{})) != 1 || r.Allows(account.ActionHandle{}, account.Handle{}) {
		t.Error("the zero Rights let something through")
	}
	if f, d := r.Visible(account.Orders); d.Allowed() || f.Kind != "" {
		t.Error(d)
	}
	var out account.Outcome
	if out.Decision.Allowed() || (account.Session{}).Impersonating() {
		t.Error("the zero Outcome or Session is something")
	}
}

// text is what all enums of this package can.
type text interface {
	encoding.TextMarshaler
	fmt.Stringer
}

// checkText reads back what an enum writes, and refuses everything else, leaving the value as it was.
func checkText[T text](t *testing.T, class error, beyond T, values ...T) {
	t.Helper()
	for _, v := range values {
		written, err := v.MarshalText()
		if err != nil || string(written) != v.String() {
			t.Errorf("%T %v: %q, %v", v, v, written, err)
		}
		back := beyond
		if err := any(&back).(encoding.TextUnmarshaler).UnmarshalText(written); err != nil || any(back) != any(v) {
			t.Errorf("%T %q is read as %v, %v", v, written, back, err)
		}
		for _, bad := range []string{"none", strings.ToUpper(v.String()) + "!", v.String() + " ", "0", "1", beyond.String(), "\x00"} {
			kept := v
			if err := any(&kept).(encoding.TextUnmarshaler).UnmarshalText([]byte(bad)); !errors.Is(err, class) || any(kept) != any(v) {
				t.Errorf("%T reads %q: %v", v, bad, err)
			}
		}
	}
	if _, err := beyond.MarshalText(); !errors.Is(err, class) {
		t.Errorf("%T: %v is written: %v", beyond, beyond, err)
	}
}

func TestEnums_Text(t *testing.T) {
	checkText(t, account.ErrUserType, account.UserType(9), account.TypeCustomer, account.TypeContact, account.TypeSalesAgent, account.TypeWorker)
	checkText(t, account.ErrUserType, account.UserType(0))
	checkText(t, account.ErrRole, account.Role(9), account.NoRole, account.RoleRegular, account.RoleAccountManager, account.RoleSubAccount)
	checkText(t, account.ErrRelation, account.Relation(9), account.OneToOne, account.OneToMulti)
	checkText(t, account.ErrRoleKind, account.RoleKind(9), account.Facility, account.Administration)
	checkText(t, account.ErrStatus, account.Status(9), account.Active, account.Blocked)
	checkText(t, account.ErrAddressKind, account.AddressKind(9), account.DeliveryAddress, account.InvoiceAddress)
	for code := account.Allowed; code.String() != ""; code++ {
		var back account.DecisionCode
		if written, err := code.MarshalText(); err != nil || back.UnmarshalText(written) != nil || back != code {
			t.Errorf("%v is read as %v, %v", code, back, err)
		}
		if err := back.UnmarshalText([]byte("fine")); !errors.Is(err, account.ErrDecisionCode) || back != code {
			t.Errorf("%v: %v", back, err)
		}
	}
	if text, err := account.DecisionCode(250).MarshalText(); !errors.Is(err, account.ErrDecisionCode) || text != nil {
		t.Errorf("a code that is none: %q, %v", text, err)
	}
	checkText(t, account.ErrUserKind, account.UserKind(7), account.KindRegular, account.KindAccountManager, account.KindSubAccount,
		account.KindContact, account.KindSalesAgent, account.KindWorker)
}
