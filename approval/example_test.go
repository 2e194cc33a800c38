package approval_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// An order of 600 is above a limit of 500: it waits until one of the limit's authorizers agrees to what he has seen.
func Example() {
	people := approval.NewDirectory([]approval.User{
		{ID: "sam", Active: true, Accounts: []string{"acme"}},
		{ID: "mia", Active: true, Accounts: []string{"acme"}, MayAuthorize: true, SeesPrices: true},
	}, nil)
	limit := approval.Limit{Over: money.MustParse("500", money.GBP), Authorizers: []string{"mia"}}
	content := approval.Content{{Name: "lines", Digest: "8e2f"}, {Name: "address", Digest: "01ab"}}
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

	var policy approval.Policy // the rules that suit most
	placed := policy.Do(approval.Request{}, approval.Place{
		Key: "k1", Order: "1001", By: approval.Self("sam", "acme"), Content: content,
		Basis: approval.Basis{Amount: money.MustParse("600", money.GBP), Limits: []approval.Limit{limit}},
	}, now, people)
	fmt.Println(placed.Decision, policy.Eligible(placed.Request, now, people)[0].User)

	answer := approval.Respond{Key: "k2", Order: "1001", By: approval.Self("sam", "acme"), Verdict: approval.Approve, Seen: content.Digest()}
	fmt.Println(policy.Do(placed.Request, answer, now, people).Decision)
	answer.By = approval.Self("mia", "acme")
	fmt.Println(policy.Do(placed.Request, answer, now, people).Decision)
	// Output:
	// order "1001": done, it is pending mia
	// order "1001": level 1: he is behind the order himself: ask another
	// order "1001": done, it is approved
}
