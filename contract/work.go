package contract

import (
	"maps"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/defect"
)

// work is a command under way.
type work struct {
	rules   Rules
	session account.Session
	at      time.Time
	today   calendar.Date
	// trusted: edits were judged when they were staged, and are only shown.
	trusted bool
	before  map[string]*Contract
	now     map[string]*Contract
	events  []Event
}

func (r Rules) work(present []Contract, s account.Session, at time.Time) *work {
	w := &work{rules: r, session: s, at: at, before: make(map[string]*Contract, len(present))}
	for i := range present {
		w.before[present[i].Code] = &present[i]
	}
	w.now = maps.Clone(w.before)
	return w
}

func (w *work) begin(edits int) Decision {
	today, ok := w.rules.today(w.at)
	w.today = today
	switch {
	case !ok:
		return Decision{Code: RefusedNoInstant}
	case edits == 0:
		return Decision{Code: RefusedNoEdit}
	}
	return Decision{Code: Done}
}

// edit judges an edit and makes it; staged is where it was kept, nil for one that counts at once.
func (w *work) edit(e Edit, staged *Staged) Decision {
	before := w.now[e.Contract]
	e = e.settled(before, w.today)
	refused := Decision{Contract: defect.Cut(e.Contract)}
	if !w.trusted {
		if d := w.rights(e, before); !d.Allowed() {
			refused.Code, refused.Rights = RefusedRights, d
			return refused
		}
	}
	if before != nil && before.Origin != Local {
		refused.Code = RefusedMirrored
		return refused
	}
	after, code := e.apply(before)
	if code != 0 {
		refused.Code, refused.Subject = code, defect.Cut(e.subject())
		return refused
	}
	if err := w.check(after); err != nil {
		d := defective(err)
		d.Contract = refused.Contract
		return d
	}
	w.set(e, before, after, staged)
	return Decision{Code: Done}
}

// check names what would be wrong with the contract.
func (w *work) check(after *Contract) error {
	if after == nil {
		return nil
	}
	return Check([]Contract{*after}, w.rules.Graph)
}

func (w *work) set(e Edit, before, after *Contract, staged *Staged) {
	if after == nil {
		delete(w.now, e.Contract)
	} else {
		w.now[e.Contract] = after
	}
	ev := e.event(before, after)
	if before != nil && after != nil && ev.Before.same(&ev.After) {
		return
	}
	ev.Principal, ev.User, ev.At = w.session.Principal, w.session.User, w.at
	if staged != nil {
		ev.StagedBy, ev.StagedAt = staged.Principal, staged.At
	}
	w.events = append(w.events, ev)
}

// done returns what is different now.
func (w *work) done() Outcome {
	out := Outcome{Decision: Decision{Code: Done}, Events: w.events}
	for _, code := range slices.Sorted(maps.Keys(w.before)) {
		if w.now[code] == nil {
			out.Dropped = append(out.Dropped, code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(w.now)) {
		if before := w.before[code]; before == nil || !before.same(w.now[code]) {
			out.Contracts = append(out.Contracts, w.now[code].clone())
		}
	}
	return out
}

// subject is the account or product that an edit is about.
func (e Edit) subject() string {
	switch e.Kind {
	case AddAccount, ChangeAccount, RemoveAccount:
		return e.Account.Account
	case AddProduct, ChangeProduct, RemoveProduct:
		return e.Product.Product
	}
	return ""
}
