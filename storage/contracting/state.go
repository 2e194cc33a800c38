package contracting

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

// state is what a command is judged by, as a transaction sees it.
type state struct {
	rules contract.Rules
	// revision is that of the contracts, read before them.
	revision  uint64
	contracts []contract.Contract
}

// read reads contracts, and what they are judged by. A code that is no id is not asked for.
func (d *Desk[T]) read(ctx context.Context, tx T, codes []string) (now state, err error) {
	if now.revision, err = d.store.ContractRevision(ctx, tx); err != nil {
		return now, err
	}
	var ids []string
	for _, code := range codes {
		if account.CheckID(code) == nil {
			ids = append(ids, code)
		}
	}
	if now.contracts, err = d.store.ContractsOf(ctx, tx, ids...); err != nil {
		return now, err
	}
	graph, err := d.store.Graph(ctx, tx)
	now.rules = contract.Rules{Graph: graph, Zone: d.rules.Zone}
	return now, err
}

// keep stores what came of a command, if anything did: the contracts with their events, and the book in which they count.
func (d *Desk[T]) keep(ctx context.Context, tx T, now state, out contract.Outcome) (contract.Outcome, error) {
	if len(out.Contracts)+len(out.Dropped)+len(out.Events) == 0 {
		return out, nil
	}
	present, err := d.priceRevision(ctx, tx)
	if err != nil {
		return contract.Outcome{}, fmt.Errorf("contracts need a price book to count in: %w", err)
	}
	prices := out.Prices(d.rules.Reading)
	prices.Revision = present + 1
	err = d.store.ChangeContracts(ctx, tx, storage.ContractChanges{
		Since: now.revision, Revision: prices.Revision, Put: out.Contracts, Drop: out.Dropped, Events: out.Events,
	})
	if err == nil {
		err = d.store.ChangePrices(ctx, tx, prices)
	}
	if err != nil {
		return contract.Outcome{}, err
	}
	return out, nil
}

func (d *Desk[T]) priceRevision(ctx context.Context, tx T) (uint64, error) {
	if h, ok := d.store.(storage.PriceHistory[T]); ok {
		return h.PriceRevision(ctx, tx)
	}
	book, err := d.store.Book(ctx, tx)
	if err != nil {
		return 0, err
	}
	return book.Revision(), nil
}
