package purchase_test

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// Sam may order up to 500 alone. His order of 600 reserves the budget and waits until mia agrees to what she has seen.
func Example() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	accounts, prices := world()
	if err := fill(store, accounts, prices, pot("office", budget.Block)); err != nil {
		fmt.Println(err)
		return
	}
	desk := purchase.New(store, purchase.Rules{})

	placed, err := desk.Place(ctx, purchase.Place{
		Key: "k1", Order: "1001", By: as("sam", "acme"), At: noon, Lines: bolts(6),
	})
	fmt.Println(placed, placed.Priced.Totals.WithoutTax, err)

	answered, err := desk.Answer(ctx, purchase.Answer{
		Key: "k2", Order: "1001", By: as("mia", "acme"), At: noon, Verdict: approval.Approve, Seen: placed.Digest,
	})
	fmt.Println(answered, err)

	refused, err := desk.Place(ctx, purchase.Place{Key: "k3", Order: "1002", By: as("reg", "acme"), At: noon, Lines: bolts(5)})
	fmt.Println(refused, refused.Budget.Findings[0].Left, err)
	// Output:
	// order "1001": done, it is pending 600.00 GBP <nil>
	// order "1001": done, it is approved <nil>
	// order "1002": the budget "office" is exceeded, and blocks: order less, or have it raised 400.00 GBP <nil>
}
