package account_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// allOn has every feature of the sources on.
var allOn = account.Application{Features: account.FeatureSet{
	account.Impersonate, account.PowerCustomers, account.BillingOverride, account.PricingOverride,
	account.CustomerAccountContracts,
}}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func graphOf(t failer, d account.Data) *account.Graph {
	t.Helper()
	g, err := account.NewGraph(d)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return g
}

// family is a chain of national accounts, the root first.
func family(ids ...string) []account.Account {
	var accounts []account.Account
	parent := ""
	for _, id := range ids {
		accounts = append(accounts, account.Account{ID: id, Parent: parent, National: true})
		parent = id
	}
	return accounts
}

// defects returns what an error says, short: code, place, value, path.
func defects(err error) []string {
	var data *account.DataError
	if !errors.As(err, &data) {
		return nil
	}
	var short []string
	for _, d := range data.Defects {
		place := strings.Join(slices.DeleteFunc([]string{d.Account, d.Group, d.Category, d.Address},
			func(s string) bool { return s == "" }), "/")
		text := fmt.Sprintf("%s @%s", d.Code, place)
		if len(d.Path) > 0 {
			text += " " + strings.Join(d.Path, " → ")
		}
		short = append(short, text)
	}
	return short
}

// wantDefects checks that an error names exactly these defects.
func wantDefects(t *testing.T, reason string, err error, want ...string) {
	t.Helper()
	got := defects(err)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", reason, got, want)
	}
	if (err != nil) != (len(want) > 0) || err != nil && !errors.Is(err, account.ErrData) {
		t.Errorf("%s: error %v", reason, err)
	}
}

// dump says all that a graph answers about the accounts given, and about those it has.
func dump(g *account.Graph, ids ...string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%+v\n%v\n", g.Data(), g.Warnings())
	for a := range g.Accounts() {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		a, ok := g.Account(id)
		parent, has := g.Parent(id)
		root, rooted := g.Root(id)
		fmt.Fprintf(&text, "%q %v %v %+v %q %v %q %v\n", id, g.Has(id), ok, a, parent, has, root, rooted)
		fmt.Fprintf(&text, "  %q %q %q\n", slices.Collect(g.Ancestors(id)), slices.Collect(g.Children(id)),
			slices.Collect(g.Descendants(id)))
		fmt.Fprintf(&text, "  %+v %v\n  %+v %v\n", g.Billing(id), g.Billing(id), g.Pricing(id), g.Pricing(id))
		for _, f := range append(allOn.Features, "host's own", "") {
			fmt.Fprintf(&text, "  %+v\n", g.Feature(id, f))
		}
	}
	return text.String()
}
