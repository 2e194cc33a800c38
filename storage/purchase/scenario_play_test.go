package purchase_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

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

// does is a command of the desk.
type does = func(context.Context) (purchase.Result, error)

// command makes the command of a step.
func (p *play) command(t *testing.T, h *happening) (does, bool) {
	t.Helper()
	key := h.Key
	if p.keys++; key == "" {
		key = fmt.Sprint("k", p.keys)
	}
	for _, commands := range []map[string]does{p.ordering(h, key), p.answering(h, key), p.beside(t, h, key)} {
		if do := commands[h.Do]; do != nil {
			return do, true
		}
	}
	return nil, false
}

// ordering are the commands that price an order, and what follows from it.
func (p *play) ordering(h *happening, key string) map[string]does {
	by := h.session()
	order := purchase.Place{Key: key, Order: h.Order, By: by, At: p.now, Lines: bolts(h.Bolts)}
	return map[string]does{
		"place": func(ctx context.Context) (purchase.Result, error) { return p.Place(ctx, order) },
		"quote": func(ctx context.Context) (purchase.Result, error) { return p.Quote(ctx, purchase.Quote(order)) },
		"amend": func(ctx context.Context) (purchase.Result, error) { return p.Amend(ctx, purchase.Amend(order)) },
		"convert": func(ctx context.Context) (purchase.Result, error) {
			return p.Convert(ctx, purchase.Convert{Key: key, Quote: h.Quote, Order: h.Order, By: by, At: p.now})
		},
		"withdraw": func(ctx context.Context) (purchase.Result, error) {
			return p.Withdraw(ctx, purchase.Withdraw{Key: key, Order: h.Order, By: by, At: p.now})
		},
	}
}

// answering are the commands of authorizers.
func (p *play) answering(h *happening, key string) map[string]does {
	by := h.session()
	says := func(v approval.Verdict) does {
		return func(ctx context.Context) (purchase.Result, error) {
			return p.Answer(ctx, purchase.Answer{
				Key: key, Order: h.Order, By: by, At: p.now, Level: h.Level, Verdict: v, Seen: p.seen(h), Feedback: h.Feedback,
			})
		}
	}
	return map[string]does{
		"approve": says(approval.Approve),
		"decline": says(approval.Decline),
		"reverse": func(ctx context.Context) (purchase.Result, error) {
			return p.Reverse(ctx, purchase.Reverse{Key: key, Order: h.Order, By: by, At: p.now, Level: h.Level})
		},
	}
}

// beside are the seller's own commands, those of time, and those about substitutes.
func (p *play) beside(t *testing.T, h *happening, key string) map[string]does {
	t.Helper()
	until := p.now.Add(duration(t, h.Until))
	return map[string]does{
		"export": func(ctx context.Context) (purchase.Result, error) {
			return p.Export(ctx, purchase.Export{Key: key, Order: h.Order, At: p.now, Seen: p.seen(h)})
		},
		"credit": func(ctx context.Context) (purchase.Result, error) {
			part := budget.Totals{WithoutTax: gbp(h.Amount)}
			return p.Credit(ctx, purchase.Credit{Key: key, Order: h.Order, At: p.now, By: "erp", Part: part})
		},
		"due": func(ctx context.Context) (purchase.Result, error) {
			return p.Due(ctx, purchase.Due{Order: h.Order, At: p.now})
		},
		"substitute": func(ctx context.Context) (purchase.Result, error) {
			window := calendar.Window{From: p.now, Until: until}
			return p.Substitute(ctx, purchase.Substitute{Key: key, By: h.session(), At: p.now, User: h.User, Window: window})
		},
	}
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
	edit := map[string]func(*account.User){
		"take the right":    func(u *account.User) { u.MayAuthorize = false },
		"hide prices":       func(u *account.User) { u.MaySeePrices = false },
		"is the person sam": func(u *account.User) { u.Person = "sam" },
	}[h.Do]
	level := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: gbp(cmp.Or(h.Amount, "0"))}}}
	switch {
	case edit != nil:
		p.user(t, h, edit)
	case h.Do == "raise the price":
		p.price(t, level)
	case h.Do == "contract": // for acme, until the end of a day
		level.ID, level.Competes = pricing.ListID{Kind: pricing.Contract, Code: "deal"}, pricing.Cheaper
		level.Audience = pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}}
		level.Days = calendar.Days{To: calendar.MustDate(h.ToDay)}
		p.price(t, level)
	case h.Do == "block the account":
		p.block(t)
	default:
		return false
	}
	return true
}

func (p *play) user(t *testing.T, h *happening, edit func(*account.User)) {
	t.Helper()
	if h.Do == "take the right" { // nobody is listed who may not authorize (APR-8)
		for _, id := range []string{"sam", "tim", "hid"} {
			change(t, p.store, id, func(u *account.User) { u.Limits = without(u.Limits, h.User) })
		}
	}
	change(t, p.store, h.User, edit)
}

func (p *play) price(t *testing.T, list pricing.List) {
	t.Helper()
	p.write(t, func(ctx context.Context, tx *memory.Tx) error {
		book, err := p.store.Book(ctx, tx)
		if err != nil {
			return err
		}
		return p.store.ChangePrices(ctx, tx, pricing.Changes{Revision: book.Revision() + 1, Put: []pricing.List{list}})
	})
}

// without takes a user out of limits; where nobody else is listed, moe is then.
func without(limits []account.SpendingLimit, user string) []account.SpendingLimit {
	for i := range limits {
		l := &limits[i]
		if l.Authorizers = slices.DeleteFunc(l.Authorizers, func(id string) bool { return id == user }); len(l.Authorizers) == 0 {
			l.Authorizers = []string{"moe"}
		}
	}
	return limits
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
