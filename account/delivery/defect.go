package delivery

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of every *DataError.
var ErrData = errors.New("delivery schedules refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	// DefectBadID: an identifier that is none, in Field.
	DefectBadID DefectCode = "bad id"
	// DefectDuplicate: one id with two contents. The same content twice is no defect.
	DefectDuplicate DefectCode = "duplicate"
	// DefectBadZone: no time zone, or the machine's own.
	DefectBadZone DefectCode = "bad zone"
	// DefectNoWorkday: no day on which anybody works.
	DefectNoWorkday DefectCode = "no working day"
	// DefectNoDelivery: working days, but none with delivery.
	DefectNoDelivery DefectCode = "no delivery"
	// DefectNoWeekday: a Workday that says not of which days.
	DefectNoWeekday DefectCode = "no weekday"
	// DefectBadWeekday: a day that no week has.
	DefectBadWeekday DefectCode = "bad weekday"
	// DefectTwoWorkdays: the weekday Value is in two places.
	DefectTwoWorkdays DefectCode = "two workdays"
	// DefectBadCutOff: a cut-off, Value, after the end of the day.
	DefectBadCutOff DefectCode = "bad cut-off"
	// DefectNoCutOff: cut-offs at 00:00 on all days, so that no order ever counts.
	DefectNoCutOff DefectCode = "no cut-off"
	// DefectBadFrame: a frame, Value, that does not begin on its day, lasts no time, or longer than a day.
	DefectBadFrame DefectCode = "bad frame"
	// DefectMisplacedCutOff: a cut-off of a day without work.
	DefectMisplacedCutOff DefectCode = "misplaced cut-off"
	// DefectIdleDay: a day with neither work nor delivery.
	DefectIdleDay DefectCode = "idle day"
	// DefectMisplacedFrame: frames of a day without delivery.
	DefectMisplacedFrame DefectCode = "misplaced frame"
	// DefectBadClosure: the closure Value has no day at all, or its last comes before its first.
	DefectBadClosure DefectCode = "bad closure"
	// DefectUnknownSchedule: the product's schedule Value does not exist.
	DefectUnknownSchedule DefectCode = "unknown schedule"
)

// remedies say what to do; {field} and {value} stand for those of the defect.
var remedies = map[DefectCode]string{
	DefectBadID:           "{field} is no identifier: write 1 to 255 bytes of UTF-8, no control characters, no space at either end",
	DefectDuplicate:       "is given twice with different content: keep one",
	DefectBadZone:         "has no usable time zone: name one of the zone database",
	DefectNoWorkday:       "has no working day: name one, or leave the schedule out",
	DefectNoDelivery:      "has no working day with delivery: permit it on one, or leave the schedule out",
	DefectNoWeekday:       "has a workday that says not of which days of the week: name them",
	DefectBadWeekday:      "weekday {value} does not exist: choose 0 (Sunday) to 6 (Saturday)",
	DefectTwoWorkdays:     "{value} is given twice: keep one",
	DefectBadCutOff:       "cut-off {value} is after the end of the day: choose 24:00 at most",
	DefectNoCutOff:        "has 00:00 as the cut-off of all days, so no order ever counts: give one a later cut-off",
	DefectBadFrame:        "frame {value} must begin before 24:00 and end later, within 24 hours: correct it; 2 at night is 26:00",
	DefectMisplacedCutOff: "has the cut-off {value} on days without work: leave out one of the two",
	DefectIdleDay:         "has days with neither work nor delivery: leave them out",
	DefectMisplacedFrame:  "has frames on days without delivery: leave out one of the two",
	DefectBadClosure:      "closure {value} names no day, or its last comes before its first: correct its days",
	DefectUnknownSchedule: "schedule {value} does not exist: add it or name another",
}

// Defect is one thing that is wrong with the data, and where.
type Defect struct {
	Code DefectCode
	// Schedule or Product is the fact at fault. Texts are cut after 256 bytes.
	Schedule string
	Product  string
	// Field says in words which part of it, Value what stands there.
	Field string
	Value string
}

// String says the defect for people, and what to do about it.
func (d Defect) String() string {
	place := "schedule " + strconv.Quote(d.Schedule)
	if d.Product != "" || d.Field == "product" {
		place = "product " + strconv.Quote(d.Product)
	}
	return place + ": " + strings.NewReplacer("{field}", d.Field, "{value}", d.Value).Replace(remedies[d.Code])
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(cmp.Compare(d.Schedule, e.Schedule), cmp.Compare(d.Product, e.Product), cmp.Compare(d.Code, e.Code),
		cmp.Compare(d.Field, e.Field), cmp.Compare(d.Value, e.Value))
}

// DataError is everything that is wrong with the data. errors.Is finds ErrData in it.
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

func (d *defects) add(at Defect, code DefectCode, field, value string) {
	at.Code, at.Field, at.Value = code, field, defect.Cut(value)
	*d = append(*d, at)
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
