package storage_test

import (
	"slices"
	"strconv"
	"time"
)

// purse is a budget of a vector.
type purse struct {
	ID      string `json:"id"`
	Holders struct {
		Users    []string `json:"users"`
		Accounts []string `json:"accounts"`
		Groups   []string `json:"groups"`
	} `json:"holders"`
	Currency  string   `json:"currency"`
	MaxOrder  number   `json:"max_order"`
	MaxAmount number   `json:"max_amount"`
	Period    string   `json:"period"`
	Action    string   `json:"action"`
	Consumed  number   `json:"consumed"`
	ValidFrom string   `json:"valid_from"`
	ValidTo   string   `json:"valid_to"`
	Active    *bool    `json:"active"`
	MayExceed []string `json:"may_exceed"`
	WarnBelow number   `json:"warn_below_percent"`
}

// periodLimit is what a user may spend in a period.
type periodLimit struct {
	Period string `json:"period"`
	Limit  number `json:"limit"`
}

// earlier is an order that was placed before.
type earlier struct {
	Date     string `json:"date"`
	Amount   number `json:"amount"`
	Currency string `json:"currency"`
	User     string `json:"user"`
	Budget   string `json:"budget"`
}

// link is a level of an approval chain.
type link struct {
	Level      int      `json:"level"`
	Approvers  []string `json:"approvers"`
	Over       number   `json:"over"`
	NeedsLimit bool     `json:"needs_limit"`
}

// buying are the settings about budgets, limits and approval.
type buying struct {
	fromSunday    bool
	yearStart     string
	zeroLimit     string
	absentLimit   string
	goodsOnly     bool
	allLimits     bool
	combine       string
	sequence      string
	route         string
	coversRest    bool
	selfApproval  bool
	auto          bool
	declineReason bool
}

// Words that settings are said with.
var (
	months      = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	isZero      = []string{"zero", "nothing", "0"}
	isUnlimited = []string{"unlimited", "no_limit", "no_maximum"}
	allAgree    = []string{"all", "unanimous"}
	anyAgrees   = []string{"any", "first"}
	inTurn      = []string{"True", "sequential", "in_turn"}
	sideBySide  = []string{"False", "parallel", "side_by_side"}
)

// fiscalStart is the month in which years begin.
func (b *buying) fiscalStart() time.Month {
	n, _ := strconv.Atoi(b.yearStart)
	return time.Month(n)
}

// limit reads a limit that may be 0: that is zero, or no limit at all. Where
// the vector does not say which, it is as given.
func (r *run) limit(n number, b *buying, zeroIsNone bool) (limit number) {
	if !n.given() || !r.decimal(n).IsZero() {
		return n
	}
	if b.zeroLimit != "" {
		zeroIsNone = slices.Contains(isUnlimited, b.zeroLimit)
	}
	if zeroIsNone {
		return number{}
	}
	return n
}

// absent reads a limit by period that is not given: no limit, unless the vector says that it is zero.
func (r *run) absent(n number, b *buying) number {
	if !n.given() && slices.Contains(isZero, b.absentLimit) {
		return number{text: "0", stated: true}
	}
	return r.limit(n, b, false)
}
