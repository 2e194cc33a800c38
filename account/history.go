package account

import (
	"slices"
	"time"
)

// RecordKind is a kind of history.
type RecordKind string

const (
	Orders   RecordKind = "orders"
	Invoices RecordKind = "invoices"
)

// Field is the field of a record by which it is an account's.
type Field string

const (
	// OrderedBy is the account that an order was placed on.
	OrderedBy Field = "ordering account"
	// SoldTo is the account to which what an invoice is about was sold.
	SoldTo Field = "sold-to account"
	// BilledTo is the account that pays an invoice.
	BilledTo Field = "bill-to account"
)

// Record is one order or invoice of the past, as far as it matters who may see it.
type Record struct {
	Kind RecordKind
	// OrderedBy is for orders.
	OrderedBy string
	// SoldTo and BilledTo are for invoices.
	SoldTo   string
	BilledTo string
}

// Filter says which records of a kind a session sees, for a host's own query (HIS-3): those of which any of Fields names
// any of Accounts. The zero Filter lets none through.
type Filter struct {
	Kind RecordKind
	// Fields are none for the zero Filter.
	Fields []Field
	// Accounts are ids, sorted.
	Accounts []string
}

// Sees reports whether the filter lets a record through.
func (f Filter) Sees(r Record) bool {
	if r.Kind != f.Kind {
		return false
	}
	for _, field := range f.Fields {
		if id := r.account(field); id != "" {
			if _, ok := slices.BinarySearch(f.Accounts, id); ok {
				return true
			}
		}
	}
	return false
}

func (r *Record) account(f Field) string {
	switch f {
	case OrderedBy:
		return r.OrderedBy
	case SoldTo:
		return r.SoldTo
	case BilledTo:
		return r.BilledTo
	}
	return ""
}

// action returns what is asked to see records of a kind, "" for a kind that does not exist.
func (k RecordKind) action() Action {
	switch k {
	case Orders:
		return ActionViewOrders
	case Invoices:
		return ActionViewInvoices
	}
	return ""
}

func (k RecordKind) fields() []Field {
	if k == Orders {
		return []Field{OrderedBy}
	}
	return []Field{SoldTo, BilledTo}
}

// Sees decides about one record of the past. A user sees the orders placed on the session's account and the invoices sold
// or billed to it (HIS-1, HIS-2), with User.ChildHistory those of the accounts below, too, whoever pays. A blocked account
// still has its history (ACC-6).
func (r *Rights) Sees(record Record) Decision {
	if d := r.Decision(); d.Allowed() && record.Kind.action() == "" {
		return d.refused(RefusedNoTarget, "record kind")
	}
	var d Decision
	asked := false
	for _, field := range record.Kind.fields() {
		id := record.account(field)
		if id == "" {
			continue
		}
		next := r.MayOn(record.Kind.action(), Target{Account: id})
		if next.Allowed() || !asked {
			d, asked = next, true
		}
		if d.Allowed() {
			return d
		}
	}
	if !asked {
		d = r.May(record.Kind.action())
		if d.Allowed() {
			return d.refused(RefusedNoTarget, "account")
		}
	}
	return d
}

// Visible returns which records of a kind the session sees, as a filter that agrees with [Rights.Sees] on every record.
// Refused, it is the zero Filter.
func (r *Rights) Visible(kind RecordKind) (Filter, Decision) {
	d := r.May(kind.action())
	if d.Code == RefusedNoAction {
		d = d.refused(RefusedNoTarget, "record kind")
	}
	if !d.Allowed() {
		return Filter{}, d
	}
	f := Filter{Kind: kind, Fields: kind.fields(), Accounts: []string{r.session.Account}}
	if r.childHistory(r.number).code == 0 {
		f.Accounts = r.graph.below(f.Accounts, r.number)
		slices.Sort(f.Accounts)
	}
	return f, d
}

// Sees is For and [Rights.Sees] in one.
func (g *Graph) Sees(s Session, record Record, at time.Time) Decision {
	return g.For(s, at).Sees(record)
}

// Visible is For and [Rights.Visible] in one.
func (g *Graph) Visible(s Session, kind RecordKind, at time.Time) (Filter, Decision) {
	return g.For(s, at).Visible(kind)
}
