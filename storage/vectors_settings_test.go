package storage_test

import (
	"encoding/json"
	"slices"
	"strings"

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
//	price_selection priority_then_specific    skipped: a list has no specificity
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
//	margin_percent                         a surcharge of m/(100-m), where that is exact; else skipped
//	steps of percentages                   the one surcharge that they come to
//	amount, other steps, sum_of            skipped: surcharges are percentages
//	round {scale | increment, mode}        the Derivation's rounding; several in one level are skipped
//	rounding {…, at unit | line | total}   Places.Unit and the Derivations' rounding | Places.Line | Places.Order
//	rounding.pre_scale                     for the operation round: two roundings; of prices skipped
//	for, of a level                        a List.Permission named after the condition, which Buyers that meet it hold
//	for, of a row                          skipped: an audience is the list's
//	levels that nobody names               the levels of every account, by priority; a condition or a setup without any naming is needed
//	default_levels, groups, fallback       Account.PriceLevels: own levels, the groups', the default ones, until one says none
//	inherit_level_from_parent              Account.PriceLevels: those of the nearest account above that has any
//	list_is_fallback                       a last level with the products' list prices
//	currency                               the rows' currency; rows without one have the question's
//	unit_is_key                            Row.Unit; without it only questions that need no conversion are run
//	valid_to_exclusive, expiry_exclusive   Days.To a day earlier; contract.Reading.ExpiryExcluded
//	pricing_from, bill_to                  overrides in force: the application and the account's group grant them
//	impersonation false                    the application has Impersonate off
//	impersonate_depth direct               Application.DirectChildrenOnly
//	user                                   type customer, activated, with all options; regular, unless a row below says more
//	may_order false, active false          User.MayOrder, User.Activated
//	order_limit, authorizers               a sub-account with limited budget and one limit for each amount
//	period_limits                          a sub-account; in validate skipped until there are budgets
//	who authorizes, approves, or is an approver or admin   an account manager; a sub-account that may authorize, where he is one
//	may_impersonate                        the user's own group POWER-CUSTOMER
//	represents, relation multi             one to multi: the user's account first, then those represented
//	remove                                 Changes.RemoveUsers, on the graph that still has him
//	open_authorizations                    the limits that list the authorizer; skipped where none does
//	represent                              Login for the own account, Represent for a linked one, else Impersonate, out of any of the
//	                                       user's accounts, any user there; then May see prices and May order
//	nobody there, or nobody to authorize   represent: one regular user, one account manager is supplied
//	accounts that only users name          supplied, where the setup has none at all
//	on_tie, require_base_break             skipped: ties are answers, a missing base break is lint
//	duplicate_break, currency_required     NewBook's DuplicateBreak, NoPriceGiven
//	abs_qty, floor_zero, surcharge_amount, ignore_rows_above_list, contract_inherit_from and any other: skipped by name
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
	inheritLevels  bool
	toExclusive    bool
	noCurrency     bool
	impersonation  bool
	directChildren bool
	unitRound      money.Rounding
	round          pricing.Places
	reading        contract.Reading
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
		"impersonation":             &o.impersonation,
	}
}

func (o *options) choices() map[string]choice {
	return map[string]choice{
		"price_selection":   {into: &o.selection, of: []string{"first_level", "lowest", "merge_lowest", "merge_priority", "priority_then_lowest"}},
		"row_pick":          {into: &o.pick, of: []string{"best_break", "first_match", "lowest", "specific_then_lowest", "sum_percent"}},
		"break_mode":        {flag: &o.graduated, of: []string{"all_units", "graduated"}},
		"below_first_break": {flag: &o.firstBreak, of: []string{"none", "first_break"}},
		"duplicate_break":   {of: []string{"error"}}, // as always
		"impersonate_depth": {flag: &o.directChildren, of: []string{"all", "any", "descendants", "direct"}},
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
var usuallyOff = []string{"abs_qty", "floor_zero", "ignore_rows_above_list"}

// roundPlaces says where prices are rounded.
func (r *run) roundPlaces(data json.RawMessage, o *options) {
	var said rounding
	if !r.read("settings.rounding", data, &said) {
		return
	}
	if said.PreScale != nil {
		r.lack("rounding.pre_scale")
		return
	}
	round, ok := r.rounding(said)
	switch {
	case !ok:
	case said.At == "" || said.At == "unit":
		o.unitRound, o.round.Unit = round, round
	case said.At == "line":
		o.round.Line = round
	case said.At == "total":
		o.round.Order = round
	default:
		r.lack("rounding.at=%s", said.At)
	}
}

// modes are other words for the rounding modes.
var modes = map[string]money.Mode{
	"truncate": money.Down, "trunc": money.Down, "toward zero": money.Down,
	"ceil": money.Ceiling, "away from zero": money.Up,
	"bankers": money.HalfEven, "banker": money.HalfEven, "half away from zero": money.HalfUp, "half toward zero": money.HalfDown,
}

// rounding reads a rounding; half up where no mode is said.
func (r *run) rounding(said rounding) (round money.Rounding, ok bool) {
	name := strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(said.Mode), "_", " "), "round ")
	mode, err := money.ParseMode(name)
	if other, known := modes[name]; known {
		mode, err = other, nil
	}
	if name == "" {
		mode, err = money.HalfUp, nil
	}
	if err != nil {
		r.lack("rounding.mode=%s", said.Mode)
		return round, false
	}
	switch {
	case said.Increment.given() && said.Scale == nil:
		round, err = money.ToIncrement(said.Increment.text, mode)
	case said.Scale != nil && !said.Increment.given():
		round, err = scaled(*said.Scale, mode)
	default:
		r.lack("rounding without either scale or increment")
		return round, false
	}
	if err != nil {
		r.lack("rounding to scale or increment beyond bounds")
		return round, false
	}
	return round, true
}

// scaled rounds to a number of decimals; to tens, hundreds … for negative ones.
func scaled(scale int, mode money.Mode) (money.Rounding, error) {
	if scale < 0 {
		return money.ToIncrement("1"+strings.Repeat("0", -scale), mode)
	}
	round := money.ToPlaces(scale, mode)
	return round, round.Check()
}

// exactly is the rounding of derived prices where none is said: to the six
// decimals that a unit price may have.
func exactly() money.Rounding { return money.ToPlaces(6, money.HalfEven) }

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
