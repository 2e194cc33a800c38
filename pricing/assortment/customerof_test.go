package assortment_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// A session sees what its account and the user whose rights count may see, and nothing once it no longer holds.
func TestCAT1_OfASession(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	user := account.User{ID: "ann", Type: account.TypeContact, Activated: true, Accounts: []string{"acme"}, Groups: []string{"lab"}}
	g, err := account.NewGraph(account.Data{
		Groups:   []account.Group{{ID: "lab"}, {ID: "trade"}},
		Accounts: []account.Account{{ID: "acme", Groups: []string{"trade"}}},
		Users:    []account.User{user, {ID: "staff", Type: account.TypeWorker, Activated: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	group := func(id string) assortment.Audience {
		return assortment.Audience{Kind: assortment.Members, Groups: []string{id}}
	}
	a, err := assortment.New(assortment.Data{Catalogues: []assortment.Catalogue{
		{ID: "of the account", Audience: group("trade"), Products: assortment.Only("bolt")},
		{ID: "of the user", Audience: group("lab"), Products: assortment.Only("acid")},
		{ID: "of nobody here", Audience: group("other"), Products: assortment.Only("gold")},
		{ID: "of everyone", Audience: assortment.Audience{Kind: assortment.Everyone}, Products: assortment.Only("pen")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	sees := func(g *account.Graph, s account.Session) []string {
		customer, _ := assortment.CustomerOf(g, s, at)
		return a.For(customer, nil).Visible().Products
	}
	ann, _ := g.Login("ann", false, at)
	staff, _ := g.Login("staff", false, at)
	user.Activated = false
	without, err := g.With(account.Changes{PutUsers: []account.User{user}})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		reason string
		graph  *account.Graph
		s      account.Session
		want   []string
	}{
		{"groups of the account and of the user", g, ann, []string{"acid", "bolt", "pen"}},
		{"the user was deactivated", without, ann, nil},
		{"another account's id passed in", g, account.Session{Principal: "ann", User: "ann", Account: "other"}, nil},
		{"no session", g, account.Session{}, nil},
		{"staff buys for no account", g, staff, nil},
		{"no graph", nil, ann, nil},
	} {
		if got := sees(row.graph, row.s); !slices.Equal(got, row.want) {
			t.Errorf("%s: sees %q, want %q", row.reason, got, row.want)
		}
	}
}
