package purchase

import (
	"context"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// Queue asks for the orders of the session's account that have been put to authorizers (APR-6).
type Queue struct {
	By account.Session
	At time.Time
	// Waiting shows those alone that wait for an answer of the session's user: for a supervisor also those of accounts below.
	Waiting bool
	// States, Placed and Search are those of [approval.Filter].
	States []approval.State
	Placed calendar.Window
	Search string
	Page   storage.Page
}

// QueuePage is a page of a queue. Refused, it is empty but for Permission.
type QueuePage struct {
	Permission account.Decision
	Entries    []QueueEntry
	// Waiting is how many orders in all wait for an answer of the user.
	Waiting int
	// Next is the mark to go on after, zero where there is no more.
	Next storage.Mark
}

// QueueEntry is an order in a queue.
type QueueEntry struct {
	Status approval.Status
	By     approval.Session
	// Waits: an answer of the user is waited for.
	Waits bool
	// Amount is what the order is measured by, and Digest that of its content, which an answer names; neither is for who may
	// not see prices.
	Amount money.Amount
	Digest string
}

// Queue returns a page of a queue, newest first.
func (d *Desk[T]) Queue(ctx context.Context, q Queue) (QueuePage, error) {
	var page QueuePage
	err := storage.View(ctx, d.store, func(ctx context.Context, tx T) (err error) {
		page, err = d.QueueTx(ctx, tx, q)
		return err
	})
	return page, err
}

// QueueTx is Queue in a transaction of the host.
func (d *Desk[T]) QueueTx(ctx context.Context, tx T, q Queue) (QueuePage, error) {
	graph, err := d.store.Graph(ctx, tx)
	if err != nil {
		return QueuePage{}, err
	}
	q.At = storage.Instant(q.At)
	rights := graph.For(q.By, q.At)
	page := QueuePage{Permission: rights.May(account.ActionViewAuthorizations)}
	if !page.Permission.Allowed() {
		return page, nil
	}
	waiting, err := d.waiting(ctx, tx, graph, q)
	if err != nil {
		return QueuePage{}, err
	}
	requests, more := pageOf(waiting, q), false
	if !q.Waiting {
		if requests, err = d.store.ListRequests(ctx, tx, q.filter(q.By.Account), q.Page); err != nil {
			return QueuePage{}, err
		}
		more = len(requests) == q.Page.Limit()
	} else if len(requests) > q.Page.Limit() {
		requests, more = requests[:q.Page.Limit()], true
	}
	page.Waiting = len(waiting)
	page.fill(requests, waiting, hidden(rights))
	if more {
		page.Next = storage.RequestMark(requests[len(requests)-1])
	}
	return page, nil
}

func (q Queue) filter(account string) approval.Filter {
	return approval.Filter{Account: account, States: q.States, Placed: q.Placed, Search: q.Search}
}

// pageOf returns what comes after the page before, of those that the filter lets through.
func pageOf(waiting []approval.Request, q Queue) []approval.Request {
	return slices.DeleteFunc(slices.Clone(waiting), func(r approval.Request) bool {
		return !q.Page.Holds(storage.RequestMark(r)) || !q.filter("").Match(r)
	})
}

// fill makes entries of requests.
func (p *QueuePage) fill(requests, waiting []approval.Request, hidden bool) {
	waits := make(map[string]bool, len(waiting))
	for _, r := range waiting {
		waits[r.Order] = true
	}
	for _, r := range requests {
		e := QueueEntry{Status: r.Status(), By: r.By, Waits: waits[r.Order]}
		if !hidden {
			e.Amount, e.Digest = r.Amount, r.Content.Digest()
		}
		p.Entries = append(p.Entries, e)
	}
}
