package approval_test

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A ladder of authorizers at 1,000, 5,000 and 25,000 on the purchase orders of a sample company, each of which is placed
// and answered through. The file is AdventureWorks' (MIT, see the licence beside it).
func TestAdventureWorks(t *testing.T) {
	usd := func(text string) money.Amount { return money.MustParse(text, money.USD) }
	ladder := []approval.Limit{
		{Over: usd("1000"), Authorizers: []string{"ann"}}, {Over: usd("5000"), Authorizers: []string{"bob"}},
		{Over: usd("25000"), Authorizers: []string{"cy"}},
	}
	var need [4]int
	for _, record := range purchaseOrders(t) {
		buyer := record["employee"]
		d := newDesk(t, approval.Options{}, sub(buyer), authorizer("ann"), authorizer("bob"), authorizer("cy"))
		want(t, d.do(approval.Place{
			Key: d.key(), Order: record["po"], By: approval.Self(buyer, "acme"), Content: content(record["subtotal"]),
			Basis: approval.Basis{Amount: usd(record["subtotal"]), Limits: ladder},
		}), approval.Allowed)
		need[len(d.request.Levels)]++
		for i, user := range []string{"ann", "bob", "cy"}[:len(d.request.Levels)] {
			d.wantState(approval.Pending)
			want(t, d.do(approval.Respond{
				Key: d.key(), Order: record["po"], By: approval.Self(user, ""), Level: i + 1, Verdict: approval.Approve,
				Seen: d.request.Content.Digest(),
			}), approval.Allowed)
		}
		d.wantState(approval.Approved)
	}
	t.Logf("orders that need no, one, two, three levels: %d", need)
	if want := [4]int{1730, 382, 715, 1185}; need != want {
		t.Errorf("want %d", want)
	}
}

func purchaseOrders(t *testing.T) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/adventureworks-purchasing/purchase_orders.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unpacked).ReadAll()
	if err != nil || len(rows) != 4013 {
		t.Fatal(len(rows), err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		record := make(map[string]string)
		for i, name := range rows[0] {
			record[name] = row[i]
		}
		all = append(all, record)
	}
	return all
}
