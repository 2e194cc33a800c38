package account_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Readers of one graph and makers of the next never meet. Run with -race.
func TestGraph_ReadersAndMakers(t *testing.T) {
	g := graphOf(t, forest(100))
	want := dump(g)
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := range 5 {
				id := fmt.Sprintf("account-%06d", worker*10+i)
				if _, err := g.With(account.Changes{Put: []account.Account{{ID: id, National: true, PricingFrom: "account-000099"}}}); err != nil {
					t.Error(err)
				}
				if dump(g) != want {
					t.Error("the graph changed")
				}
			}
		})
	}
	wait.Wait()
}
