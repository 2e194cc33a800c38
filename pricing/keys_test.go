package pricing_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A host whose price tables are too big for a process reads what one basket needs of them, and makes a small Book of it.
func ExampleKeysOf() {
	tables := []pricing.List{ // in a database
		{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
			{Product: "BOLT", Price: money.MustParse("10.00", money.GBP)},
			{Product: "NUT", Price: money.MustParse("2.00", money.GBP)},
		}},
		{ID: pricing.ListID{Kind: pricing.Contract, Code: "ACME-26"},
			Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}},
			Rows:     []pricing.Row{{Product: "BOLT", Price: money.MustParse("9.00", money.GBP)}}},
		{ID: pricing.ListID{Kind: pricing.Contract, Code: "OTHERS"},
			Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "others"}}},
			Rows:     []pricing.Row{{Product: "BOLT", Price: money.MustParse("7.00", money.GBP)}}},
	}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	lines := []pricing.Line{{Product: "BOLT", Quantity: money.Units(2)}}

	keys := pricing.KeysOf(buyer, lines)
	slice := pricing.NewBuilder(pricing.Data{Zone: time.UTC})
	for _, list := range tables {
		if !keys.Meets(list) {
			continue
		}
		rows := list.Rows
		list.Rows = nil
		slice.List(list)
		for _, row := range rows {
			if slices.Contains(keys.Products, row.Product) {
				slice.Row(list.ID, row)
				fmt.Println("read", list.ID, row.Product)
			}
		}
	}
	book, err := slice.Book()
	if err != nil {
		fmt.Println(err)
		return
	}
	price, err := book.For(buyer, time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)).Price(lines[0])
	fmt.Println(price.Unit, price.Source(), err)
	// Output:
	// read level:TRADE BOLT
	// read contract:ACME-26 BOLT
	// 9.00 GBP contract:ACME-26 <nil>
}

// Keys are sorted, each there once, and name nobody where there is no account.
func TestP17_KeysAreSortedAndOnce(t *testing.T) {
	buyer := pricing.Buyer{Account: "b", PricedAs: "a", Groups: []string{"y", "x", "y"}}
	lines := []pricing.Line{{Product: "Q"}, {Product: "P", Unit: "BOX"}, {Product: "Q", Unit: "BOX"}}
	also := []pricing.ListID{pricing.LevelID("B"), pricing.LevelID("A"), pricing.LevelID("B")}
	got := fmt.Sprint(pricing.KeysOf(buyer, lines, also...), pricing.KeysOf(pricing.Buyer{}, nil))
	if want := "{[a b] [x y] [P Q] [level:A level:B]} {[] [] [] []}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	buyer.PricedAs = "b"
	if k := pricing.KeysOf(buyer, nil); !slices.Equal(k.Accounts, []string{"b"}) {
		t.Errorf("priced as himself: %q", k.Accounts)
	}
}

// A list is met by its audience; one that is nobody's only where it is asked about.
func TestP17_MeetsByAudience(t *testing.T) {
	to := func(kind pricing.AudienceKind, members ...pricing.Assignment) pricing.List {
		return pricing.List{ID: pricing.LevelID("X"), Audience: pricing.Audience{Kind: kind, Assigned: members}}
	}
	k := pricing.Keys{Accounts: []string{"a"}, Groups: []string{"g"}}
	for _, c := range []struct {
		reason string
		list   pricing.List
		want   bool
	}{
		{"a level, whoever names it", to(pricing.Named), true},
		{"for everyone", to(pricing.Everyone), true},
		{"for nobody", to(pricing.Nobody), false},
		{"for an account", to(pricing.Assigned, pricing.Assignment{Account: "z"}, pricing.Assignment{Account: "a"}), true},
		{"switched off for an account", to(pricing.Assigned, pricing.Assignment{Account: "a", Inactive: true}), true},
		{"for a group", to(pricing.Assigned, pricing.Assignment{Group: "g"}), true},
		{"for a group of an account's name", to(pricing.Assigned, pricing.Assignment{Group: "a"}), false},
		{"for an account of a group's name", to(pricing.Assigned, pricing.Assignment{Account: "g"}), false},
		{"for others", to(pricing.Assigned, pricing.Assignment{Account: "A"}), false},
		{"assigned to nobody any more", to(pricing.Assigned), false},
	} {
		if got := k.Meets(c.list); got != c.want {
			t.Errorf("%s: %t", c.reason, got)
		}
		if !(pricing.Keys{Also: []pricing.ListID{c.list.ID}}).Meets(c.list) {
			t.Errorf("%s: not met where it is asked about", c.reason)
		}
	}
	none := pricing.Keys{Accounts: []string{""}, Groups: []string{""}}
	if none.Meets(to(pricing.Assigned, pricing.Assignment{Account: "a"}, pricing.Assignment{Group: "g"})) {
		t.Error("no account is not an account")
	}
}
