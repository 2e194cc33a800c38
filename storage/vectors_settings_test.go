package storage_test

import (
	"encoding/json"
	"slices"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// What a vector says, and what becomes of it:
//
//	said                                   the library's
//	price_selection first_level            the default Precedence: the first of Buyer.Levels that yields a price
//	price_selection lowest                 Precedence.EveryLevel, LowestPrice, LevelPosition
//	price_selection priority_then_lowest   EveryLevel, HighestPriority before LowestPrice; contracts above all levels
//	price_selection merge_lowest, _priority   lowest, first_level, where the levels' breaks have the same minimums; else skipped
//	price_selection priority_then_specific    each level in parts, by how specific rows are and by minimum: levels of their own, in that order
//	row_pick best_break, first_match, lowest, specific_then_lowest
//	                                       the table of breaks that the pick comes to, row for row (rows of the vector only, no arithmetic)
//	row_pick sum_percent                   one surcharge of the sum, for rows of one source
//	rows for a category or for everything  rows per product, the most specific one at each quantity
//	max_qty                                a break above it; price null and gaps are a price of 0, which never counts
//	breaks                                 Scope LineScope: the vectors decide each line on its own
//	break_mode graduated                   Mode Graduated from 1 on, GraduatedMeasure from 0
//	below_first_break first_break          the first break begins at 0 (levels; beside contracts with breaks skipped)
//	percent of list, cost                  Derivation from a Nobody list of kind cost, surcharges by product
//	percent of level:<id>                  Derivation from that level
//	amount, margin_percent, steps          Surcharge.Then, step by step
//	sum_of                                 Derivation.From and Plus: a Nobody list for each part, derived from the price that it names;
//	                                       a part that is an amount alone is a step
//	round {scale | increment, pre_scale, mode}   the last of the steps
//	floor_zero                             as always: what comes to less than 0 is kept as 0; a price of 0 is skipped, for it never wins
//	rounding {…, at unit | line | total}   Places.Unit and the Derivations' rounding | Places.Line | Places.Order
//	rounding.pre_scale                     two roundings; of stated unit prices by a list that is derived from these; at line or total skipped
//	for, of a level                        a List.Permission named after the condition, which Buyers that meet it hold
//	for, of a row                          the level in such parts, with a List.Permission each
//	levels that nobody names               the levels of every account, by priority; a condition or a setup without any naming is needed
//	default_levels, groups, fallback       Account.PriceLevels: own levels, the groups', the default ones, until one says none
//	inherit_level_from_parent              Account.PriceLevels: those of the nearest account above that has any
//	list_is_fallback                       a last level with the products' list prices
//	currency                               the rows' currency; rows without one have the question's
//	unit_is_key                            Row.Unit; without it a line is converted (product.Book.Convert) to the one unit that all lists have
//	                                       the product in, and its unit price multiplied back; skipped for several units, or rounded prices
//	valid_to_exclusive, expiry_exclusive   Days.To a day earlier; contract.Reading.ExpiryExcluded
//	pricing_from, bill_to                  overrides in force: the application and the account's group grant them
//	impersonation false                    the application has Impersonate off
//	impersonate_depth direct               Application.DirectChildrenOnly
//	user                                   type customer, activated, with all options; regular, unless a row below says more
//	may_order false, active false          User.MayOrder, User.Activated
//	order_limit, authorizers               a sub-account with limited budget and one limit for each amount
//	period_limits                          a sub-account; see below
//	who authorizes, approves, or is an approver or admin   an account manager; a sub-account that may authorize, where he is one
//	may_impersonate                        the user's own group POWER-CUSTOMER
//	represents, relation multi             one to multi: the user's account first, then those represented
//	remove                                 Changes.RemoveUsers, on the graph that still has him
//	open_authorizations                    the limits that list the authorizer; approval's InTheWay for orders that ask him alone
//	represent                              Login for the own account, Represent for a linked one, else Impersonate, out of any of the
//	                                       user's accounts, any user there; then May see prices and May order
//	nobody there, or nobody to authorize   represent: one regular user, one account manager is supplied
//	accounts that only users name          supplied, where the setup has none at all; always for operations about buying
//	on_tie, require_base_break             skipped: ties are answers, a missing base break is lint
//	duplicate_break, currency_required     NewBook's DuplicateBreak, NoPriceGiven
//	budgets[].max_order, max_amount        MaxOrder, MaxPeriod; 0 is no amount, and a budget of neither is left out
//	period absent                          OneOff where there is a max_amount
//	action absent, ignore                  Block; the budget is left out
//	action authorize                       supervisors are those who answer for the user, see below
//	holders absent                         Holders.Everyone
//	consumed                               an order just before, which counts in that budget alone
//	may_exceed                             skipped where it names the user, his account or group: a budget excepts nobody
//	warn_below_percent                     a second budget of the same holders that only warns, of the maximum without that part
//	history                                orders placed and committed before, the user's where nobody is named, under budgets that only warn;
//	                                       with a budget named they count there, and against limits by period
//	fx                                     Question.Rates to the account's currency: the one at 1, the order's where that has no rate,
//	                                       else the euro; limits measure by what a budget in it would. Beside prices skipped
//	amount, shipping                       Totals.WithoutTax includes delivery; limit_excludes_shipping: GoodsOnly, Totals.Goods
//	week_start, year_start_month           Budget.WeeksFromSunday, FiscalStart (years and quarters)
//	zero_limit zero, unlimited             both of budgets and of limits; without it 0 is no maximum of a budget, and nothing as a limit
//	period_limits                          budgets that the user alone holds, called period_limit:<period>: they ask who answers for him,
//	                                       and block where nobody does
//	absent_period_limit                    a limit by period without an amount: none, or 0; skipped as 0 of users without any
//	authorizers                            an approval.Limit each; the highest exceeded one only, authorizers_needed all: in turn.
//	                                       Where approve_limit is stated of one of them, rights must cover the amount
//	order_limit of which no authorizers are said   a Limit for who answers; routed, where there are users with an approve_limit
//	who answers for a user                 his approver, else the approvers, else the admins of his account, else whom his limits list
//	nobody to answer, and authorize or pending is expected   one authorizer is supplied, who is not among authorizers
//	approve_limit, unlimited               approval.Right: null and unlimited Unlimited, absent none
//	chain                                  a Limit for each level, over 0 where no amount is said, those over the same a millionth
//	                                       apart; needs_limit: Covered. Levels over less than those before are skipped
//	sequence                               InTurn; False: SideBySide
//	one person at several levels           SamePersonSeveralLevels always: no vector knows the rule
//	self_approval, decline_reason_required Options of the same names
//	same_approver_covers_rest, auto_if_can_approve   the same approver, or the one who ordered, answers every level that he may
//	erp_open false                         the order is exported as soon as it is approved
//	submit, edit, confirm                  Place, Amend, Export; confirm places what needs nobody's agreement first
//	restart                                Withdraw, Amend of what was declined: a draft again
//	pending_levels                         all that are unanswered, Policy.Missing
//	can_approve                            Right.Covers, and a level with Covered; limit_field order_limit: Plan has no level
//	combine_decisions                      a level for each, side by side; any: one level for all, skipped where a decline may be overruled
//	approver_route chain                   a Limit over the right of each on the way up, for the next
//	approver_route direct, first_qualified the user's approver; a routed Limit, each user in an account below his approver's
//	budget_events                          Place and Commit; Credit, the last order first. Restoring more than was consumed is skipped
//	abs_qty                                the host asks for the quantity without its sign; totals of such lines are skipped
//	ignore_rows_above_list                 the host leaves out stated prices above the product's list price; derived ones are skipped
//	higher_level_may_act, surcharge_amount, contract_inherit_from and any other:
//	                                       skipped by name
//
// Unit prices of more than 6 decimals, windows with a time of day, prices of 0 that win, quantities of 0 or below,
// and two windows of one level that hold at once are skipped by name too.

// options are the settings of a vector, read.
type options struct {
	selection      string
	pick           string
	graduated      bool
	firstBreak     bool
	listFallback   bool
	unitIsKey      bool
	absQuantity    bool
	notAboveList   bool
	inheritLevels  bool
	toExclusive    bool
	noCurrency     bool
	impersonation  bool
	directChildren bool
	unitRound      money.Rounding
	unitPre        money.Rounding // a rounding before that
	round          pricing.Places
	reading        contract.Reading
	buying
}

// choice is a setting of one of several words, or of one that sets a flag: the last.
type choice struct {
	into *string
	of   []string
	flag *bool
}

// flags are the settings that are on or off.
func (o *options) flags() map[string]*bool {
	return map[string]*bool{
		"list_is_fallback":          &o.listFallback,
		"unit_is_key":               &o.unitIsKey,
		"inherit_level_from_parent": &o.inheritLevels,
		"valid_to_exclusive":        &o.toExclusive,
		"expiry_exclusive":          &o.reading.ExpiryExcluded,
		"currency_required":         &o.noCurrency,
		"abs_qty":                   &o.absQuantity,
		"ignore_rows_above_list":    &o.notAboveList,
		"floor_zero":                new(bool), // as always: what comes to less than 0 is kept as 0
		"impersonation":             &o.impersonation,
		"limit_excludes_shipping":   &o.goodsOnly,
		"same_approver_covers_rest": &o.coversRest,
		"self_approval":             &o.selfApproval,
		"auto_if_can_approve":       &o.auto,
		"decline_reason_required":   &o.declineReason,
	}
}

func (o *options) choices() map[string]choice {
	return map[string]choice{
		"price_selection":   {into: &o.selection, of: []string{"first_level", "lowest", "merge_lowest", "merge_priority", "priority_then_lowest", "priority_then_specific"}},
		"row_pick":          {into: &o.pick, of: []string{"best_break", "first_match", "lowest", "specific_then_lowest", "sum_percent"}},
		"break_mode":        {flag: &o.graduated, of: []string{"all_units", "graduated"}},
		"below_first_break": {flag: &o.firstBreak, of: []string{"none", "first_break"}},
		"duplicate_break":   {of: []string{"error"}}, // as always
		"impersonate_depth": {flag: &o.directChildren, of: []string{"all", "any", "descendants", "direct"}},

		"week_start":          {flag: &o.fromSunday, of: []string{"monday", "sunday"}},
		"year_start_month":    {into: &o.yearStart, of: months},
		"zero_limit":          {into: &o.zeroLimit, of: slices.Concat(isZero, isUnlimited)},
		"absent_period_limit": {into: &o.absentLimit, of: slices.Concat(isZero, isUnlimited)},
		"authorizers_needed":  {flag: &o.allLimits, of: []string{"highest", "all"}},
		"combine_decisions":   {into: &o.combine, of: slices.Concat(allAgree, anyAgrees)},
		"sequence":            {into: &o.sequence, of: slices.Concat(inTurn, sideBySide)},
		"approver_route":      {into: &o.route, of: []string{"chain", "direct", "first_qualified"}},
	}
}

// options reads the settings; each one that the library does not know is named.
func (r *run) options(settings map[string]json.RawMessage) *options {
	o := &options{selection: "first_level", pick: "best_break", impersonation: true, reading: contract.DefaultReading()}
	flags, choices := o.flags(), o.choices()
	for _, name := range sortedNames(settings) {
		value := text(settings[name])
		choice, isChoice := choices[name]
		switch {
		case flags[name] != nil && (value == "True" || value == "False"):
			*flags[name] = value == "True"
		case isChoice && slices.Contains(choice.of, value):
			if choice.into != nil {
				*choice.into = value
			}
			if choice.flag != nil {
				*choice.flag = value == choice.of[len(choice.of)-1]
			}
		case name == "rounding":
			r.roundPlaces(settings[name], o)
		case value == "False" && slices.Contains(usuallyOff, name):
		default:
			r.lack("%s=%s", name, value)
		}
	}
	return o
}

// usuallyOff are switches that the library does not have, off where a vector says
// nothing.
var usuallyOff = []string{"higher_level_may_act"}

// precedence is that of a price selection.
func (o *options) precedence() pricing.Precedence {
	criteria := []pricing.Criterion{pricing.ForcedFirst}
	if o.selection == "priority_then_lowest" || o.listFallback {
		criteria = append(criteria, pricing.HighestPriority)
	}
	criteria = append(criteria, pricing.LowestPrice, pricing.ContractFirst, pricing.LevelPosition)
	return pricing.Precedence{Criteria: criteria, EveryLevel: o.everyLevel()}
}

func (o *options) everyLevel() bool {
	return o.selection == "lowest" || o.selection == "merge_lowest" || o.selection == "priority_then_lowest"
}

// text writes a setting's value as the tags of the vectors do.
func text(value json.RawMessage) string {
	switch s := string(value); s {
	case "true":
		return "True"
	case "false":
		return "False"
	default:
		var plain string
		if json.Unmarshal(value, &plain) == nil {
			return plain
		}
		return s
	}
}

// sortedNames returns the keys of a map in order.
func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
