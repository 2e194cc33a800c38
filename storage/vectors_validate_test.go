package storage_test

import (
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// meanings are the labels of the vectors, and the defects that mean the same.
var meanings = map[string][]any{
	"duplicate_id":        {account.DefectDuplicate, contract.DuplicateContract, pricing.DuplicateList, budget.DefectDuplicate},
	"duplicate_budget":    {budget.DefectDuplicate},
	"duplicate_contract":  {contract.DuplicateContract},
	"duplicate_level":     {pricing.DuplicateList},
	"duplicate_account":   {account.DefectDuplicate, contract.AssignedTwice},
	"duplicate_product":   {contract.ListedTwice},
	"duplicate_break":     {pricing.DuplicateBreak, contract.TwoPrices, contract.ListedTwice, contract.PlainAndBreak},
	"reversed_dates":      {contract.ReversedDates, pricing.ReversedDays, budget.DefectReversedDays},
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

	"multi_needs_two_accounts":    {account.DefectTooFewAccounts},
	"single_has_several_accounts": {account.DefectTooManyAccounts},
	"limit_without_authorizer":    {account.DefectNoAuthorizer},
	"authorizer_in_use":           {account.DefectStillNamed, waitsFor},
	"unknown_authorizer":          {account.DefectUnknownAuthorizer},
	"unknown_user":                {account.DefectUnknownUser, account.DefectUnknownAuthorizer},
	"duplicate_user":              {account.DefectDuplicate},
	"negative_limit":              {account.DefectBadLimit, budget.DefectNegative},
	"negative_budget":             {budget.DefectNegative},
	"authorizer_elsewhere":        {account.DefectAuthorizerElsewhere},
	"authorizer_inactive":         {account.DefectAuthorizerInactive},
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
	err = errors.Join(err, b.budgetDefects())
	found := append(append(b.defects, codes(err)...), b.inTheWay()...)
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

// refusals are the defects for which the library refuses on purpose what other
// systems give some price for.
var refusals = map[any]string{
	pricing.DuplicateBreak:  "two prices for one minimum",
	pricing.CrossingWindows: "windows of one level that cross",
	pricing.BreaksTwice:     "breaks over the breaks of the source",
	pricing.NegativePrice:   "a price below 0",
	pricing.NegativeMinimum: "a minimum below 0",
	pricing.ReversedDays:    "a window that ends before it begins",
	pricing.NoRounding:      "unit prices of more than 6 decimals",
	contract.TwoPrices:      "two prices for one minimum of a contract",
	contract.ListedTwice:    "two prices for one product of a contract",
	contract.AssignedTwice:  "an account twice on a contract",
	contract.NegativePrice:  "a price below 0 in a contract",
	contract.ReversedDates:  "a contract that ends before it starts",

	account.DefectMisplacedRelation:   "a sub-account of several accounts",
	account.DefectAuthorizerElsewhere: "an authorizer of another account",
}

// refused says why no Graph or no Book was made.
func (r *run) refused(err error) {
	for _, code := range codes(err) {
		if name := refusals[code]; name != "" {
			r.lack("%s", name)
		}
	}
	r.problem("refused: %v", err)
}

// codes collects what is wrong from the errors of graph, contracts and Book.
func codes(err error) []any {
	var found []any
	var graph *account.DataError
	var contracts *contract.DataError
	var book *pricing.DataError
	var budgets *budget.DataError
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
	if errors.As(err, &budgets) {
		for _, d := range budgets.Defects {
			found = append(found, d.Code)
		}
	}
	return found
}
