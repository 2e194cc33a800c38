package contract_test

import (
	"errors"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
)

// roles are what a permission role says of a permission; what one role denies is denied, whatever another allows.
var roles = []string{"allowed", "not allowed", "denied"}

var (
	featureFactor = factor{"feature", `the "Customer Account Contracts" feature must be enabled`, []string{"on", "off"}}
	typeFactor    = factor{"user type", `the user type is "User", which is a worker here`, []string{"worker", "customer"}}
	originFactor  = factor{"contract", "local ones only; a mirrored one is changed in its own system", []string{"local", "mirrored"}}
	myFactor      = factor{"my contracts", `"My Contracts" is set to Allow`, roles}
)

// TestCON6_TruthTable writes and judges the tables of who may change, export and e-mail contracts: the rest of "Dependent
// Configurations".
func TestCON6_TruthTable(t *testing.T) {
	compareTruth(t, "testdata/conditions-rights.txt",
		truth{"WHEN A SALES REPRESENTATIVE MAY CHANGE A CONTRACT (CON-6)", []factor{typeFactor, featureFactor,
			{"marked", "the user is marked as a sales representative", []string{"yes", "no"}},
			{"representative id", "the user is assigned to a sales representative id: the contract's, another, none",
				[]string{"same", "another", "none"}},
			myFactor,
			{"modify local", `"Modify Local Contracts" is set to Allow`, roles},
			originFactor}, changedByRepresentative, referenceRepresentative},
		truth{"WHEN AN ADMINISTRATOR MAY CHANGE A CONTRACT (CON-6)", []factor{featureFactor,
			{"contract manager", `"Contract Manager" is set to Allow`, roles}, originFactor},
			changedByAdministrator, referenceAdministrator},
		truth{"WHEN CONTRACTS MAY BE EXPORTED (CON-9)", []factor{featureFactor,
			{"contract export", `"Contract Export" is set to Allow`, roles}}, exported, referenceExport},
		truth{"WHEN THE DETAILS OF A CONTRACT MAY BE E-MAILED BY A CUSTOMER'S USER (CON-10)", []factor{featureFactor, myFactor,
			{"email contracts", `"Email Contracts" is set to Allow`, roles},
			{"contract", "it applies to the user's account now", []string{"applies", "applies to others"}}}, emailed, referenceEmail})
}

// granted returns a permission role by what is said of each permission.
func granted(id string, kind account.RoleKind, v values, permissions map[string]account.Permission) account.PermissionRole {
	r := account.PermissionRole{ID: id, Kind: kind}
	for name, p := range permissions {
		switch v[name] {
		case "allowed":
			r.Allow = append(r.Allow, p)
		case "denied":
			r.Deny = append(r.Deny, p)
		}
	}
	return r
}

// question is what a session asks.
type question func(contract.Rules, account.Session) contract.Decision

// ask makes the accounts of one combination, with the user una, and asks them.
func ask(t *testing.T, v values, una account.User, role account.PermissionRole, do question) string {
	t.Helper()
	data := office()
	if v["feature"] == "off" {
		data.Application.Features = nil
	}
	una.ID, una.Activated, una.PermissionRoles = "una", true, []string{role.ID}
	session := account.Session{Principal: "una", User: "una"}
	if v["user type"] == "customer" || una.Type == account.TypeCustomer {
		una = account.User{ID: "una", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, MaySeePrices: true,
			Accounts: []string{"C-1"}, PermissionRoles: una.PermissionRoles}
		session.Account = "C-1"
	}
	data.PermissionRoles, data.Users = append(data.PermissionRoles, role), append(data.Users, una)
	g, err := account.NewGraph(data)
	if errors.Is(err, account.ErrData) {
		return "refused: no such user"
	}
	d := do(contract.Rules{Graph: g, Zone: seller()}, session)
	if d.Code == contract.RefusedRights {
		return "refused: " + d.Rights.Code.String()
	}
	if !d.Allowed() {
		return "refused: " + d.Code.String()
	}
	return "may"
}

// change is an edit of a contract of representative R1.
func change(v values) question {
	c := kept()
	if v["contract"] == "mirrored" {
		c.Origin = contract.Mirrored
	}
	return func(r contract.Rules, s account.Session) contract.Decision {
		edits := []contract.Edit{editProduct(contract.ChangeProduct, "K", "P", "7.50")}
		return r.Do([]contract.Contract{c}, contract.Command{Session: s, At: noon(), Edits: edits}).Decision
	}
}

func changedByRepresentative(t *testing.T, v values) string {
	una := account.User{Type: account.TypeWorker, SalesRepresentative: v["marked"] == "yes"}
	una.RepresentativeID = map[string]string{"same": "R1", "another": "R2"}[v["representative id"]]
	return ask(t, v, una, granted("role", 0, v, map[string]account.Permission{
		"my contracts": account.MyContracts, "modify local": account.ModifyLocalContracts}), change(v))
}

func changedByAdministrator(t *testing.T, v values) string {
	role := granted("role", account.Administration, v, map[string]account.Permission{"contract manager": account.ContractManager})
	return ask(t, v, account.User{Type: account.TypeWorker}, role, change(v))
}

func exported(t *testing.T, v values) string {
	role := granted("role", account.Administration, v, map[string]account.Permission{"contract export": account.ContractExport})
	return ask(t, v, account.User{Type: account.TypeWorker}, role, func(r contract.Rules, s account.Session) contract.Decision {
		if d := r.Graph.May(s, account.ActionExportContracts, noon()); !d.Allowed() {
			return contract.Decision{Code: contract.RefusedRights, Rights: d}
		}
		return contract.Decision{Code: contract.Done}
	})
}

func emailed(t *testing.T, v values) string {
	role := granted("role", 0, v, map[string]account.Permission{
		"my contracts": account.MyContracts, "email contracts": account.EmailContracts})
	return ask(t, v, account.User{Type: account.TypeCustomer}, role, func(r contract.Rules, s account.Session) contract.Decision {
		c := kept()
		if v["contract"] == "applies to others" {
			c.Accounts[0].Account = "C-2"
		}
		return r.Email(compile(t, base(), c), []contract.Contract{c}, "K", s, noon())
	})
}

// granting is what the reference says of permissions: what is denied is told before what is only not allowed.
func granting(v values, names ...string) string {
	for _, wrong := range []string{"denied", "not allowed"} {
		for _, name := range names {
			if v[name] == wrong {
				return "refused: permission " + wrong
			}
		}
	}
	return ""
}

func referenceRepresentative(v values) string {
	switch {
	case v["user type"] == "customer":
		return "refused: not for such users"
	case v["marked"] == "yes" && v["representative id"] == "none":
		return "refused: no such user"
	case v["feature"] == "off":
		return "refused: feature off in application"
	case v["marked"] == "no": // a clerk, who would have to be an administrator
		return "refused: permission not allowed"
	case granting(v, "my contracts", "modify local") != "":
		return granting(v, "my contracts", "modify local")
	case v["representative id"] == "another":
		return "refused: another representative's"
	case v["contract"] == "mirrored":
		return "refused: mirrored"
	}
	return "may"
}

func referenceAdministrator(v values) string {
	switch {
	case v["feature"] == "off":
		return "refused: feature off in application"
	case v["contract manager"] != "allowed":
		return granting(v, "contract manager")
	case v["contract"] == "mirrored":
		return "refused: mirrored"
	}
	return "may"
}

func referenceExport(v values) string {
	switch {
	case v["feature"] == "off":
		return "refused: feature off in application"
	case v["contract export"] != "allowed":
		return granting(v, "contract export")
	}
	return "may"
}

func referenceEmail(v values) string {
	switch {
	case v["feature"] == "off":
		return "refused: feature off in application"
	case granting(v, "my contracts", "email contracts") != "":
		return granting(v, "my contracts", "email contracts")
	case v["contract"] == "applies to others":
		return "refused: not applying"
	}
	return "may"
}
