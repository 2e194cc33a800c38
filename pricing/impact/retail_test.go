package impact_test

import (
	"compress/gzip"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

const retailFolder = "../../examples/reprice/data/online-retail"

// retail is the whole online-retail sample, and the same with every price of one level raised by 3 %.
func retail(t testing.TB, code string) (old, now impact.Side, at time.Time) {
	t.Helper()
	zone, err := calendar.ParseZone("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	breaks := pricing.Breaks{Scope: pricing.LineScope}
	terms, err := exchange.ReadFolder(os.DirFS(retailFolder), exchange.Options{
		Zone: zone, Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}}, Breaks: breaks,
	})
	if err != nil {
		t.Fatal(err)
	}
	raised := pricing.List{ID: pricing.LevelID(code), Breaks: breaks, Rows: retailRows(t, pricing.LevelID(code), zone)}
	three := money.MustRate("1.03")
	for i := range raised.Rows {
		price := &raised.Rows[i].Price
		if *price, err = price.Times(three, money.ToPlaces(2, money.HalfUp)); err != nil {
			t.Fatal(err)
		}
	}
	next, err := terms.Book.With(pricing.Changes{Put: []pricing.List{raised}})
	if err != nil {
		t.Fatal(err)
	}
	buyers := impact.Accounts(terms.Graph, account.MyContracts)
	return impact.Side{Book: terms.Book, Buyers: buyers}, impact.Side{Book: next, Buyers: buyers}, time.Date(2011, time.October, 3, 12, 0, 0, 0, zone)
}

func retailRows(t testing.TB, list pricing.ListID, zone *time.Location) (rows []pricing.Row) {
	t.Helper()
	f, err := os.Open(retailFolder + "/price_levels.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := exchange.Collect(exchange.PriceLevels(unpacked, exchange.Options{Zone: zone}))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.List == list {
			rows = append(rows, p.Row)
		}
	}
	return rows
}

// Raising one level by 3 % on real data: the number of changes, equal to asking every account, product and minimum.
func TestPRC10_RaiseOneLevelOfOnlineRetail(t *testing.T) {
	old, now, at := retail(t, "TRADE")
	began, told := time.Now(), 0
	var all []impact.Change
	for c, err := range impact.Between(old, now, at) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
		told++
	}
	took := time.Since(began)
	s, err := impact.Summarize(impact.Between(old, now, at))
	if err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	asked, differ := bruteRetail(t, old, now, at, all)
	t.Logf("%d accounts, %d changes of %d accounts and %d products in %v: %d dearer, %d cheaper; brute force: %d of %d questions differ, %v",
		len(old.Buyers), told, len(s.Accounts), len(s.Products), took.Round(time.Millisecond), s.Dearer, s.Cheaper, differ, asked,
		time.Since(began).Round(time.Millisecond))
	if told == 0 || s.Changes != told || differ == 0 {
		t.Error("no impact")
	}
}

// bruteRetail asks for every minimum that there is in the data, and the quantities beside it.
func bruteRetail(t *testing.T, old, now impact.Side, at time.Time, all []impact.Change) (asked, differ int) {
	t.Helper()
	var quantities []money.Quantity
	for _, min := range []int32{1, 2, 3, 4, 6, 8, 10, 12, 20, 24, 25, 30, 32, 36, 40, 48, 50, 60, 64, 70, 72, 80, 96, 100, 120, 144, 150, 160, 192, 200, 240, 288, 300, 360, 400, 432, 480, 500, 576, 600, 720, 1000, 1440, 2000, 5000} {
		quantities = append(quantities, money.Micros(int64(min)*1_000_000-1), money.Units(min))
	}
	if proof(0, 1, 1) == 0 {
		quantities = []money.Quantity{money.Micros(999_999), money.Units(1), money.Units(12), money.Units(1000)}
	}
	next := 0
	for _, buyer := range old.Buyers {
		was, is := old.Book.For(buyer, at), now.Book.For(buyer, at)
		for item := range now.Book.Items() {
			mine := next
			for next < len(all) && all[next].Account == buyer.Account && all[next].Product == item.Product() && all[next].Unit == item.Unit() {
				next++
			}
			for _, q := range quantities {
				before, err := was.PriceOf(item, q)
				after, err2 := is.PriceOf(item, q)
				if err != nil || err2 != nil {
					t.Fatal(err, err2)
				}
				asked++
				in := slices.ContainsFunc(all[mine:next], func(c impact.Change) bool {
					return !q.Less(c.From) && (c.Until.Sign() == 0 || q.Less(c.Until)) && c.Old.Unit.Equal(before.Unit) && c.New.Unit.Equal(after.Unit)
				})
				if changed := !before.Unit.Equal(after.Unit); changed != in {
					t.Fatalf("%s, %v of %s: %v then %v, told: %v", buyer.Account, q, item.Product(), before, after, in)
				} else if changed {
					differ++
				}
			}
		}
	}
	if next != len(all) {
		t.Errorf("%d of %d changes are of no account or product", len(all)-next, len(all))
	}
	return asked, differ
}
