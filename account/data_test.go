package account_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
)

func TestDataError_NamesEverythingAtOnce(t *testing.T) {
	_, err := account.NewGraph(account.Data{
		Groups: []account.Group{{ID: "g "}},
		Accounts: []account.Account{
			{ID: ""}, {ID: "a", Parent: "a"}, {ID: "b", Parent: "c", Groups: []string{"x"}, Status: 9}, {ID: "c"},
			{ID: "d", BillTo: "nowhere"}, {ID: "e", Name: "one"}, {ID: "e", Name: "two"},
		},
	})
	wantDefects(t, "all", err, "bad id @", "bad id @g ", "parent cycle @a a → a", "parent not national @a",
		"bad status @b", "parent not national @b", "unknown group @b", "unknown bill to @d", "duplicate @e")
	want := "account data refused, 9 defects\n\t" +
		`account id "" is empty: give it an id` + "\n\t" +
		`group "g ": group id "g " has a space at an end: remove it` + "\n\t" +
		`account "a": parent goes in a circle, "a" → "a": cut it at one of them` + "\n\t" +
		`account "a": parent "a" is no national account: make it one, or choose another parent` + "\n\t" +
		`account "b": status "status 9" does not exist: choose one that does` + "\n\t" +
		`account "b": parent "c" is no national account: make it one, or choose another parent` + "\n\t" +
		`account "b": group "x" does not exist: add it or leave it out` + "\n\t" +
		`account "d": bill to names account "nowhere", which does not exist: add it or name another` + "\n\t" +
		`account "e": account id "e" is given twice with different content: keep one`
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestDataError_IsBounded(t *testing.T) {
	var accounts []account.Account
	for i := range 5000 {
		accounts = append(accounts, account.Account{ID: fmt.Sprintf("%04d", i), Parent: strings.Repeat("x", 10_000)})
	}
	_, err := account.NewGraph(account.Data{Accounts: accounts})
	var data *account.DataError
	if !errors.As(err, &data) || len(data.Defects) != account.MaxDefects || data.More != 4900 {
		t.Fatalf("%d defects", len(defects(err)))
	}
	if data.Defects[0].Account != "0000" || len(data.Defects[0].Value) > 256 || len(err.Error()) > 20_000 || !strings.HasSuffix(err.Error(), "and 4900 more") {
		t.Errorf("%s", err)
	}
}

// Every code has a sentence that says more than the code.
func TestDefect_EveryCodeHasASentence(t *testing.T) {
	for _, code := range []account.DefectCode{
		account.DefectBadID, account.DefectDuplicate, account.DefectPutAndRemoved, account.DefectUnknownAccount,
		account.DefectUnknownParent, account.DefectUnknownBillTo, account.DefectUnknownPricingFrom, account.DefectUnknownGroup,
		account.DefectUnknownCategory, account.DefectStillNamed, account.DefectParentNotNational, account.DefectParentCycle,
		account.DefectBillingCycle, account.DefectPricingCycle, account.DefectTooDeep, account.DefectBillingTooLong,
		account.DefectPricingTooLong, account.DefectBadStatus, account.DefectBadCurrency, account.DefectBadAddressKind,
		account.DefectTwoDefaults, account.DefectMisplacedPoint,
	} {
		sentence := account.Defect{Code: code, Category: "c", Field: "field"}.String()
		if !strings.HasPrefix(sentence, `category "c": `) || strings.HasSuffix(sentence, ": "+string(code)) {
			t.Errorf("%s: %s", code, sentence)
		}
	}
	app := account.Application{Features: account.FeatureSet{" x"}}
	_, err := account.NewGraph(account.Data{Application: app})
	if want := `the application: feature " x" has a space at an end: remove it`; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Error(err)
	}
	if long := account.CheckID(strings.Repeat("é", 200)); long == nil || !strings.Contains(long.Error(), "longer than 255") {
		t.Error(long)
	}
}

// P3: the same fact twice counts once, also in another order of what has none.
func TestP3_IdenticalDuplicatesAreHarmless(t *testing.T) {
	d := fullData()
	once := dump(graphOf(t, d))
	again := full()
	slices.Reverse(again.Groups)
	slices.Reverse(again.Addresses)
	slices.Reverse(again.DeliverySchedules)
	again.Groups = append(again.Groups, "gold")
	d.Accounts = append(d.Accounts, again, d.Accounts[0])
	d.Groups = append(d.Groups, d.Groups[0], account.DefaultGroups()[0])
	d.Categories = append(d.Categories, d.Categories[0])
	d.Categories[0].Products = append(d.Categories[0].Products, d.Categories[0].Products[0])
	if diff := cmp.Diff(once, dump(graphOf(t, d))); diff != "" {
		t.Error(diff)
	}
	again.PriceLevels = []string{"list", "trade"}
	d.Accounts = append(d.Accounts, again)
	_, err := account.NewGraph(d)
	wantDefects(t, "the order of price levels means something", err, "duplicate @C-1")
}

// Two that contradict each other are one defect, and neither is held against those who name it.
func TestP3_ContradictionsAreOneDefect(t *testing.T) {
	accounts := []account.Account{
		{ID: "P", National: true}, {ID: "P", Parent: "nowhere", Groups: []string{"none"}}, {ID: "P", Name: "third"},
		{ID: "C", Parent: "P"},
	}
	for range accounts {
		accounts = append(accounts[1:], accounts[0])
		_, err := account.NewGraph(account.Data{Accounts: accounts})
		wantDefects(t, "in any order", err, "duplicate @P")
	}
}

// P2, P1: any order of the facts gives the same answers, or the same refusal, byte for byte.
func TestP2_OrderOfFactsIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := worlds(true).Draw(t, "world")
		answer := func(d account.Data) string {
			g, err := account.NewGraph(d)
			if err != nil {
				return fmt.Sprintf("%v %+v", err, defects(err))
			}
			return dump(g)
		}
		before := answer(d)
		d.Accounts = rapid.Permutation(d.Accounts).Draw(t, "accounts")
		d.Groups = rapid.Permutation(d.Groups).Draw(t, "groups")
		if diff := cmp.Diff(before, answer(d)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestData_MakesAnEqualGraph(t *testing.T) {
	g := graphOf(t, fullData())
	if diff := cmp.Diff(dump(g), dump(graphOf(t, g.Data()))); diff != "" {
		t.Error(diff)
	}
}
