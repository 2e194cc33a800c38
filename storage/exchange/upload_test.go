package exchange_test

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// chains are accounts and users to upload for: north and south under chain, and alone.
func chains(t testing.TB) *account.Graph {
	t.Helper()
	customer := func(id string, groups ...string) account.User {
		return account.User{ID: id, Type: account.TypeContact, Activated: true, Accounts: []string{"north"}, Groups: groups}
	}
	g, err := account.NewGraph(account.Data{
		Revision:    4,
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers, account.Impersonate}},
		Groups:      []account.Group{{ID: "VIP"}, {ID: "=B"}},
		Accounts: []account.Account{
			{ID: "chain", National: true, Groups: []string{account.PowerCustomerGroup}},
			{ID: "north", Parent: "chain", Groups: []string{"VIP"}}, {ID: "south", Parent: "chain"}, {ID: "alone", Name: "Alone"}, {ID: "=odd"},
		},
		Users: []account.User{customer("nina", "VIP"), customer("nils"),
			{ID: "wanda", Type: account.TypeWorker, Activated: true, WorkerGroups: []string{account.PowerCustomerAdministrator}},
			{ID: "walt", Type: account.TypeWorker, Activated: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func upload(parents, children, users string, replace bool) exchange.Upload {
	read := func(text string) io.Reader {
		if text == "" {
			return nil
		}
		return strings.NewReader(text)
	}
	return exchange.Upload{Parents: read(parents), Children: read(children), Users: read(users), Replace: replace}
}

// CSV-1: the parents come first, then the children that need them; what stays as it is, is not put.
func TestCSV1_ParentsThenChildren(t *testing.T) {
	g := chains(t)
	u := upload("ref_id,national_account,user_groups_vir\nalone,1,POWER-CUSTOMER;VIP\nchain,1,\n'=odd,,\n",
		"ref_id,parent_a_id\n'=odd,alone\nnorth,chain\nsouth,alone\n", "user_groups_vir,ref_id\n'=B,nils\nVIP,nina\n", false)
	c, err := u.Changes(g, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := account.Changes{Revision: 5,
		Put: []account.Account{
			{ID: "=odd", Parent: "alone"},
			{ID: "alone", Name: "Alone", National: true, Groups: []string{account.PowerCustomerGroup, "VIP"}},
			{ID: "south", Parent: "alone"},
		},
		PutUsers: []account.User{{ID: "nils", Type: account.TypeContact, Activated: true, Accounts: []string{"north"}, Groups: []string{"=B"}}},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v\nwant %+v", c, want)
	}
	if next, err := g.With(c); err != nil || !next.AtOrAbove("alone", "=odd") || next.AtOrAbove("chain", "south") {
		t.Errorf("%v", err)
	}
}

// CSV-1: groups are replaced or added to; a column that is not there means POWER-CUSTOMER for national accounts, a blank cell none.
func TestCSV1_GroupsAreReplacedOrAddedTo(t *testing.T) {
	tests := []struct {
		parents, id string
		replace     bool
		want        []string
		reason      string
	}{
		{"ref_id,national_account,user_groups_vir\nnorth,0,=B\n", "north", false, []string{"=B", "VIP"}, "added to"},
		{"ref_id,national_account,user_groups_vir\nnorth,0,=B\n", "north", true, []string{"=B"}, "replaced"},
		{"ref_id,national_account,user_groups_vir\nnorth,,\n", "north", false, []string{"VIP"}, "a blank cell adds none"},
		{"ref_id,national_account,user_groups_vir\nnorth,,\n", "north", true, nil, "a blank cell leaves none"},
		{"ref_id,national_account,user_groups_vir\nnorth,0,VIP;VIP\n", "north", true, []string{"VIP"}, "named twice"},
		{"ref_id,national_account\nnorth,1\n", "north", false, []string{account.PowerCustomerGroup, "VIP"}, "no column, national"},
		{"ref_id,national_account\nnorth,1\n", "north", true, []string{account.PowerCustomerGroup}, "no column, national, replaced"},
		{"ref_id,national_account\nnorth,0\n", "north", true, []string{"VIP"}, "no column, not national: nothing is said"},
	}
	for _, test := range tests {
		g := chains(t)
		c, err := upload(test.parents, "", "", test.replace).Changes(g, exchange.Options{})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		got, _ := g.Account(test.id)
		if len(c.Put) > 0 {
			got = c.Put[0]
		}
		if !slices.Equal(got.Groups, test.want) {
			t.Errorf("%s: %q, want %q", test.reason, got.Groups, test.want)
		}
	}
}

func TestCSV1_NothingChangesNothing(t *testing.T) {
	g := chains(t)
	for _, u := range []exchange.Upload{
		{}, upload("ref_id,national_account,user_groups_vir\nchain,1,\nnorth,0,VIP\n", "ref_id,parent_a_id\nnorth,chain\n", "ref_id,user_groups_vir\nnina,VIP\n", false),
		upload("ref_id;national_account\r\n", "", "", true),
	} {
		if c, err := u.Changes(g, exchange.Options{}); err != nil || !reflect.DeepEqual(c, account.Changes{}) {
			t.Errorf("%+v, %v", c, err)
		}
	}
}

// CSV-1, CSV-3: every fault is found in its place, and nothing is changed.
func TestCSV1_EachFaultIsFound(t *testing.T) {
	const parents, children, users = "ref_id,national_account,user_groups_vir\n", "ref_id,parent_a_id\n", "ref_id,user_groups_vir\n"
	tests := []struct {
		name                     string
		parents, children, users string
		want                     string // file:line: column, code
	}{
		{"unknown parent account", parents + "chain,1,\nnone,1,\n", "", "", "parents.csv:3 ref_id unknown id 0"},
		{"unknown child", "", children + "none,chain\n", "", "children.csv:2 ref_id unknown id 0"},
		{"unknown parent", "", children + "alone,none\n", "", "children.csv:2 parent_a_id unknown id 0"},
		{"unknown user", "", "", users + "nina,\nnobody,VIP\n", "user_groups.csv:3 ref_id unknown id 0"},
		{"an account for a user", "", "", users + "north,VIP\n", "user_groups.csv:2 ref_id unknown id 0"},
		{"unknown group", parents + "chain,1,GOLD\n", "", "", "parents.csv:2 user_groups_vir unknown id 0"},
		{"unknown group of a user", "", "", users + "nina,VIP;GOLD\n", "user_groups.csv:2 user_groups_vir unknown id 0"},
		{"no parent", "", children + "alone,\n", "", "children.csv:2 parent_a_id missing value 0"},
		{"no id", parents + ",1,\n", "", "", "parents.csv:2 ref_id missing value 0"},
		{"bad flag", parents + "chain,x,\n", "", "", "parents.csv:2 national_account bad flag 0"},
		{"no column of parents", "ref_id,user_groups_vir\n", "", "", "parents.csv:1 national_account missing column 0"},
		{"no column of children", "", "ref_id\n", "", "children.csv:1 parent_a_id missing column 0"},
		{"no column of users", "", "", "ref_id\n", "user_groups.csv:1 user_groups_vir missing column 0"},
		{"a column too many", "", "ref_id,parent_a_id,name\n", "", "children.csv:1 column 3 unknown column 0"},
		{"twice with other content", "", children + "alone,chain\nalone,chain\nalone,north\n", "", "children.csv:4 ref_id duplicate 2"},
		{"the parent is not national", "", children + "south,chain\nalone,north\n", "", "children.csv:3 parent_a_id not national 0"},
		{"a parent no longer national", parents + "alone,1,\nchain,0,\n", "", "", "parents.csv:3 national_account not national 0 and parents.csv:3 national_account not national 0"},
		{"its own parent", "", children + "chain,chain\n", "", "children.csv:2 parent_a_id cycle 0"},
		{"a circle", parents + "north,1,\nalone,1,\n", children + "alone,north\nchain,alone\n", "", "children.csv:2 parent_a_id cycle 0"},
		{"each file", parents + "none,1,\n", children + "none,chain\n", users + "none,\n",
			"parents.csv:2 ref_id unknown id 0 and children.csv:2 ref_id unknown id 0 and user_groups.csv:2 ref_id unknown id 0"},
	}
	for _, test := range tests {
		g := chains(t)
		for _, replace := range []bool{false, true} {
			c, err := upload(test.parents, test.children, test.users, replace).Changes(g, exchange.Options{})
			var all *exchange.FileErrors
			if !errors.As(err, &all) || !reflect.DeepEqual(c, account.Changes{}) {
				t.Errorf("%s: %+v, %v", test.name, c, err)
				continue
			}
			var got []string
			for _, e := range all.Errors {
				got = append(got, fmt.Sprintf("%s:%d %s %s %d", e.File, e.Line, e.Column, e.Code, e.Other))
			}
			if text := strings.Join(got, " and "); text != test.want {
				t.Errorf("%s: %s, want %s", test.name, text, test.want)
			}
		}
	}
	if _, err := (exchange.Upload{}).Changes(nil, exchange.Options{}); !errors.Is(err, exchange.ErrFile) {
		t.Errorf("no graph: %v", err)
	}
}

// ACC-12: a worker who may edit national accounts uploads, and the events name him; no one else's files are even read.
func TestCSV1_WhoMayUpload(t *testing.T) {
	g, at := chains(t), time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	files := func() exchange.Upload {
		return upload("ref_id,national_account,user_groups_vir\nalone,1,VIP\n", "ref_id,parent_a_id\nnorth,alone\n", "ref_id,user_groups_vir\nnils,VIP\n", false)
	}
	login := func(user string) account.Session {
		s, d := g.Login(user, false, at)
		if !d.Allowed() {
			t.Fatal(d)
		}
		return s
	}
	out, err := files().By(login("wanda"), g, at, exchange.Options{})
	if err != nil || !out.Decision.Allowed() || out.Graph.Revision() != 5 || !out.Graph.AtOrAbove("alone", "north") {
		t.Fatalf("%v, %v", out.Decision, err)
	}
	var told []string
	for _, e := range out.Events {
		told = append(told, fmt.Sprint(e.Kind, " ", e.Principal, " ", e.AccountBefore.Parent, ">", e.AccountAfter.Parent, " ", e.UserBefore.Groups, ">", e.UserAfter.Groups, e.At.Equal(at)))
	}
	if got, want := strings.Join(told, "; "), "account changed wanda > []>[] true; account changed wanda chain>alone []>[] true; user changed wanda > []>[VIP] true"; got != want {
		t.Errorf("%s", got)
	}
	for user, code := range map[string]account.DecisionCode{"walt": account.RefusedWorkerGroup, "nina": account.RefusedKind} {
		u := files()
		out, err := u.By(login(user), g, at, exchange.Options{})
		if err != nil || out.Decision.Code != code || out.Graph != nil || len(out.Events)+len(out.Changes.Put) != 0 {
			t.Errorf("%s: %+v, %v", user, out.Decision, err)
		}
		if left, _ := io.ReadAll(u.Parents); len(left) == 0 {
			t.Errorf("the file of %s was read", user)
		}
	}
	if out, err := files().By(account.Session{}, g, at, exchange.Options{}); err != nil || out.Decision.Allowed() || out.Graph != nil {
		t.Errorf("no session: %+v, %v", out.Decision, err)
	}
	if out, err := (exchange.Upload{}).By(login("wanda"), g, at, exchange.Options{}); err != nil || out.Graph != g || len(out.Events) != 0 {
		t.Errorf("nothing to change: %+v, %v", out, err)
	}
	bad := upload("", "ref_id,parent_a_id\nnone,chain\n", "", false)
	if out, err := bad.By(login("wanda"), g, at, exchange.Options{}); err == nil || out.Decision.Allowed() || out.Graph != nil {
		t.Errorf("a bad file: %+v, %v", out, err)
	}
}

func TestAbuse_UploadsThatGoRoundOrTooDeep(t *testing.T) {
	data := account.Data{}
	children := "ref_id,parent_a_id\n"
	const n = 10_000
	for i := range n {
		data.Accounts = append(data.Accounts, account.Account{ID: fmt.Sprintf("a%05d", i), National: true})
		if i > 0 {
			children += fmt.Sprintf("a%05d,a%05d\n", i, i-1)
		}
	}
	g, err := account.NewGraph(data)
	if err != nil {
		t.Fatal(err)
	}
	for reason, text := range map[string]string{"too deep": children, "cycle": children + "a00000,a09999\n"} {
		c, err := upload("", text, "", false).Changes(g, exchange.Options{})
		var all *exchange.FileErrors
		if !errors.As(err, &all) || len(c.Put) != 0 || string(all.Errors[0].Code) != reason || all.Errors[0].Line < 2 || all.Errors[0].File != "children.csv" {
			t.Errorf("%s: %v", reason, err)
		}
		if len(err.Error()) > 64<<10 {
			t.Errorf("%s: the message has %d bytes", reason, len(err.Error()))
		}
	}
	// A tree that is deep already is hung under another: the row that hangs it is at fault, not the leaf that is too deep then.
	for i := range account.MaxDepth {
		if data.Accounts[i].Parent = ""; i > 0 {
			data.Accounts[i].Parent = data.Accounts[i-1].ID
		}
	}
	deep, err := account.NewGraph(data)
	if err != nil {
		t.Fatal(err)
	}
	_, err = upload("", "ref_id,parent_a_id\na00900,a00901\na00000,a00900\n", "", false).Changes(deep, exchange.Options{})
	var found *exchange.FileErrors
	if !errors.As(err, &found) || found.Errors[0].Code != exchange.TooDeep || found.Errors[0].Line != 3 {
		t.Errorf("a deep tree hung deeper: %v", err)
	}
	// One bad row in 100,000: nothing is changed.
	text := "ref_id,national_account\n" + strings.Repeat("a00001,1\n", 60_000) + "a0000l,1\n" + strings.Repeat("a00002,0\n", 40_000)
	c, err := upload(text, "", "", false).Changes(g, exchange.Options{})
	var all *exchange.FileErrors
	if !errors.As(err, &all) || len(all.Errors) != 1 || all.Errors[0].Line != 60_002 || len(c.Put) != 0 {
		t.Errorf("%v", err)
	}
}
