package record

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// errText is told nobody: where it was found is.
var errText = errors.New("not a text of its kind")

// as returns the value of a field in its own type.
func as[V any](v reflect.Value) *V { return v.Addr().Interface().(*V) }

func writeInstant(v reflect.Value) (string, error) {
	text, err := storage.Instant(*as[time.Time](v)).MarshalText()
	return string(text), err
}

func readInstant(text string, v reflect.Value) error {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || !strings.HasSuffix(text, "Z") || !storage.Instant(t).Equal(t) {
		return errText
	}
	*as[time.Time](v) = t.UTC()
	return nil
}

// writeAmount writes the canonical text of any amount: more digits and decimals than may be entered.
func writeAmount(v reflect.Value) (string, error) {
	a := *as[money.Amount](v)
	switch {
	case !a.IsSet():
		return "", nil
	case !a.Currency().Known():
		return "", errText
	}
	return a.String(), nil
}

func readAmount(text string, v reflect.Value) error {
	if text == "" {
		return nil
	}
	number, code, ok := strings.Cut(text, " ")
	c, err := money.ParseCurrency(code)
	coef, scale, isNumber := parseNumber(number)
	if !ok || err != nil || !isNumber {
		return errText
	}
	*as[money.Amount](v) = money.Scaled(coef, scale, c)
	return nil
}

func writeQuantity(v reflect.Value) (string, error) { return as[money.Quantity](v).String(), nil }

func readQuantity(text string, v reflect.Value) error {
	coef, scale, ok := parseNumber(text)
	if !ok || scale > 6 {
		return errText
	}
	for ; scale < 6; scale++ {
		if coef > math.MaxInt64/10 || coef < math.MinInt64/10 {
			return errText
		}
		coef *= 10
	}
	*as[money.Quantity](v) = money.Micros(coef)
	return nil
}

// parseNumber reads -?[0-9]+(\.[0-9]{1,18})? that fits into 64 bits.
func parseNumber(text string) (coef int64, scale uint8, ok bool) {
	whole, fraction, point := strings.Cut(text, ".")
	digits := strings.TrimPrefix(whole, "-") + fraction
	if len(digits) > 40 || len(fraction) > 18 || point && fraction == "" || whole == "" || whole == "-" ||
		strings.Trim(digits, "0123456789") != "" {
		return 0, 0, false
	}
	fraction = strings.TrimRight(fraction, "0") // which a minor unit may add to what just fits
	coef, err := strconv.ParseInt(whole+fraction, 10, 64)
	return coef, uint8(len(fraction)), err == nil
}

// fixed begins the text of a zone that is not in the zone database: one offset for ever.
const fixed = "fixed:"

// probes are instants at which zones of one name that differ, differ: every half a year for over a century.
func probes(yield func(time.Time) bool) {
	for year := 1920; year <= 2060; year++ {
		for _, month := range []time.Month{time.January, time.July} {
			if !yield(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)) {
				return
			}
		}
	}
}

// writeZone writes the name of a zone of the database, and offset and name of a fixed one. Another has no text.
func writeZone(v reflect.Value) (string, error) {
	zone := *as[*time.Location](v)
	named, err := calendar.ParseZone(zone.String())
	if err == nil && alike(zone, named) {
		return zone.String(), nil
	}
	_, offset := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).In(zone).Zone()
	if calendar.CheckZone(zone) != nil || !alike(zone, time.FixedZone(zone.String(), offset)) {
		return "", errText
	}
	return fixed + strconv.Itoa(offset) + ":" + zone.String(), nil
}

func alike(a, b *time.Location) bool {
	if a == b {
		return true
	}
	for t := range probes {
		nameA, offsetA := t.In(a).Zone()
		nameB, offsetB := t.In(b).Zone()
		if nameA != nameB || offsetA != offsetB {
			return false
		}
	}
	return true
}

func readZone(text string, v reflect.Value) (err error) {
	zone := as[*time.Location](v)
	rest, isFixed := strings.CutPrefix(text, fixed)
	if !isFixed {
		*zone, err = calendar.ParseZone(text)
		return err
	}
	digits, name, ok := strings.Cut(rest, ":")
	offset, err := strconv.Atoi(digits)
	if !ok || err != nil || strconv.Itoa(offset) != digits || name == "" || name == "Local" {
		return errText
	}
	*zone = time.FixedZone(name, offset)
	return nil
}
