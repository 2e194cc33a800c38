package contract

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Difference is one field in which contracts differ.
type Difference struct {
	// Contract is the code of the contract. Account, or Product and Unit, is the part of it, where it is one.
	Contract string
	Account  string
	Product  string
	Unit     string
	// Field is "contract", "account" or "product" where the whole was added or removed; else the field that differs: "name",
	// "currency", "expiry date", "force", "active", "sales representative", "origin", "starts", "ends", "price", "breaks".
	Field string
	// Before and After are the values, for people; "" is none.
	Before, After string
}

func (d Difference) place() string {
	return Defect{Contract: d.Contract, Account: d.Account, Product: d.Product, Unit: d.Unit}.place()
}

func (d Difference) compare(e Difference) int {
	return cmp.Or(cmp.Compare(d.Contract, e.Contract), cmp.Compare(d.Account, e.Account), cmp.Compare(d.Product, e.Product),
		cmp.Compare(d.Unit, e.Unit), cmp.Compare(d.Field, e.Field))
}

// Differences returns the fields in which contracts differ from what they were, by contract, account, product, unit and
// field. In which order accounts, products and breaks are given makes no difference.
func Differences(before, after []Contract) []Difference {
	var all []Difference
	old, now := byCode(before), byCode(after)
	codes := slices.Collect(maps.Keys(now))
	for code := range old {
		if now[code] == nil {
			codes = append(codes, code)
		}
	}
	for _, code := range codes {
		all = append(all, old[code].differs(now[code])...)
	}
	slices.SortFunc(all, Difference.compare)
	return all
}

func byCode(contracts []Contract) map[string]*Contract {
	all := make(map[string]*Contract, len(contracts))
	for i := range contracts {
		all[contracts[i].Code] = &contracts[i]
	}
	return all
}

// same reports whether two contracts say the same.
func (c *Contract) same(d *Contract) bool { return len(c.differs(d)) == 0 }

// differs returns the fields in which a contract differs; nil is none.
func (c *Contract) differs(d *Contract) []Difference {
	switch {
	case c == nil && d == nil:
		return nil
	case c == nil:
		return []Difference{{Contract: d.Code, Field: "contract", After: cmp.Or(d.Name, d.Code)}}
	case d == nil:
		return []Difference{{Contract: c.Code, Field: "contract", Before: cmp.Or(c.Name, c.Code)}}
	}
	all := fields(Difference{Contract: c.Code}, c.terms(), d.terms())
	all = append(all, parts(c.assigned(), d.assigned(), "account")...)
	return append(all, parts(c.listed(), d.listed(), "product")...)
}

// field is a name with its value.
type field struct{ name, value string }

func fields(at Difference, before, after []field) (all []Difference) {
	for i, f := range before {
		if f.value != after[i].value {
			at.Field, at.Before, at.After = f.name, f.value, after[i].value
			all = append(all, at)
		}
	}
	return all
}

// parts compares accounts or products by their places.
func parts(before, after map[Difference][]field, what string) (all []Difference) {
	for at, was := range before {
		is, still := after[at]
		if !still {
			at.Field, at.Before = what, at.Account+at.Product
			all = append(all, at)
			continue
		}
		all = append(all, fields(at, was, is)...)
	}
	for at := range after {
		if _, had := before[at]; !had {
			at.Field, at.After = what, at.Account+at.Product
			all = append(all, at)
		}
	}
	return all
}

func (c *Contract) terms() []field {
	return []field{
		{"name", c.Name}, {"currency", c.Currency.String()}, {"expiry date", c.Expires.String()}, {"force", yes(c.Force)},
		{"active", yes(!c.Inactive)}, {"sales representative", c.SalesRep}, {"origin", c.Origin.String()},
	}
}

func (c *Contract) assigned() map[Difference][]field {
	all := make(map[Difference][]field, len(c.Accounts))
	for _, a := range c.Accounts {
		all[Difference{Contract: c.Code, Account: a.Account}] = []field{
			{"starts", a.Starts.String()}, {"ends", a.Ends.String()}, {"active", yes(!a.Inactive)},
		}
	}
	return all
}

func (c *Contract) listed() map[Difference][]field {
	all := make(map[Difference][]field, len(c.Products))
	for _, p := range c.Products {
		all[Difference{Contract: c.Code, Product: p.Product, Unit: p.Unit}] = []field{
			{"price", p.Price.String()}, {"breaks", p.breaks()}, {"active", yes(!p.Inactive)},
		}
	}
	return all
}

func (p Product) breaks() string {
	breaks := slices.Clone(p.Breaks)
	slices.SortFunc(breaks, func(a, b Break) int { return a.Min.Cmp(b.Min) })
	var text []string
	for _, b := range breaks {
		text = append(text, b.Price.String()+" from "+b.Min.String())
	}
	return strings.Join(slices.Compact(text), ", ")
}

func yes(b bool) string { return strconv.FormatBool(b) }
