package storagetest_test

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// contracts is a store with other contracts; what is nil is as it should be.
type contracts struct {
	*memory.Store
	revision func(s *memory.Store, ctx context.Context, tx *memory.Tx) (uint64, error)
	of       func(s *memory.Store, ctx context.Context, tx *memory.Tx, codes []string) ([]contract.Contract, error)
	list     func(s *memory.Store, ctx context.Context, tx *memory.Tx, after string, limit int) ([]contract.Contract, error)
	change   changeContracts
	events   func(s *memory.Store, ctx context.Context, tx *memory.Tx, code string, p storage.Page) ([]storage.ContractEvent, error)
	ofAt     func(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64, codes []string) ([]contract.Contract, error)
	listAt   func(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64, after string, limit int) ([]contract.Contract, error)
}

type changeContracts = func(s *memory.Store, ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error

func (c contracts) on(s *memory.Store) store {
	c.Store = s
	return c
}

func (c contracts) ContractRevision(ctx context.Context, tx *memory.Tx) (uint64, error) {
	if c.revision == nil {
		return c.Store.ContractRevision(ctx, tx)
	}
	return c.revision(c.Store, ctx, tx)
}

func (c contracts) ContractsOf(ctx context.Context, tx *memory.Tx, codes ...string) ([]contract.Contract, error) {
	if c.of == nil {
		return c.Store.ContractsOf(ctx, tx, codes...)
	}
	return c.of(c.Store, ctx, tx, codes)
}

func (c contracts) ListContracts(ctx context.Context, tx *memory.Tx, after string, limit int) ([]contract.Contract, error) {
	if c.list == nil {
		return c.Store.ListContracts(ctx, tx, after, limit)
	}
	return c.list(c.Store, ctx, tx, after, limit)
}

func (c contracts) ChangeContracts(ctx context.Context, tx *memory.Tx, changes storage.ContractChanges) error {
	if c.change == nil {
		return c.Store.ChangeContracts(ctx, tx, changes)
	}
	return c.change(c.Store, ctx, tx, changes)
}

func (c contracts) ContractEvents(
	ctx context.Context, tx *memory.Tx, code string, p storage.Page,
) ([]storage.ContractEvent, error) {
	if c.events == nil {
		return c.Store.ContractEvents(ctx, tx, code, p)
	}
	return c.events(c.Store, ctx, tx, code, p)
}

func (c contracts) ContractsOfAt(ctx context.Context, tx *memory.Tx, revision uint64, codes ...string) ([]contract.Contract, error) {
	if c.ofAt == nil {
		return c.Store.ContractsOfAt(ctx, tx, revision, codes...)
	}
	return c.ofAt(c.Store, ctx, tx, revision, codes)
}

func (c contracts) ListContractsAt(
	ctx context.Context, tx *memory.Tx, revision uint64, after string, limit int,
) ([]contract.Contract, error) {
	if c.listAt == nil {
		return c.Store.ListContractsAt(ctx, tx, revision, after, limit)
	}
	return c.listAt(c.Store, ctx, tx, revision, after, limit)
}

// changingContracts alters changes on their way in.
func changingContracts(alter func(c *storage.ContractChanges, present uint64)) changeContracts {
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error {
		present, err := s.ContractRevision(ctx, tx)
		if err != nil {
			return err
		}
		c.Put, c.Events = slices.Clone(c.Put), slices.Clone(c.Events)
		alter(&c, present)
		return s.ChangeContracts(ctx, tx, c)
	}
}

func sinceWhatever(c *storage.ContractChanges, present uint64) {
	c.Since, c.Revision = present, max(c.Revision, present+1)
}

func revisionWhatever(c *storage.ContractChanges, present uint64) {
	if c.Since == present {
		c.Revision = max(c.Revision, present+1)
	}
}

func nextOnly(c *storage.ContractChanges, present uint64) {
	if c.Revision != present+1 {
		c.Since = present + 1 // a conflict
	}
}

func withoutBreaks(c *storage.ContractChanges, _ uint64) {
	for i := range c.Put {
		c.Put[i].Products = slices.Clone(c.Put[i].Products)
		for j := range c.Put[i].Products {
			c.Put[i].Products[j].Breaks = nil
		}
	}
}

func withoutEvents(c *storage.ContractChanges, _ uint64) { c.Events = nil }

func withoutBefore(c *storage.ContractChanges, _ uint64) {
	for i := range c.Events {
		c.Events[i].Before = contract.Contract{}
	}
}

func backwards(c *storage.ContractChanges, _ uint64) { slices.Reverse(c.Events) }

func neverDropped(c *storage.ContractChanges, _ uint64) { c.Drop = nil }

// unchecked keeps what is wrong.
func unchecked(s *memory.Store, ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error {
	err := s.ChangeContracts(ctx, tx, c)
	if errors.Is(err, contract.ErrData) {
		c.Put = c.Put[:1]
		return s.ChangeContracts(ctx, tx, c)
	}
	return err
}

func strictDrop(s *memory.Store, ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error {
	for _, code := range c.Drop {
		if found, err := s.ContractsOf(ctx, tx, code); err != nil || len(found) == 0 {
			return errors.Join(err, storage.ErrNotFound)
		}
	}
	return s.ChangeContracts(ctx, tx, c)
}

// ahead writes events in a transaction of its own where the change is refused.
func ahead(s *memory.Store, ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error {
	err := s.ChangeContracts(ctx, tx, c)
	if err == nil {
		return nil
	}
	return errors.Join(err, s.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		present, err := s.ContractRevision(ctx, tx)
		own := storage.ContractChanges{Since: present, Revision: present + 1, Events: c.Events}
		return errors.Join(err, s.ChangeContracts(ctx, tx, own))
	}))
}

func foldedCodes(s *memory.Store, ctx context.Context, tx *memory.Tx, codes []string) ([]contract.Contract, error) {
	all, err := s.ListContracts(ctx, tx, "", storage.MaxPage)
	return slices.DeleteFunc(all, func(c contract.Contract) bool {
		return !slices.ContainsFunc(codes, func(code string) bool { return strings.EqualFold(code, c.Code) })
	}), err
}

func asAsked(s *memory.Store, ctx context.Context, tx *memory.Tx, codes []string) (all []contract.Contract, err error) {
	for _, code := range codes {
		found, bad := s.ContractsOf(ctx, tx, code)
		all, err = append(all, found...), errors.Join(err, bad)
	}
	return all, err
}

func fromCode(s *memory.Store, ctx context.Context, tx *memory.Tx, after string, limit int) ([]contract.Contract, error) {
	own, err := s.ContractsOf(ctx, tx, after)
	rest, bad := s.ListContracts(ctx, tx, after, limit)
	all := append(own, rest...)
	return all[:min(len(all), storage.Page{Size: limit}.Limit())], errors.Join(err, bad)
}

func endless(s *memory.Store, ctx context.Context, tx *memory.Tx, after string, _ int) (all []contract.Contract, err error) {
	for {
		some, err := s.ListContracts(ctx, tx, after, storage.MaxPage)
		if err != nil || len(some) == 0 {
			return all, err
		}
		all, after = append(all, some...), some[len(some)-1].Code
	}
}

func eventsOfPrefix(s *memory.Store, ctx context.Context, tx *memory.Tx, code string, p storage.Page) ([]storage.ContractEvent, error) {
	if code == "" {
		return s.ContractEvents(ctx, tx, code, p)
	}
	all, err := s.ContractEvents(ctx, tx, "", storage.Page{After: p.After, Size: storage.MaxPage})
	all = slices.DeleteFunc(all, func(e storage.ContractEvent) bool { return !strings.HasPrefix(e.Contract, code) })
	return all[:min(len(all), p.Limit())], err
}

func oldestEvents(s *memory.Store, ctx context.Context, tx *memory.Tx, code string, p storage.Page) ([]storage.ContractEvent, error) {
	found, err := s.ContractEvents(ctx, tx, code, p)
	slices.Reverse(found)
	return found, err
}

// presentAt hands out the present contracts for all that ever were.
func presentAt(s *memory.Store, ctx context.Context, tx *memory.Tx, _ uint64, after string, limit int) ([]contract.Contract, error) {
	return s.ListContracts(ctx, tx, after, limit)
}

// exactAt knows contracts at the revisions of changes only.
func exactAt(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64, codes []string) ([]contract.Contract, error) {
	if present, err := s.ContractRevision(ctx, tx); err != nil || revision%10 != 0 && revision < present {
		return nil, err
	}
	return s.ContractsOfAt(ctx, tx, revision, codes...)
}

const (
	contractsSuite    = "Contracts"
	saysFollows       = "A change with a revision that does not follow the present one is a conflict, and nothing is changed."
	saysOneOf         = "Of several changes that follow the same revision one is made."
	saysSkips         = "A change may have any revision above the present one, and no other."
	saysLeads         = "Each change leads from the present facts to the next, exactly, for all that come later."
	saysRefusedWhole  = "Facts that do not go together are refused with what is wrong with them, and nothing is changed."
	saysByCode        = "Contracts come by code, byte by byte, each once, and only those of the codes given that there are."
	saysContractParts = "All contracts come in parts, 50 where no limit is given and never more than 500."
	saysTwoContracts  = "Of two changes by the revision that both have read one is made, also of different contracts."
	saysDropNone      = "To drop what is not there is no error."
	saysEvents        = "Events come back exactly: who, as whom, when, what before and after."
	saysEventOrder    = "Events are newest first, those of one instant by revision and number, and what has no instant comes last."
	saysEventsOf      = "The events of a contract are just its own, also once it is gone."
	saysNoEvent       = "A change that is refused or rolled back leaves no event."
	saysWere          = "Contracts are handed out as the last change made them that has the revision or one below."
	saysContractsPast = "A transaction sees what contracts were by its own changes, and where it is rolled back they never were."
)

func brokenContracts() []brokenStore {
	change := func(alter func(*storage.ContractChanges, uint64)) func(*memory.Store) store {
		return contracts{change: changingContracts(alter)}.on
	}
	return []brokenStore{
		{"compares no revision", contractsSuite, change(sinceWhatever), []string{saysFollows, saysOneOf, saysSkips}, true},
		{"compares the revision before the transaction", contractsSuite, newBefore, []string{saysTwoContracts}, true},
		{"takes any revision for the next", contractsSuite, change(revisionWhatever), []string{saysSkips}, true},
		{"knows revisions without gap only", contractsSuite, change(nextOnly), []string{saysSkips}, true},
		{"loses breaks", contractsSuite, change(withoutBreaks), []string{saysExact, saysLeads}, true},
		{"drops nothing", contractsSuite, change(neverDropped), []string{saysLeads, saysWere}, true},
		{"drops only what is there", contractsSuite, contracts{change: strictDrop}.on, []string{saysDropNone}, true},
		{"keeps what is wrong", contractsSuite, contracts{change: unchecked}.on, []string{saysRefusedWhole}, true},
		{"keeps no events", contractsSuite, change(withoutEvents), []string{saysEvents, saysEventOrder}, true},
		{"keeps not what was before", contractsSuite, change(withoutBefore), []string{saysEvents}, true},
		{"numbers events backwards", contractsSuite, change(backwards), []string{saysEventsOf}, true},
		{"keeps events of what was refused", contractsSuite, contracts{change: ahead}.on, []string{saysNoEvent}, true},
		{"folds the case of codes", contractsSuite, contracts{of: foldedCodes}.on, []string{saysByCode}, true},
		{"answers codes as they were asked", contractsSuite, contracts{of: asAsked}.on, []string{saysByCode}, true},
		{"begins a part with the last of the one before", contractsSuite, contracts{list: fromCode}.on, []string{saysByCode}, true},
		{"knows no parts", contractsSuite, contracts{list: endless}.on, []string{saysContractParts}, true},
		{"finds events by the beginning of a code", contractsSuite, contracts{events: eventsOfPrefix}.on, []string{saysEventsOf}, true},
		{"lists the oldest events first", contractsSuite, contracts{events: oldestEvents}.on, []string{saysEventOrder}, true},
		{"has no past", contractsSuite, contracts{listAt: presentAt}.on, []string{saysWere, saysContractsPast}, true},
		{"knows the past at changes only", contractsSuite, contracts{ofAt: exactAt}.on, []string{saysWere}, true},
	}
}
