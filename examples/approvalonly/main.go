// Approvalonly takes approval, and nothing else, into a host that has a table of tickets: a few more columns, by the one
// interface storage.Requests. It puts a ticket to those who must agree, and answers it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/authorization"
)

func main() {
	table := &tickets{rows: map[string]row{"T-7": {title: "A laptop for Sam"}}}
	desk := authorization.New(table, authorization.Rules[*tx]{People: people})
	give := func(c approval.Command) {
		o, err := desk.Do(context.Background(), c, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(o.Decision)
		for _, e := range o.Events { // a host that writes to people stores them in the transaction: authorization.Rules.Tell
			if len(e.To) > 0 {
				fmt.Printf("  tell %v: ticket %s %s\n", e.To, e.Order, e.Kind)
			}
		}
	}
	seen := approval.Content{{Name: "title", Digest: table.rows["T-7"].title}} // short enough to be its own digest
	above := approval.Limit{Over: money.MustParse("500", money.GBP), Authorizers: []string{"mia"}}
	give(approval.Place{Key: "1", Order: "T-7", By: approval.Self("sam", "it"), Content: seen, Basis: approval.Basis{
		Amount: money.MustParse("1200", money.GBP), Limits: []approval.Limit{above},
	}})
	answer := approval.Respond{Key: "2", Order: "T-7", By: approval.Self("sam", "it"), Verdict: approval.Approve, Seen: seen.Digest()}
	give(answer)
	answer.By = approval.Self("mia", "it")
	give(answer)
	give(answer) // sent twice: done once
	fmt.Printf("%s: %s, version %d\n", table.rows["T-7"].title, table.rows["T-7"].state, table.rows["T-7"].version)
}

// people are the host's users; it would read them from a table of its own.
func people(context.Context, *tx, approval.Request, approval.Command) (approval.People, error) {
	return approval.NewDirectory([]approval.User{
		{ID: "sam", Active: true, Accounts: []string{"it"}},
		{ID: "mia", Active: true, Accounts: []string{"it"}, MayAuthorize: true, SeesPrices: true},
	}, nil), nil
}

// tickets is the table that the host has anyway. One writes at a time, on a copy that takes the table's place or is dropped.
type tickets struct {
	mu   sync.Mutex
	rows map[string]row
}

type tx struct{ rows map[string]row } // nil when it has ended

// row is a ticket: the host's own column, then those for its approval. What lists look at stands beside the request.
type row struct {
	title   string
	account string // of who placed it
	state   approval.State
	placed  time.Time
	version uint64
	request []byte // JSON
}

func (t *tickets) write(do func(*tx) error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	x := &tx{rows: maps.Clone(t.rows)}
	defer func() { x.rows = nil }()
	if err := do(x); err != nil {
		return err
	}
	t.rows = x.rows
	return nil
}

// Transact is that of [storage.Transactor], the rest that of [storage.Requests]; there is no more.
func (t *tickets) Transact(ctx context.Context, do func(context.Context, *tx) error) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	return t.write(func(x *tx) error { return errors.Join(do(ctx, x), storage.CheckContext(ctx)) })
}

func (x *tx) check(ctx context.Context) error {
	if x.rows == nil {
		return errors.New("the transaction has ended")
	}
	return storage.CheckContext(ctx)
}

func (t *tickets) Request(ctx context.Context, x *tx, number string) (r approval.Request, err error) {
	if err := x.check(ctx); err != nil {
		return r, err
	}
	if x.rows[number].version == 0 {
		return r, fmt.Errorf("request of ticket %q: %w", number, storage.ErrNotFound)
	}
	err = json.Unmarshal(x.rows[number].request, &r)
	return r, err
}

func (t *tickets) PutRequest(ctx context.Context, x *tx, r approval.Request) (err error) {
	now := x.rows[r.Order]
	if err := x.check(ctx); err != nil {
		return err
	}
	if now.version != r.Version {
		return fmt.Errorf("request of ticket %q: %w", r.Order, storage.ErrConflict)
	}
	r = storage.KeptRequest(r)
	r.Version++
	now.account, now.state, now.placed, now.version = r.By.Account, r.State, r.Placed, r.Version
	now.request, err = json.Marshal(r)
	x.rows[r.Order] = now
	return err
}

func (t *tickets) ListRequests(ctx context.Context, x *tx, f approval.Filter, p storage.Page) (all []approval.Request, err error) {
	for number, r := range x.rows {
		s := approval.Request{Order: number, State: r.state, Placed: r.placed, By: approval.Session{Account: r.account}}
		if r.version > 0 && f.Match(s) && p.Holds(storage.RequestMark(s)) {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b approval.Request) int { return storage.RequestMark(a).Compare(storage.RequestMark(b)) })
	all = all[:min(len(all), p.Limit())]
	for i := range all {
		if all[i], err = t.Request(ctx, x, all[i].Order); err != nil {
			return nil, err
		}
	}
	return all, x.check(ctx)
}
