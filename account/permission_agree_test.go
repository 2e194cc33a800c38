package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Every way of asking agrees with MayOn, in a sample of all worlds.
func TestPermissionAgreement(t *testing.T) {
	t.Parallel()
	permShard(t, permProof(30, 500, 10_000), func(e *permExam) error { return e.agreement() })
}

func (e *permExam) agreement() error {
	for _, s := range e.sessions {
		r := e.graph.For(s, noon)
		for _, check := range []func(*account.Rights) error{
			e.what, e.why, e.allows, e.visible, e.representable, e.impersonable, e.commands,
		} {
			e.cases++
			if err := check(r); err != nil {
				return fmt.Errorf("%s%w", e.text(permQuestion{session: s, at: noon}), err)
			}
		}
	}
	return e.who()
}

// may is what the other ways are held against.
func (e *permExam) may(s account.Session, a account.Action, t account.Target) bool {
	d := e.graph.MayOn(s, a, t, noon)
	return d.Allowed()
}

func (e *permExam) what(r *account.Rights) error {
	var want []account.Action
	for a := range e.graph.Actions() {
		if e.may(r.Session(), a, account.Target{}) {
			want = append(want, a)
		}
	}
	if got := slices.Collect(e.graph.What(r.Session(), noon)); !slices.Equal(got, want) {
		return fmt.Errorf("what: got %q, want %q", got, want)
	}
	for p := range e.permissions() {
		u, _ := e.ref.user(r.Session().User)
		d := r.Decision()
		held := d.Allowed() && e.ref.allows(u, p) && !e.ref.denies(u, p)
		if slices.Contains(r.Permissions(), p) != held {
			return fmt.Errorf("permissions %q: %q held: %v", r.Permissions(), p, held)
		}
	}
	return nil
}

// permissions yields all that any role names.
func (e *permExam) permissions() func(func(account.Permission) bool) {
	return func(yield func(account.Permission) bool) {
		for _, role := range e.world.data.PermissionRoles {
			for _, p := range slices.Concat(role.Allow, role.Deny) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// why holds each reason against what the reference says of that layer.
func (e *permExam) why(r *account.Rights) error {
	for range 6 {
		q := e.world.question(r.Session())
		q.at = noon
		reasons, stages := r.Why(q.action, q.target), e.ref.judge(q)
		first := r.MayOn(q.action, q.target)
		if len(reasons) != len(stages) || len(reasons) > 0 && reasons[0] != first.Reason() {
			return fmt.Errorf("why %q on %+v: got %v, MayOn %v, want one of each of %v", q.action, q.target, reasons, first, stages)
		}
		for i, reason := range reasons {
			if !slices.Contains(stages[i], reason) {
				return fmt.Errorf("why %q on %+v: got %v, want one of each of %v", q.action, q.target, reasons, stages)
			}
		}
	}
	return nil
}

// allows asks by handles of this graph, of former ones and of their siblings.
func (e *permExam) allows(r *account.Rights) error {
	none, known := e.graph.Action("no such action")
	if known || r.Allows(none, account.Handle{}) || r.Allows(account.ActionHandle{}, account.Handle{}) {
		return fmt.Errorf("allows an action that there is not")
	}
	actions := slices.Clone(e.actions)
	for a := range e.graph.Actions() {
		h, _ := e.graph.Action(a)
		actions = append(actions, h)
	}
	for _, a := range actions {
		on := permPick(e.world, e.handles)
		if r.Allows(a, on) != e.may(r.Session(), a.Action(), account.Target{Account: on.ID()}) {
			return fmt.Errorf("%q on handle %q: allows %v", a.Action(), on.ID(), r.Allows(a, on))
		}
		if r.Allows(a, account.Handle{}) != e.may(r.Session(), a.Action(), account.Target{}) {
			return fmt.Errorf("%q on no handle: allows %v", a.Action(), r.Allows(a, account.Handle{}))
		}
	}
	return nil
}

// visible holds the filter against the decision on every record that there can be.
func (e *permExam) visible(r *account.Rights) error {
	ids := append(e.world.ids(), "", "nowhere")
	for _, kind := range []account.RecordKind{account.Orders, account.Invoices, "", "quotes"} {
		f, d := r.Visible(kind)
		if !d.Allowed() && len(f.Accounts)+len(f.Fields) > 0 {
			return fmt.Errorf("visible: refused, and yet %+v", f)
		}
		for _, a := range ids {
			for _, b := range ids {
				record := account.Record{Kind: kind, OrderedBy: a, SoldTo: b, BilledTo: permPick(e.world, ids)}
				sees := r.Sees(record)
				if f.Sees(record) != sees.Allowed() {
					return fmt.Errorf("filter %+v sees %+v: %v, and the decision is %v", f, record, f.Sees(record), sees)
				}
				if want := e.seen(r.Session(), record); sees.Allowed() != want {
					return fmt.Errorf("sees %+v: %v, want %v", record, sees, want)
				}
				if err := e.known(r, kind, sees, d); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// known: of a kind of record that there is not, a session that holds is told that.
func (e *permExam) known(r *account.Rights, kind account.RecordKind, sees, visible account.Decision) error {
	holds := r.Decision()
	if !holds.Allowed() || kind == account.Orders || kind == account.Invoices {
		return nil
	}
	want := account.Reason{Code: account.RefusedNoTarget, Layer: account.LayerQuestion, Subject: "record kind"}
	if sees.Reason() != want || visible.Reason() != want {
		return fmt.Errorf("records of kind %q: sees %v, visible %v", kind, sees, visible)
	}
	return nil
}

// seen: HIS-1 and HIS-2, any of the record's accounts is one whose history may be viewed.
func (e *permExam) seen(s account.Session, record account.Record) bool {
	a, ids := account.ActionViewOrders, []string{record.OrderedBy}
	switch record.Kind {
	case account.Orders:
	case account.Invoices:
		a, ids = account.ActionViewInvoices, []string{record.SoldTo, record.BilledTo}
	default:
		return false
	}
	return slices.ContainsFunc(ids, func(id string) bool {
		return id != "" && e.may(s, a, account.Target{Account: id})
	})
}

// who asks all users with all sessions of their own.
func (e *permExam) who() error {
	actions := slices.Collect(e.graph.Actions())
	for range 6 {
		a, id := permPick(e.world, actions), e.world.someAccount()
		want := []string{}
		for _, u := range e.graph.Data().Users {
			own := append(slices.Clone(u.Accounts), "")
			if slices.ContainsFunc(own, func(of string) bool {
				return e.graph.Has(id) && e.may(account.Session{Principal: u.ID, User: u.ID, Account: of}, a, account.Target{Account: id})
			}) {
				want = append(want, u.ID)
			}
		}
		if got := slices.AppendSeq([]string{}, e.graph.Who(a, id, noon)); !slices.Equal(got, want) {
			return fmt.Errorf("who may %q on %q: got %q, want %q, of %+v", a, id, got, want, e.world.data)
		}
	}
	return nil
}
