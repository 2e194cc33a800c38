package purchase_test

import (
	"context"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

func percent(text string) money.Rate { return money.MustPercent(text) }

// play is a scenario on its way.
type play struct {
	*shop
	scenario *scenario
	now      time.Time
	keys     int
	contents map[string][]string // the digests of each order, in turn
}

// ending is what came of a step.
type ending struct{ is, says, total string }

// do does a step: a command, or a change of the facts.
func (p *play) do(t *testing.T, h *happening) ending {
	t.Helper()
	if command, ok := p.command(t, h); ok {
		r, err := command(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return p.ending(r)
	}
	if !p.fact(t, h) {
		t.Fatalf("there is no step %q", h.Do)
	}
	return ending{}
}

func (p *play) ending(r purchase.Result) ending {
	e := ending{is: string(r.Code), says: r.String()}
	switch {
	case r.Replayed:
		e.is = "replayed"
	case r.Code == purchase.RefusedApproval:
		e.is = r.Approval.Code.String()
	case r.Code == purchase.RefusedBudget:
		e.is = r.Budget.Code.String()
	case r.Code == purchase.RefusedPermission:
		e.is = r.Permissions[0].Code.String()
	}
	if r.Priced.Totals.WithoutTax.IsSet() {
		e.total = r.Priced.Totals.WithoutTax.Number()
	}
	if all := p.contents[r.Order]; r.Digest != "" && (all == nil || all[len(all)-1] != r.Digest) {
		p.contents[r.Order] = append(all, r.Digest)
	}
	return e
}

// command makes the command of a step.
func (p *play) command(t *testing.T, h *happening) (func(context.Context) (purchase.Result, error), bool) {
	t.Helper()
	key, by := h.Key, h.session()
	if p.keys++; key == "" {
		key = "k" + string(rune('0'+p.keys/10)) + string(rune('0'+p.keys%10))
	}
	order := purchase.Place{Key: key, Order: h.Order, By: by, At: p.now, Lines: bolts(h.Bolts)}
	answer := purchase.Answer{
		Key: key, Order: h.Order, By: by, At: p.now, Level: h.Level, Verdict: approval.Approve, Seen: p.seen(h), Feedback: h.Feedback,
	}
	part := budget.Totals{}
	if h.Amount != "" {
		part.WithoutTax = gbp(h.Amount)
	}
	run := map[string]func(context.Context) (purchase.Result, error){
		"place":   func(ctx context.Context) (purchase.Result, error) { return p.Place(ctx, order) },
		"quote":   func(ctx context.Context) (purchase.Result, error) { return p.Quote(ctx, purchase.Quote(order)) },
		"amend":   func(ctx context.Context) (purchase.Result, error) { return p.Amend(ctx, purchase.Amend(order)) },
		"approve": func(ctx context.Context) (purchase.Result, error) { return p.Answer(ctx, answer) },
		"decline": func(ctx context.Context) (purchase.Result, error) {
			answer.Verdict = approval.Decline
			return p.Answer(ctx, answer)
		},
		"convert": func(ctx context.Context) (purchase.Result, error) {
			return p.Convert(ctx, purchase.Convert{Key: key, Quote: h.Quote, Order: h.Order, By: by, At: p.now})
		},
		"reverse": func(ctx context.Context) (purchase.Result, error) {
			return p.Reverse(ctx, purchase.Reverse{Key: key, Order: h.Order, By: by, At: p.now, Level: h.Level})
		},
		"withdraw": func(ctx context.Context) (purchase.Result, error) {
			return p.Withdraw(ctx, purchase.Withdraw{Key: key, Order: h.Order, By: by, At: p.now})
		},
		"export": func(ctx context.Context) (purchase.Result, error) {
			return p.Export(ctx, purchase.Export{Key: key, Order: h.Order, At: p.now, Seen: p.seen(h)})
		},
		"credit": func(ctx context.Context) (purchase.Result, error) {
			return p.Credit(ctx, purchase.Credit{Key: key, Order: h.Order, At: p.now, By: "erp", Part: part})
		},
		"due": func(ctx context.Context) (purchase.Result, error) {
			return p.Due(ctx, purchase.Due{Order: h.Order, At: p.now})
		},
		"substitute": func(ctx context.Context) (purchase.Result, error) {
			return p.Substitute(ctx, purchase.Substitute{
				Key: key, By: by, At: p.now, User: h.User, Window: calendar.Window{From: p.now, Until: p.now.Add(duration(t, h.Until))},
			})
		},
	}[h.Do]
	return run, run != nil
}

// seen is the digest of what an order is now, or was before it was changed.
func (p *play) seen(h *happening) string {
	all := p.contents[h.Order]
	if h.Seen == "former" {
		return all[len(all)-2]
	}
	if all == nil {
		return ""
	}
	return all[len(all)-1]
}

// fact changes what the store keeps of prices, users and accounts.
func (p *play) fact(t *testing.T, h *happening) bool {
	t.Helper()
	edits := map[string]func(*account.User){
		"deactivate":        func(u *account.User) { u.Activated = false },
		"take the right":    func(u *account.User) { u.MayAuthorize = false },
		"hide prices":       func(u *account.User) { u.MaySeePrices = false },
		"is the person sam": func(u *account.User) { u.Person = "sam" },
	}
	if edit := edits[h.Do]; edit != nil {
		if h.Do != "is the person sam" { // nobody is listed who might not authorize (APR-8)
			for _, id := range []string{"sam", "tim", "hid"} {
				change(t, p.store, id, func(u *account.User) { u.Limits = without(u.Limits, h.User) })
			}
		}
		change(t, p.store, h.User, edit)
		return true
	}
	changes := pricing.Changes{Put: []pricing.List{{
		ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: gbp("100")}},
	}}}
	switch h.Do {
	case "raise the price":
		changes.Put[0].Rows[0].Price = gbp(h.Amount)
	case "contract": // for acme, until the end of a day
		changes.Put = []pricing.List{{
			ID:       pricing.ListID{Kind: pricing.Contract, Code: "deal"},
			Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}},
			Days:     calendar.Days{To: calendar.MustDate(h.Until)}, Competes: pricing.Cheaper,
			Rows: []pricing.Row{{Product: "bolt", Price: gbp(h.Amount)}},
		}}
	case "block the account":
		p.block(t)
		return true
	default:
		return false
	}
	p.write(t, func(ctx context.Context, tx *memory.Tx) error {
		book, err := p.store.Book(ctx, tx)
		if err != nil {
			return err
		}
		changes.Revision = book.Revision() + 1
		return p.store.ChangePrices(ctx, tx, changes)
	})
	return true
}

// without replaces a user in limits by max, who is a manager.
func without(limits []account.SpendingLimit, user string) []account.SpendingLimit {
	var rest []account.SpendingLimit
	for _, l := range limits {
		if len(l.Authorizers) == 1 && l.Authorizers[0] == user {
			l.Authorizers = []string{"moe"}
		}
		var others []string
		for _, id := range l.Authorizers {
			if id != user {
				others = append(others, id)
			}
		}
		rest = append(rest, account.SpendingLimit{Amount: l.Amount, Authorizers: others})
	}
	return rest
}

func (p *play) block(t *testing.T) {
	t.Helper()
	p.write(t, func(ctx context.Context, tx *memory.Tx) error {
		g, err := p.store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		acme, _ := g.Account("acme")
		acme.Status = account.Blocked
		return p.store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, Put: []account.Account{acme}})
	})
}

func (p *play) write(t *testing.T, do func(context.Context, *memory.Tx) error) {
	t.Helper()
	if err := p.store.Transact(ctx, do); err != nil {
		t.Fatal(err)
	}
}
