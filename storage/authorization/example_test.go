package authorization_test

import (
	"context"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/authorization"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// Any store of requests will do, one over a host's own table say; here it is the one in memory.
func Example() {
	store := memory.New()
	defer store.Close()
	people := approval.NewDirectory([]approval.User{
		{ID: "sam", Active: true, Accounts: []string{"acme"}},
		{ID: "mia", Active: true, Accounts: []string{"acme"}, MayAuthorize: true, SeesPrices: true},
	}, nil)
	desk := authorization.New(store, authorization.Rules[*memory.Tx]{
		People: func(context.Context, *memory.Tx, approval.Request, approval.Command) (approval.People, error) {
			return people, nil
		},
		Tell: func(ctx context.Context, tx *memory.Tx, events []approval.Event) error {
			last := events[len(events)-1]
			fmt.Printf("to store: tell %v that %s %s\n", last.To, last.Order, last.Kind)
			return nil
		},
	})

	ctx, now := context.Background(), time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	content := approval.Content{{Name: "lines", Digest: "8e2f"}}
	placed, err := desk.Do(ctx, approval.Place{
		Key: "k1", Order: "1001", By: approval.Self("sam", "acme"), Content: content, Basis: approval.Basis{
			Amount: money.MustParse("600", money.GBP),
			Limits: []approval.Limit{{Over: money.MustParse("500", money.GBP), Authorizers: []string{"mia"}}},
		},
	}, now)
	fmt.Println(placed.Decision, err)
	mia := approval.Self("mia", "acme")
	answer := approval.Respond{Key: "k2", Order: "1001", By: mia, Verdict: approval.Approve, Seen: content.Digest()}
	for range 2 { // the second time nothing happens
		answered, err := desk.Do(ctx, answer, now)
		fmt.Println(answered.Decision, answered.Replayed, err)
	}
	// Output:
	// to store: tell [mia] that 1001 waits
	// order "1001": done, it is pending <nil>
	// to store: tell [sam] that 1001 answered
	// order "1001": done, it is approved false <nil>
	// order "1001": done, it is approved true <nil>
}
