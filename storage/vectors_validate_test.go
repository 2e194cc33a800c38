package storage_test

import (
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// meanings are the labels of the vectors, and the defects that mean the same.
var meanings = map[string][]any{
	"duplicate_id":        {account.DefectDuplicate, contract.DuplicateContract, pricing.DuplicateList},
	"duplicate_contract":  {contract.DuplicateContract},
	"duplicate_level":     {pricing.DuplicateList},
	"duplicate_account":   {account.DefectDuplicate, contract.AssignedTwice},
	"duplicate_product":   {contract.ListedTwice},
	"duplicate_break":     {pricing.DuplicateBreak, contract.TwoPrices, contract.ListedTwice, contract.PlainAndBreak},
	"reversed_dates":      {contract.ReversedDates, pricing.ReversedDays},
	"overlapping_windows": {pricing.CrossingWindows, pricing.DuplicateBreak},
	"unknown_account": {
		account.DefectUnknownAccount, account.DefectUnknownParent, account.DefectUnknownBillTo,
		account.DefectUnknownPricingFrom, contract.UnknownAccount,
	},
	"unknown_parent":    {account.DefectUnknownParent},
	"unknown_group":     {account.DefectUnknownGroup},
	"unknown_level":     {pricing.UnknownList},
	"unknown_currency":  {money.ErrCurrency, account.DefectBadCurrency, contract.NoCurrency},
	"missing_currency":  {pricing.NoPriceGiven, contract.NoCurrency},
	"currency_required": {pricing.NoPriceGiven, contract.NoCurrency},
	"no_currency":       {pricing.NoPriceGiven, contract.NoCurrency},
	"parent_cycle":      {account.DefectParentCycle},
	"pricing_cycle":     {account.DefectPricingCycle},
	"billing_cycle":     {account.DefectBillingCycle},
	"bill_to_cycle":     {account.DefectBillingCycle},
	"level_cycle":       {pricing.DerivationCycle},
	"derivation_cycle":  {pricing.DerivationCycle},
	"negative_price":    {pricing.NegativePrice, contract.NegativePrice},
	"negative_quantity": {pricing.NegativeMinimum, contract.NegativeMinimum},
	"negative_min_qty":  {pricing.NegativeMinimum, contract.NegativeMinimum},
	"bad_id":            {account.DefectBadID, contract.BadID, pricing.BadID},
}

// validate is the operation validate: graph, contracts and Book are made, and
// what is wrong with any of them is told by meaning.
func (r *run) validate() {
	var request struct{ Op string }
	var expect struct {
		Valid  bool   `json:"valid"`
		Reason string `json:"reason"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &request) || !r.read("expect", r.Expect, &expect) {
		return
	}
	b := r.builder(&s, r.instant(""), "")
	_, _, err := b.book()
	found := append(b.defects, codes(err)...)
	refused := err != nil || len(found) > 0
	wanted, known := meanings[expect.Reason]
	meant := slices.ContainsFunc(wanted, func(code any) bool { return slices.Contains(found, code) })
	switch {
	case expect.Valid && refused:
		b.refused(err)
	case expect.Valid:
	case expect.Reason == "":
		if !refused {
			r.problem("accepted")
		}
	case !known:
		r.lack("validate for %s", expect.Reason)
	case expect.Reason == "unknown_level" && !meant:
		r.lack("validate for unknown_level of an account") // levels are codes there
	case !meant:
		r.problem("refused: %v, for %v, want %s", refused, found, expect.Reason)
	}
}

// codes collects what is wrong from the errors of graph, contracts and Book.
func codes(err error) []any {
	var found []any
	var graph *account.DataError
	var contracts *contract.DataError
	var book *pricing.DataError
	if errors.As(err, &graph) {
		for _, d := range graph.Defects {
			found = append(found, d.Code)
		}
	}
	if errors.As(err, &contracts) {
		for _, d := range contracts.Defects {
			found = append(found, d.Code)
		}
	}
	if errors.As(err, &book) {
		for _, d := range book.Defects {
			found = append(found, d.Code)
		}
	}
	return found
}
