package linearizable

import (
	"fmt"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var policy approval.Policy

// content is what all of the orders contain.
var content = approval.Content{{Name: "lines", Digest: "8e2f"}}

func authorizer(n int) string { return fmt.Sprint("authorizer ", n) }

// directory has sam, who orders, and for each client an authorizer.
var directory = func() *approval.Directory {
	users := []approval.User{{ID: "sam", Active: true, Accounts: []string{"acme"}}}
	for n := range clients {
		users = append(users, approval.User{
			ID: authorizer(n), Active: true, MayAuthorize: true, SeesPrices: true, Accounts: []string{"acme"},
		})
	}
	return approval.NewDirectory(users, nil)
}()

func people() approval.People { return directory }

// basis asks for two levels: one of the even clients, then one of the odd.
func basis() approval.Basis {
	b := approval.Basis{Amount: pounds(2000)}
	for level := range 2 {
		l := approval.Limit{Over: money.Scaled(int64(500*(level+1)), 0, money.GBP)}
		for n := level; n < clients; n += 2 {
			l.Authorizers = append(l.Authorizers, authorizer(n))
		}
		b.Limits = append(b.Limits, l)
	}
	return b
}

// wish is what a client wants next of one of two orders. Now and then it is a command under a key that was used before.
func (c *client) wish() wish {
	order, key := fmt.Sprint(1001+c.IntN(2)), fmt.Sprint(c.number, ".", c.sent)
	if c.IntN(8) == 0 {
		order, key = "1001", "again"
	}
	sam, self := approval.Self("sam", "acme"), approval.Self(authorizer(c.number), "acme")
	w := wish{order: order}
	switch n := c.IntN(12); {
	case key == "again", n < 3:
		w.command = approval.Place{Key: key, Order: order, By: sam, Content: content, Basis: basis()}
	case n < 7:
		w.command = approval.Respond{Key: key, Order: order, By: self, Verdict: approval.Approve, Seen: content.Digest()}
	case n < 8:
		w.command = approval.Respond{Key: key, Order: order, By: self, Verdict: approval.Decline, Seen: content.Digest()}
	case n < 10:
		w.command = approval.Reverse{Key: key, Order: order, By: self}
	case n < 11:
		w.command = approval.Withdraw{Key: key, Order: order, By: sam}
	}
	return w
}
