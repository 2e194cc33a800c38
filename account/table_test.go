package account_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

var update = flag.Bool("update", false, "write the golden table and the package documentation anew")

// The table of the package documentation says what the engine says: action × kind of user × where the account stands.
func TestTable(t *testing.T) {
	const golden, doc = "testdata/may.golden", "doc.go"
	const from, to = "// Who may do what,", "// # Rules"
	table := tableOfRights(t)
	comment := "//\n"
	for line := range strings.Lines(table) {
		comment += strings.TrimRight("//\t"+line, " \n") + "\n"
	}
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), from)
	intro, _, spaced := strings.Cut(rest, "\n//\n")
	_, after, cut := strings.Cut(rest, to)
	if !found || !spaced || !cut {
		t.Fatalf("%s has no place for the table between %q and %q", doc, from, to)
	}
	want := before + from + intro + "\n" + comment + "//\n" + to + after
	if *update {
		write(t, golden, table)
		write(t, doc, want)
		return
	}
	if stored, err := os.ReadFile(golden); err != nil || string(stored) != table {
		t.Errorf("%s is not what the engine says (go test -run TestTable -update writes it):\n%s", golden, table)
	}
	if string(text) != want {
		t.Errorf("%s has another table than the engine", doc)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// places is where an account stands, as seen from the own one.
var places = []string{"own", "linked", "below", "sibling", "parent", "stranger"}

// tableOfRights asks the engine in a world where everything is switched on and granted.
func tableOfRights(t *testing.T) string {
	t.Helper()
	g := openWorld(t)
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s", "action")
	for _, place := range places {
		fmt.Fprintf(&b, " %-9s", place)
	}
	b.WriteString("\n")
	for a := range g.Actions() {
		fmt.Fprintf(&b, "%-26s", a)
		for _, place := range places {
			fmt.Fprintf(&b, " %-9s", whoMay(g, a, place))
		}
		b.WriteString("\n")
	}
	return trimLines(b.String())
}

func trimLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// whoMay returns the initials of the kinds of users who may do an action to an account at a place.
func whoMay(g *account.Graph, a account.Action, place string) string {
	may := ""
	for _, user := range []string{"Regular", "Manager", "Sub", "Contact", "Agent", "Worker"} {
		s := account.Session{Principal: user, User: user, Account: "own"}
		if user == "Agent" || user == "Worker" {
			s.Account = ""
		}
		target := account.Target{Account: place}
		switch a {
		case account.ActionImpersonate:
			target.User = "user of " + place
		case account.ActionManageSubAccounts:
			target.User = "sub of " + place
		}
		if d := g.MayOn(s, a, target, noon); d.Allowed() {
			may += user[:1]
		}
	}
	if may == "" {
		return "-"
	}
	return may
}

// openWorld has an account at every place, everything switched on, and users who hold all that their kind can.
func openWorld(t *testing.T) *account.Graph {
	t.Helper()
	facility, administration := account.PermissionRole{ID: "all"}, account.PermissionRole{ID: "back", Kind: account.Administration}
	facility.Allow = []account.Permission{
		account.MyContracts, account.EmailContracts, account.ModifyLocalContracts, account.ChooseAddress, account.AddAddress,
	}
	administration.Allow = []account.Permission{account.ContractManager, account.ContractExport, account.ImpersonateCustomers}
	d := account.Data{
		Application: account.Application{
			Features: account.FeatureSet{
				account.Impersonate, account.PowerCustomers, account.BillingOverride, account.PricingOverride,
				account.CustomerAccountContracts,
			},
			ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
		},
		PermissionRoles: []account.PermissionRole{facility, administration},
	}
	for _, place := range places {
		a := account.Account{
			ID: place, National: true, Groups: []string{account.PowerCustomerGroup},
			PaymentTerms: account.PaymentTerms{OnAccount: true},
		}
		switch place {
		case "own":
			a.Parent, a.Representatives = "parent", []string{"rep"}
		case "sibling":
			a.Parent = "parent"
		case "below":
			a.Parent = "own"
		}
		d.Accounts = append(d.Accounts, a)
		d.Users = append(d.Users,
			buyer("user of "+place, account.RoleRegular, place), buyer("sub of "+place, account.RoleSubAccount, place))
	}
	contact := buyer("Contact", account.NoRole, "own")
	contact.Type, contact.MayAuthorize = account.TypeContact, false
	d.Users = append(d.Users,
		buyer("Regular", account.RoleRegular, "own", "linked"), buyer("Manager", account.RoleAccountManager, "own", "linked"),
		buyer("Sub", account.RoleSubAccount, "own"), contact,
		account.User{
			ID: "Agent", Type: account.TypeSalesAgent, Activated: true, RepresentativeID: "rep", PermissionRoles: []string{"all"},
		},
		account.User{
			ID: "Worker", Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: "rep",
			PermissionRoles: []string{"all", "back"}, WorkerGroups: []string{account.PowerCustomerAdministrator},
		})
	g, err := account.NewGraph(d)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// buyer is a user of accounts who holds everything.
func buyer(id string, role account.Role, accounts ...string) account.User {
	u := account.User{
		ID: id, Type: account.TypeCustomer, Role: role, Activated: true, Accounts: accounts, ChildHistory: true,
		MayOrder: true, MaySeePrices: true, MaySeeStock: true, PermissionRoles: []string{"all"},
	}
	u.MayAuthorize = role == account.RoleSubAccount
	if len(accounts) > 1 {
		u.Relation = account.OneToMulti
	}
	return u
}
