package ingest

import (
	"errors"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// contractPlan is what becomes of contracts.
type contractPlan struct {
	put    []contract.Contract
	drop   []string
	events []contract.Event
	// all are the contracts as they will be, by code.
	all []contract.Contract
}

// sorted is contracts of a batch, by what is done with them.
type sorted struct {
	mirrored []contract.Contract
	local    []contract.Contract // new ones
	gone     []string
}

// contracts works out what becomes of contracts (CON-9).
func (p *Plan) contracts(b *Batch, o *Options) {
	p.deals.all = p.was.contracts
	if len(b.contracts) > 0 && !p.was.keepsContracts {
		p.refusal.add(NotKept, "contract", "")
		return
	}
	if len(b.contracts) > 0 && p.zone() == nil {
		p.refusal.add(NoPriceData, "contract", "")
		return
	}
	if p.graph == nil {
		return
	}
	s := p.sort(b, o)
	p.mirror(s, o)
	p.addLocal(s.local, o)
	p.deals.merge(p.was.contracts)
	if p.accountChanges != nil && p.refusal.Data == nil {
		if err := contract.Check(p.deals.all, p.graph); err != nil {
			p.refusal.data(err)
		}
	}
	p.Counts.Contracts = p.deals.count(p.was.contracts)
}

// sort finds out what is done with each contract, and all conflicts.
func (p *Plan) sort(b *Batch, o *Options) (s sorted) {
	has := byCode(p.was.contracts)
	named := byCode(b.contracts)
	for i := range b.contracts {
		c := &b.contracts[i]
		was := has[c.Code]
		switch {
		case c.Origin == contract.Mirrored && (was == nil || was.Origin == contract.Mirrored):
			s.mirrored = append(s.mirrored, *c)
		case was == nil && o.AddLocal:
			s.local = append(s.local, *c)
		case was == nil:
			p.refusal.add(NewContract, "contract", c.Code)
		case c.Origin == contract.Mirrored:
			p.refusal.add(LocalContract, "contract", c.Code)
		case was.Origin == contract.Mirrored:
			p.refusal.add(MirroredContract, "contract", c.Code)
		case len(contract.Differences([]contract.Contract{*was}, []contract.Contract{*c})) > 0:
			p.refusal.add(ChangedContract, "contract", c.Code)
		}
	}
	for i := range p.was.contracts {
		if c := &p.was.contracts[i]; o.Remove.Contracts && c.Origin == contract.Mirrored && named[c.Code] == nil {
			s.gone = append(s.gone, c.Code)
		}
	}
	return s
}

func byCode(contracts []contract.Contract) map[string]*contract.Contract {
	all := make(map[string]*contract.Contract, len(contracts))
	for i := range contracts {
		all[contracts[i].Code] = &contracts[i]
	}
	return all
}

// mirror takes mirrored contracts over.
func (p *Plan) mirror(s sorted, o *Options) {
	if len(s.mirrored)+len(s.gone) == 0 {
		return
	}
	out := contract.Rules{Graph: p.graph, Zone: p.zone()}.Import(p.was.contracts, s.mirrored, s.gone, o.By, o.At)
	switch d := out.Decision; {
	case d.Defects != nil:
		p.refusal.data(d.Defects)
	case !d.Allowed():
		p.refusal.data(errors.New(d.String()))
	}
	p.deals.put, p.deals.drop, p.deals.events = out.Contracts, out.Dropped, out.Events
}

// addLocal makes local contracts that the store does not have, as an export has them.
func (p *Plan) addLocal(local []contract.Contract, o *Options) {
	if len(local) == 0 {
		return
	}
	if o.By.Principal == "" || o.By.User == "" || o.At.IsZero() {
		p.refusal.data(errors.New("local contracts are added by nobody, or at no instant: say who imports and when"))
		return
	}
	if err := contract.Check(local, p.graph); err != nil {
		p.refusal.data(err)
		return
	}
	for i := range local {
		p.deals.put = append(p.deals.put, local[i])
		p.deals.events = append(p.deals.events, contract.Event{
			Kind: contract.CreateContract, Contract: local[i].Code, Principal: o.By.Principal, User: o.By.User, At: o.At, After: local[i],
		})
	}
}

func (d *contractPlan) empty() bool { return len(d.put)+len(d.drop) == 0 }

// merge works out the contracts as they will be.
func (d *contractPlan) merge(was []contract.Contract) {
	if d.empty() {
		return
	}
	put := byCode(d.put)
	d.all = slices.Clone(d.put)
	for i := range was {
		if put[was[i].Code] == nil && !slices.Contains(d.drop, was[i].Code) {
			d.all = append(d.all, was[i])
		}
	}
	slices.SortFunc(d.all, func(a, b contract.Contract) int { return strings.Compare(a.Code, b.Code) })
}

func (d *contractPlan) count(was []contract.Contract) (n exchange.Count) {
	has := byCode(was)
	for i := range d.put {
		if has[d.put[i].Code] == nil {
			n.Added++
		} else {
			n.Changed++
		}
	}
	n.Removed = len(d.drop)
	n.Same = len(was) - n.Changed - n.Removed
	return n
}
