package linearizable

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
)

// ContractStore is what [Contracts] needs of a store.
type ContractStore[T any] interface {
	contracting.Store[T]
	ChangeAccounts(ctx context.Context, tx T, c account.Changes) error
	SetPrices(ctx context.Context, tx T, d pricing.Data) error
}

// Contracts is [Budgets] for contracts that administrators and sales representatives change at once, at a desk of package
// contracting.
func Contracts[T any](t *testing.T, open func(t *testing.T) ContractStore[T]) {
	t.Helper()
	few := min(seeds(), 8) // a desk compiles the price book with each change
	filled := func(t *testing.T) ContractStore[T] {
		s := open(t)
		if err := Sell(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	t.Run("Guarded", func(t *testing.T) {
		right(t, few, contractModel(), func(t *testing.T) call { return onContracts[T](filled(t)) })
	})
	t.Run("WithoutGuard", func(t *testing.T) {
		wrong(t, few, contractModel(), func(t *testing.T) call { return onContracts[T](unguarded[T]{filled(t)}) })
	})
}

// judged is what was decided, and for a look what is there.
type judged struct {
	decision string
	code     contract.Code
	look     string
}

func (a judged) String() string {
	if a.look != "" {
		return "look"
	}
	return a.code.String()
}

// contractModel is contracts when nothing happens at once.
func contractModel() porcupine.Model {
	return porcupine.Model{
		Init:  func() any { return []contract.Contract(nil) },
		Step:  stepContracts,
		Equal: reflect.DeepEqual,
		DescribeOperation: func(input, output any) string {
			return fmt.Sprintf("%+v: %s", input.(contract.Command), output)
		},
	}
}

func stepContracts(state, input, output any) (bool, any) {
	present, in, out := state.([]contract.Contract), input.(contract.Command), output.(judged)
	if len(in.Edits) == 0 {
		return out.look == seen(present), present
	}
	next := sellerRules().Do(present, in)
	if next.Decision.String() != out.decision {
		return false, present
	}
	return true, after(present, next)
}

// after returns contracts after an outcome, by code.
func after(present []contract.Contract, o contract.Outcome) (next []contract.Contract) {
	now := make(map[string]contract.Contract)
	for _, c := range present {
		now[c.Code] = c
	}
	for _, code := range o.Dropped {
		delete(now, code)
	}
	for _, c := range o.Contracts {
		now[c.Code] = c
	}
	for _, code := range contractCodes {
		if c, ok := now[code]; ok {
			next = append(next, storage.KeptContract(c))
		}
	}
	return next
}

func seen(contracts []contract.Contract) string { return fmt.Sprintf("%+v", contracts) }

// onContracts gives a command, or looks.
func onContracts[T any](s ContractStore[T]) call {
	desk := contracting.New(s, contracting.Rules{Zone: sellerRules().Zone})
	return func(ctx context.Context, c *client) (any, any, error) {
		in := c.deal()
		var out judged
		err := storage.Retry(ctx, 100, func() error {
			if len(in.Edits) == 0 {
				found, err := dealsOf(ctx, s)
				out.look = seen(found)
				return err
			}
			o, err := desk.Do(ctx, in)
			out.decision, out.code = o.Decision.String(), o.Decision.Code
			return err
		})
		return in, out, err
	}
}

func dealsOf[T any](ctx context.Context, s ContractStore[T]) (found []contract.Contract, err error) {
	err = storage.View(ctx, s, func(ctx context.Context, tx T) (err error) {
		found, err = s.ListContracts(ctx, tx, "", 0)
		return err
	})
	return found, err
}

// unguarded is a store without its guard: each read and each write is a transaction of its own, and contracts are put over
// whatever there is.
type unguarded[T any] struct{ ContractStore[T] }

func (s unguarded[T]) Transact(ctx context.Context, do func(ctx context.Context, tx T) error) error {
	var none T
	return do(ctx, none)
}

// View reads as of one moment, as it should.
func (s unguarded[T]) View(ctx context.Context, do func(ctx context.Context, tx T) error) error {
	return storage.View(ctx, s.ContractStore, do)
}

func (s unguarded[T]) Graph(ctx context.Context, _ T) (g *account.Graph, err error) {
	err = s.View(ctx, func(ctx context.Context, tx T) (err error) {
		g, err = s.ContractStore.Graph(ctx, tx)
		return err
	})
	return g, err
}

func (s unguarded[T]) Book(ctx context.Context, _ T) (b *pricing.Book, err error) {
	err = s.View(ctx, func(ctx context.Context, tx T) (err error) {
		b, err = s.ContractStore.Book(ctx, tx)
		return err
	})
	return b, err
}

func (s unguarded[T]) ContractRevision(context.Context, T) (uint64, error) { return 0, nil }

// ContractsOf lets others come between what was read and what is written.
func (s unguarded[T]) ContractsOf(ctx context.Context, _ T, codes ...string) (found []contract.Contract, err error) {
	err = s.View(ctx, func(ctx context.Context, tx T) (err error) {
		found, err = s.ContractStore.ContractsOf(ctx, tx, codes...)
		return err
	})
	time.Sleep(200 * time.Microsecond)
	return found, err
}

func (s unguarded[T]) ChangeContracts(ctx context.Context, _ T, c storage.ContractChanges) error {
	return s.ContractStore.Transact(ctx, func(ctx context.Context, tx T) (err error) {
		c.Since, err = s.ContractStore.ContractRevision(ctx, tx)
		c.Revision = c.Since + 1
		if err != nil {
			return err
		}
		return s.ContractStore.ChangeContracts(ctx, tx, c)
	})
}

// ChangePrices leaves the book as it is: its revision would be a guard too.
func (s unguarded[T]) ChangePrices(context.Context, T, pricing.Changes) error { return nil }
