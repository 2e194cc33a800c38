package exchange_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// CSV-1: an upload is what one gets who writes each row into the facts, one after the other, and makes the graph anew; where
// that is refused, so is the upload.
func TestCSV1_AnUploadIsItsRowsOneByOne(t *testing.T) {
	applied, refusedOnes := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		data := drawChain(t)
		g, err := account.NewGraph(data)
		if err != nil {
			t.Skip("the world itself is refused")
		}
		replace := rapid.Bool().Draw(t, "replace")
		parents, children, users := rowsByHand(t, &data, replace)
		want, wantErr := account.NewGraph(data)
		c, err := upload(parents, children, users, replace).Changes(g, exchange.Options{})
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%v, but by hand %v\n%s%s%s", err, wantErr, parents, children, users)
		}
		if err != nil {
			refusedOnes++
			return
		}
		applied++
		next := g
		if !reflect.DeepEqual(c, account.Changes{}) {
			if next, err = g.With(c); err != nil {
				t.Fatal(err)
			}
		}
		got, hand := next.Data(), want.Data()
		got.Revision, hand.Revision = 0, 0
		if !reflect.DeepEqual(got, hand) {
			t.Fatalf("%+v\nby hand %+v\n%s%s%s", got, hand, parents, children, users)
		}
		for _, a := range c.Put {
			if was, _ := g.Account(a.ID); reflect.DeepEqual(was, a) {
				t.Fatalf("%s is put though it stays", a.ID)
			}
		}
	})
	if applied == 0 || refusedOnes == 0 {
		t.Errorf("%d applied, %d refused", applied, refusedOnes)
	}
}

func drawChain(t *rapid.T) account.Data {
	d := account.Data{Groups: []account.Group{{ID: "VIP"}, {ID: "=B"}}}
	for i := range rapid.IntRange(1, 6).Draw(t, "accounts") {
		a := account.Account{ID: fmt.Sprintf("=a%d", i), National: rapid.Bool().Draw(t, "national"), Groups: drawGroups(t)}
		if i > 0 && rapid.Bool().Draw(t, "child") {
			if p := &d.Accounts[rapid.IntRange(0, i-1).Draw(t, "parent")]; p.National {
				a.Parent = p.ID
			}
		}
		d.Accounts = append(d.Accounts, a)
		d.Users = append(d.Users, account.User{ID: fmt.Sprintf("u%d", i), Type: account.TypeContact, Accounts: []string{a.ID}, Groups: drawGroups(t)})
	}
	return d
}

func drawGroups(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{"VIP", "=B", account.PowerCustomerGroup}), 0, 2).Draw(t, "groups")
}

// rowsByHand draws rows, and does what each says to the facts.
func rowsByHand(t *rapid.T, d *account.Data, replace bool) (parents, children, users string) {
	column := rapid.Bool().Draw(t, "column of groups")
	parents, children, users = "ref_id,national_account\n", "ref_id,parent_a_id\n", "ref_id,user_groups_vir\n"
	if column {
		parents = "ref_id,national_account,user_groups_vir\n"
	}
	merge := func(present, named []string) []string {
		if replace {
			return named
		}
		return slices.Concat(present, named)
	}
	for _, i := range rapid.SliceOfDistinct(rapid.IntRange(0, len(d.Accounts)-1), rapid.ID[int]).Draw(t, "in the parent file") {
		a := &d.Accounts[i]
		a.National = rapid.Bool().Draw(t, "to be national")
		parents += fmt.Sprintf("'%s,%s", a.ID, map[bool]string{true: "1", false: rapid.SampledFrom([]string{"", "0"}).Draw(t, "no")}[a.National])
		switch named := drawGroups(t); {
		case column:
			a.Groups = merge(a.Groups, named)
			parents += "," + cellOf(named)
		case a.National:
			a.Groups = merge(a.Groups, []string{account.PowerCustomerGroup})
		}
		parents += "\n"
	}
	for _, i := range rapid.SliceOfDistinct(rapid.IntRange(0, len(d.Accounts)-1), rapid.ID[int]).Draw(t, "in the child file") {
		a := &d.Accounts[i]
		a.Parent = d.Accounts[rapid.IntRange(0, len(d.Accounts)-1).Draw(t, "under")].ID
		children += "'" + a.ID + ",'" + a.Parent + "\n"
	}
	for _, i := range rapid.SliceOfDistinct(rapid.IntRange(0, len(d.Users)-1), rapid.ID[int]).Draw(t, "in the user file") {
		named := drawGroups(t)
		d.Users[i].Groups = merge(d.Users[i].Groups, named)
		users += d.Users[i].ID + "," + cellOf(named) + "\n"
	}
	return parents, children, users
}

// cellOf writes groups as an export does.
func cellOf(groups []string) string {
	cell := strings.Join(groups, ";")
	if strings.HasPrefix(cell, "=") {
		cell = "'" + cell
	}
	return cell
}

// FuzzUpload: changes that the graph takes, or errors with a place, never both; and the graph stays as it is.
func FuzzUpload(f *testing.F) {
	f.Add("ref_id,national_account,user_groups_vir\nalone,1,POWER-CUSTOMER;VIP\n", "ref_id,parent_a_id\nsouth,alone\n", "ref_id,user_groups_vir\nnils,VIP\n", true)
	f.Add("national_account;ref_id\r\n1;chain\r\n", "\xef\xbb\xbfref_id,parent_a_id\nchain,north\nnorth,chain", "ref_id,user_groups_vir\n\"nils\",'=B;VIP", false)
	f.Add("", "ref_id,parent_a_id\n=odd,chain\n'=odd,alone\n", "\"", false)
	f.Add("ref_id,national_account\nchain,0\n", "ref_id,parent_a_id\nalone,alone\n", "ref_id,user_groups_vir,x\n", true)
	f.Fuzz(func(t *testing.T, parents, children, users string, replace bool) {
		g := chains(t)
		before := fmt.Sprintf("%+v", g.Data())
		c, err := upload(parents, children, users, replace).Changes(g, exchange.Options{})
		if after := fmt.Sprintf("%+v", g.Data()); after != before {
			t.Fatalf("the graph became %s", after)
		}
		if err == nil {
			if _, err := g.With(c); err != nil {
				t.Fatalf("the graph refuses the changes: %v", err)
			}
			return
		}
		checkErrors(t, err)
		if !reflect.DeepEqual(c, account.Changes{}) {
			t.Fatalf("%v, and yet %+v", err, c)
		}
	})
}
