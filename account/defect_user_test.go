package account_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// userDefects returns what an error says, short: code and value.
func userDefects(err error) []string {
	var data *account.DataError
	if !errors.As(err, &data) {
		return nil
	}
	var short []string
	for _, d := range data.Defects {
		short = append(short, strings.TrimSpace(string(d.Code)+" "+d.Value))
	}
	return short
}

// flaw is one thing that is wrong with users, roles or actions, and the sentence that it gets.
type flaw struct {
	change func(*account.Data)
	code   account.DefectCode
	want   string
}

func limit(amount money.Amount, authorizers ...string) account.SpendingLimit {
	return account.SpendingLimit{Amount: amount, Authorizers: authorizers}
}

func eur(number string) money.Amount { return money.MustParse(number, money.EUR) }

func addUser(u account.User) func(*account.Data) {
	return func(d *account.Data) { d.Users = append(d.Users, u) }
}

var userFlaws = []flaw{
	{addUser(account.User{ID: "u ", Type: account.TypeWorker}), account.DefectBadID,
		`user "u ": user id "u " has a space at an end: remove it`},
	{user("nora", func(u *account.User) { u.Person = "\x00" }), account.DefectBadID,
		`user "nora": person "\x00" holds a control character: remove it`},
	{user("rep", func(u *account.User) { u.RepresentativeID = "\xff" }), account.DefectBadID,
		`user "rep": representative id "\xff" is not valid UTF-8: convert it`},
	{addUser(account.User{ID: "nora", Type: account.TypeWorker}), account.DefectDuplicate,
		`user "nora": user id "nora" is given twice with different content: keep one`},
	{user("nora", func(u *account.User) { u.Type = 0 }), account.DefectBadUserType,
		`user "nora": type "user type 0" does not exist: choose one that does`},
	{user("nora", func(u *account.User) { u.Role = 9 }), account.DefectBadRole,
		`user "nora": role "role 9" does not exist: choose one that does`},
	{user("nora", func(u *account.User) { u.Relation = 9 }), account.DefectBadRelation,
		`user "nora": relation "relation 9" does not exist: choose one that does`},
	{user("nora", func(u *account.User) { u.Role = account.NoRole }), account.DefectNoRole,
		`user "nora": a customer has a role: make the user regular, account manager or sub-account`},
	{user("carol", func(u *account.User) { u.Role = account.RoleRegular }), account.DefectMisplacedRole,
		`user "carol": role "regular" is for customers: take it away, or make the user one`},
	{user("sam", func(u *account.User) { *u = u.ToMulti("south") }), account.DefectMisplacedRelation,
		`user "sam": one to multi is for regular users and account managers, and this is a "sub-account": change the role or the relation`},
	{user("nora", func(u *account.User) { *u = u.ToMulti() }), account.DefectTooFewAccounts,
		`user "nora": one to multi needs at least two accounts and has "1": add what is missing`},
	{user("nora", func(u *account.User) { u.Accounts = []string{"north", "south"} }), account.DefectTooManyAccounts,
		`user "nora": one to one has one account, and "south" is a second: leave it out, or make the relation one to multi`},
	{user("nora", func(u *account.User) { u.Accounts = nil }), account.DefectNoAccount,
		`user "nora": has no account: link one`},
	{user("rep", func(u *account.User) { u.Accounts = []string{"north"} }), account.DefectMisplacedAccount,
		`user "rep": belongs to the seller and has account "north": leave it out`},
	{user("nora", func(u *account.User) { u.Accounts = []string{"west"} }), account.DefectUnknownAccount,
		`user "nora": account "west" does not exist: add it or leave it out`},
	{user("nora", func(u *account.User) { u.Groups = []string{"tin"} }), account.DefectUnknownGroup,
		`user "nora": group "tin" does not exist: add it or leave it out`},
	{user("nora", func(u *account.User) { u.MayAuthorize = true }), account.DefectMisplacedOption,
		`user "nora": may authorize means nothing for a user of the kind "regular": leave it out`},
	{user("rep", func(u *account.User) { u.RepresentativeID = "" }), account.DefectNoRepresentativeID,
		`user "rep": is a sales representative without an id: give one`},
	{user("sam", func(u *account.User) { u.LimitedBudget = true }), account.DefectNoLimit,
		`user "sam": has a limited budget and no limit: add one`},
	{user("sam", func(u *account.User) { u.Limits = []account.SpendingLimit{limit(eur("-1"), "max")} }), account.DefectBadLimit,
		`user "sam": limit "-1.00 EUR" is no amount of 0 or more: correct it`},
	{user("sam", func(u *account.User) { u.Limits = []account.SpendingLimit{limit(eur("0"))} }), account.DefectNoAuthorizer,
		`user "sam": limit "0.00 EUR" has no authorizer: name one`},
	{user("sam", func(u *account.User) {
		u.Limits = []account.SpendingLimit{limit(eur("1"), "max"), limit(eur("1.00"), "mia")}
	}), account.DefectDuplicate, `user "sam": limit "1.00 EUR" is given twice with different content: keep one`},
}

var authorizerFlaws = []flaw{
	{user("sue", func(u *account.User) { u.Limits[0].Authorizers = []string{"nobody"} }), account.DefectUnknownAuthorizer,
		`user "sue": limit 100.00 EUR names authorizer "nobody", who does not exist: name another`},
	{user("sue", func(u *account.User) { u.Limits[0].Authorizers = []string{"nora"} }), account.DefectAuthorizerMayNot,
		`user "sue": limit 100.00 EUR names authorizer "nora", who may not authorize orders: let him, or name another first`},
	{user("sam", func(u *account.User) { u.MayAuthorize = false }), account.DefectAuthorizerMayNot,
		`user "sue": limit 100.00 EUR names authorizer "sam", who may not authorize orders: let him, or name another first`},
	{user("sue", func(u *account.User) { u.Limits[0].Authorizers = []string{"hugo"} }), account.DefectAuthorizerElsewhere,
		`user "sue": limit 100.00 EUR names authorizer "hugo", who is not linked to the account: link him, or name another first`},
	{user("sam", func(u *account.User) { u.Activated = false }), account.DefectAuthorizerInactive,
		`user "sue": limit 100.00 EUR names authorizer "sam", who is not activated: activate him, or name another first`},
	{user("sam", func(u *account.User) { u.MaySeePrices = false }), account.DefectAuthorizerBlind,
		`user "sue": limit 100.00 EUR names authorizer "sam", who may not see prices: let him, or name another first`},
}

func addRole(r account.PermissionRole) func(*account.Data) {
	return func(d *account.Data) { d.PermissionRoles = append(d.PermissionRoles, r) }
}

func addAction(rules ...account.ActionRule) func(*account.Data) {
	return application(func(a *account.Application) { a.Actions = append(a.Actions, rules...) })
}

var rightFlaws = []flaw{
	{user("nora", func(u *account.User) { u.PermissionRoles = []string{"gold"} }), account.DefectUnknownPermissionRole,
		`user "nora": permission role "gold" does not exist: add it or leave it out`},
	{user("admin", func(u *account.User) { u.WorkerGroups = []string{"gold"} }), account.DefectUnknownWorkerGroup,
		`user "admin": worker group "gold" does not exist: add it or leave it out`},
	{addRole(account.PermissionRole{ID: "r", Kind: 2}), account.DefectBadRoleKind,
		`permission role "r": kind "role kind 2" does not exist: choose one that does`},
	{addRole(account.PermissionRole{ID: "r", Deny: []account.Permission{"fly"}}), account.DefectUnknownPermission,
		`permission role "r": permission "fly" does not exist: declare it in the application or leave it out`},
	{addRole(account.PermissionRole{ID: "r", Allow: []account.Permission{account.ContractManager}}), account.DefectMisplacedPermission,
		`permission role "r": permission "contract manager" is for administration roles: leave it out, or change the role's kind`},
	{user("nora", func(u *account.User) { u.PermissionRoles = []string{"back"} }), account.DefectMisplacedPermissionRole,
		`user "nora": permission role "back" is for workers: take it away`},
	{addRole(account.PermissionRole{ID: "all"}), account.DefectDuplicate,
		`permission role "all": permission role id "all" is given twice with different content: keep one`},
	{addAction(account.ActionRule{Action: account.ActionOrder}), account.DefectReservedAction,
		`action "order": "order" is an action already: choose another name`},
	{addAction(account.ActionRule{Action: "wrap", By: []account.UserKind{7}}), account.DefectBadUserKind,
		`action "wrap": kind "user kind 7" does not exist: choose one that does`},
	{addAction(account.ActionRule{Action: "wrap"}, account.ActionRule{Action: "wrap", OwnHand: true}), account.DefectDuplicate,
		`action "wrap": action "wrap" is given twice with different content: keep one`},
	{addAction(account.ActionRule{Action: "wrap", Feature: "\x00navigation links"}), account.DefectBadID,
		`action "wrap": feature "\x00navigation links" holds a control character: remove it`},
	{func(d *account.Data) { d.WorkerGroups = []account.WorkerGroup{{ID: "w"}, {ID: "w", Name: "W"}} }, account.DefectDuplicate,
		`worker group "w": worker group id "w" is given twice with different content: keep one`},
}

func TestDefect_OfUsersRolesAndActions(t *testing.T) {
	for _, f := range slices.Concat(userFlaws, authorizerFlaws, rightFlaws) {
		d := shop()
		f.change(&d)
		_, err := account.NewGraph(d)
		var data *account.DataError
		if !errors.As(err, &data) {
			t.Errorf("%s: no *DataError but %v", f.want, err)
			continue
		}
		if len(data.Defects) != 1 || data.Defects[0].Code != f.code || data.Defects[0].String() != f.want {
			t.Errorf("%s:\n got %s\nwant %s", f.code, err, f.want)
		}
	}
}

// changeFlaws are what is wrong with changes of the shop at revision 7.
var changeFlaws = []struct {
	change account.Changes
	code   account.DefectCode
	want   string
}{
	{account.Changes{RemoveUsers: []string{"nobody"}}, account.DefectUnknownUser,
		`user "nobody": does not exist, so cannot be removed: leave the user out`},
	{account.Changes{Revision: 7}, account.DefectRevision,
		`revision "7" is not above the present one: somebody changed the data since; prepare the change anew`},
	{account.Changes{Remove: []string{"norton"}}, account.DefectStillLinked,
		`account "norton": is still linked to users "nils": unlink those first, or with it`},
	{account.Changes{RemoveUsers: []string{"sam"}}, account.DefectStillNamed, `user "sam": is still named by "sue": change those first, or with it`},
	{account.Changes{RemovePermissionRoles: []string{"back"}}, account.DefectStillNamed,
		`permission role "back": is still named by "admin": change those first, or with it`},
	{account.Changes{RemoveGroups: []string{"gold"}}, account.DefectStillNamed,
		`group "gold": is still named by "gert": change those first, or with it`},
	{account.Changes{RemoveWorkerGroups: []string{"desk"}}, account.DefectStillNamed,
		`worker group "desk": is still named by "clerk": change those first, or with it`},
	{account.Changes{PutPermissionRoles: []account.PermissionRole{{ID: "none", Kind: account.Administration}}}, account.DefectMisplacedPermissionRole,
		`user "gina": permission role "none" is for workers: take it away`},
	{account.Changes{Application: &account.Application{}, PutPermissionRoles: []account.PermissionRole{{ID: "none", Allow: []account.Permission{"vip"}}}},
		account.DefectUnknownPermission, `permission role "none": permission "vip" does not exist: declare it in the application or leave it out`},
	{account.Changes{PutUsers: []account.User{{ID: "sam", Type: account.TypeWorker}, {ID: "sam", Type: account.TypeSalesAgent}}}, account.DefectDuplicate,
		`user "sam": user id "sam" is given twice with different content: keep one`},
	{account.Changes{RemovePermissionRoles: []string{"gold"}}, account.DefectUnknownPermissionRole,
		`permission role "gold": permission role id "gold" does not exist: add it or leave it out`},
	{account.Changes{RemoveWorkerGroups: []string{"gold"}}, account.DefectUnknownWorkerGroup,
		`worker group "gold": worker group id "gold" does not exist: add it or leave it out`},
	{account.Changes{PutUsers: []account.User{{ID: "clerk", Type: account.TypeWorker}}, RemoveUsers: []string{"clerk"}}, account.DefectPutAndRemoved,
		`user "clerk": is both put and removed: do one of them`},
	{account.Changes{PutPermissionRoles: []account.PermissionRole{{ID: "new", Kind: account.Administration}},
		PutUsers: []account.User{{ID: "agent", Type: account.TypeSalesAgent, PermissionRoles: []string{"new"}}}}, account.DefectMisplacedPermissionRole,
		`user "agent": permission role "new" is for workers: take it away`},
}

func TestDefect_OfChanges(t *testing.T) {
	g := shopWith(t, func(d *account.Data) {
		d.Revision, d.Groups, d.WorkerGroups = 7, []account.Group{{ID: "gold"}}, []account.WorkerGroup{{ID: "desk"}}
		both(userGroups("gert", "gold"), roles("gina", "none"), user("clerk", func(u *account.User) { u.WorkerGroups = []string{"desk"} }))(d)
	})
	before := g.Data()
	for _, test := range changeFlaws {
		next, err := g.With(test.change)
		var data *account.DataError
		if next != nil || !errors.As(err, &data) || len(data.Defects) != 1 || data.Defects[0].Code != test.code || data.Defects[0].String() != test.want {
			t.Errorf("%s:\n got %v\nwant %s", test.code, err, test.want)
		}
	}
	if !reflect.DeepEqual(before, g.Data()) {
		t.Errorf("a refused change left its mark: %s", cmp.Diff(before, g.Data()))
	}
}
