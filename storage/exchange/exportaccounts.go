package exchange

import (
	"iter"
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// Accounts writes accounts, in the order given. What no column says (addresses, payment terms, categories, tax profile,
// representatives, delivery schedules) is refused unless Lossy, and so is always a group or price level whose id holds a
// semicolon.
func (e Export) Accounts(accounts iter.Seq[account.Account], open Open) error {
	return export(newPartWriter(&accountsTable, e.Rows, nil, open), accounts, e.writeAccount)
}

func (e Export) writeAccount(w *partWriter[account.Account], a account.Account) {
	if what := unsaid(&a); what != "" && !e.Lossy {
		w.lose(-1, "the account's "+what+" cannot be said: take the JSON form, or an export that is lossy")
	}
	groups, levels := w.ids(accountGroups, a.Groups), w.ids(accountLevel, a.PriceLevels)
	status, err := a.Status.MarshalText()
	if err != nil {
		w.refuse(FileError{Column: accountColumn(accountStatus), Code: BadStatus, Reason: "no status: set active or blocked"})
	}
	currency := ""
	if a.Currency != 0 {
		currency = a.Currency.String()
	}
	w.row(a.ID, a.Code, a.Name, string(status), flagText(a.National), a.Parent, groups, levels, currency, a.BillTo, a.PricingFrom)
	w.name("account", a.ID)
}

// unsaid names a fact of an account that has no column, "" for none.
func unsaid(a *account.Account) string {
	switch {
	case len(a.Addresses) > 0:
		return "addresses"
	case a.PaymentTerms != account.PaymentTerms{}:
		return "payment terms"
	case len(a.Categories) > 0:
		return "categories"
	case a.TaxProfile != "":
		return "tax profile"
	case len(a.Representatives) > 0:
		return "representatives"
	case len(a.DeliverySchedules) > 0:
		return "delivery schedules"
	}
	return ""
}

// ids joins ids by semicolons.
func (w *partWriter[T]) ids(column int, ids []string) string {
	for _, id := range ids {
		if id == "" || strings.Contains(id, ";") {
			w.lose(column, "an id is empty or holds a semicolon, which stands between ids: rename it, or take the JSON form")
		}
	}
	return strings.Join(ids, ";")
}
