package budget

import (
	"cmp"
	"errors"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of every *DataError.
var ErrData = errors.New("budgets refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	// DefectBadID: an identifier that is none, in Field.
	DefectBadID DefectCode = "bad id"
	// DefectDuplicate: one id with two contents. The same content twice is no defect.
	DefectDuplicate DefectCode = "duplicate"
	// DefectPutAndRemoved: one change both puts and removes it.
	DefectPutAndRemoved DefectCode = "put and removed"
	// DefectUnknownBudget: a budget that is to be removed does not exist.
	DefectUnknownBudget DefectCode = "unknown budget"
	// DefectRevision: the revision is not above the present one: somebody else changed the data since.
	DefectRevision DefectCode = "revision"
	// DefectBadCurrency: no currency, or one that does not exist.
	DefectBadCurrency DefectCode = "bad currency"
	// DefectNoMaximum: a limit neither for an order nor for a period.
	DefectNoMaximum DefectCode = "no maximum"
	// DefectOtherCurrency: the maximum in Field is in another currency than the budget.
	DefectOtherCurrency DefectCode = "other currency"
	// DefectNegative: the maximum in Field is below 0.
	DefectNegative DefectCode = "negative"
	// DefectBadAction: an action that does not exist.
	DefectBadAction DefectCode = "bad action"
	// DefectBadPeriod: a kind of period that does not exist.
	DefectBadPeriod DefectCode = "bad period"
	// DefectNoPeriod: Field needs periods, and the budget has none.
	DefectNoPeriod DefectCode = "no period"
	// DefectBadZone: no time zone, or the machine's own.
	DefectBadZone DefectCode = "bad zone"
	// DefectBadFiscalStart: a month that does not exist.
	DefectBadFiscalStart DefectCode = "bad fiscal start"
	// DefectMisplaced: Field means nothing for a budget with such periods.
	DefectMisplaced DefectCode = "misplaced"
	// DefectReversedDays: the last day comes before the first.
	DefectReversedDays DefectCode = "reversed days"
	// DefectNoHolder: no holder, and not for everyone.
	DefectNoHolder DefectCode = "no holder"
	// DefectEveryoneAndMore: for everyone, and with holders.
	DefectEveryoneAndMore DefectCode = "everyone and more"
	// DefectNoSupervisor: it asks for authorization, and nobody may give it.
	DefectNoSupervisor DefectCode = "no supervisor"
	// DefectBadNotice: a threshold that is not above 0 and at most the whole.
	DefectBadNotice DefectCode = "bad notice"
	// DefectBadMeasure: a measure that does not exist.
	DefectBadMeasure DefectCode = "bad measure"
	// DefectNoTermsDate: later terms without the day from which they hold.
	DefectNoTermsDate DefectCode = "terms without date"
	// DefectTwoTerms: two terms from one day, in Value.
	DefectTwoTerms DefectCode = "two terms"
)

// remedies say what to do; {field} and {value} stand for those of the defect.
var remedies = map[DefectCode]string{
	DefectBadID:           "{field} {value}",
	DefectDuplicate:       "is given twice with different content: keep one",
	DefectPutAndRemoved:   "is put and removed by one change: do one of the two",
	DefectUnknownBudget:   "does not exist, so cannot be removed: leave it out",
	DefectRevision:        "the revision is not above the present one: somebody changed the data since; prepare the change anew",
	DefectBadCurrency:     "has no currency that exists: give that of its amounts",
	DefectNoMaximum:       "{field} limit neither an order nor a period: give a maximum",
	DefectOtherCurrency:   "{field} is in {value}, which is not the budget's currency: convert it",
	DefectNegative:        "{field} is below 0: correct it",
	DefectBadAction:       "action {value} does not exist: choose block, authorize or warn",
	DefectBadPeriod:       "period {value} does not exist: choose day, week, month, quarter, year or one-off",
	DefectNoPeriod:        "{field} needs periods: say which",
	DefectBadZone:         "has no usable time zone: name one of the zone database",
	DefectBadFiscalStart:  "fiscal start {value} is no month: give 1 to 12, or 0 for January",
	DefectMisplaced:       "{field} means nothing with such periods: leave it out",
	DefectReversedDays:    "the last day comes before the first: exchange or correct them",
	DefectNoHolder:        "has no holder: name one, or say that it is for everyone",
	DefectEveryoneAndMore: "is for everyone and has holders: leave one of the two out",
	DefectNoSupervisor:    "asks for authorization and has no supervisor: name one",
	DefectBadNotice:       "notice at {value} % is not above 0 and at most 100: correct it",
	DefectBadMeasure:      "measure {value} does not exist: choose without tax, with tax or goods only",
	DefectNoTermsDate:     "has later terms without a day: say from when",
	DefectTwoTerms:        "has two terms from {value}: keep one",
}

// Defect is one thing that is wrong with the facts, and where.
type Defect struct {
	Code DefectCode
	// Budget is the one at fault, "" for the change as a whole. Texts are cut after 256 bytes.
	Budget string
	// Field says in words which part of it, Value what stands there, never an amount.
	Field string
	Value string
}

// String says the defect for people, and what to do about it.
func (d Defect) String() string {
	text := strings.NewReplacer("{field}", d.Field, "{value}", d.Value).Replace(remedies[d.Code])
	if d.Code == DefectRevision {
		return text
	}
	return "budget " + defect.Quote(d.Budget) + ": " + text
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(cmp.Compare(d.Budget, e.Budget), cmp.Compare(d.Code, e.Code), cmp.Compare(d.Field, e.Field),
		cmp.Compare(d.Value, e.Value))
}

// DataError is everything that is wrong with budgets. errors.Is finds ErrData in it.
type DataError struct {
	// Defects are sorted by place, at most MaxDefects of them.
	Defects []Defect
	// More is how many others there are.
	More int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

// defects collects what is wrong, so that all is told at once.
type defects []Defect

func (d *defects) add(budget string, code DefectCode, field, value string) {
	*d = append(*d, Defect{Code: code, Budget: defect.Cut(budget), Field: field, Value: value})
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
