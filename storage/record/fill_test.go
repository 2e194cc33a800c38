package record_test

import (
	"math/rand/v2"
	"reflect"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

var texts = []string{
	"", "a", "A", "\u00e9", "e\u0301", "\x00", "a\x00b", "\xff", "a\xc3", "\u2028", "<&>", `\u0041`, `"`, `\`, "\U0001f600", "\ufffd", "\n\t", "null", "\x7f",
}

// made are values of types that are not made of their fields.
func made(r *rand.Rand) map[reflect.Type]any {
	return map[reflect.Type]any{
		reflect.TypeFor[time.Time](): one(r, time.Date(2026, 11, 21, 12, 0, 0, 123456000, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC),
			time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC)),
		reflect.TypeFor[*time.Location](): one(r, time.UTC, zone("Europe/Berlin"), zone("America/Santiago"), time.FixedZone("UTC", 0),
			time.FixedZone("east:5", 19800), zone("Pacific/Apia")),
		reflect.TypeFor[money.Amount](): one(r, money.Scaled(1250, 2, money.GBP), money.Zero(money.EUR), money.Scaled(-1<<62, 18, money.JPY),
			money.Scaled(1<<63-1, 0, money.BHD), money.Scaled(15, 1, money.GBP), money.Scaled(1500, 3, money.GBP)),
		reflect.TypeFor[money.Quantity](): one(r, money.Micros(1), money.Micros(-1<<63), money.Micros(1<<63-1), money.Units(3)),
		reflect.TypeFor[money.Rate]():     one(r, money.MustRate("0.8"), money.MustRate("-0.125"), money.MustRate("1.000000000001"), money.MustRate("2.50")),
		reflect.TypeFor[money.Rounding](): one(r, money.ToPlaces(2, money.HalfUp), money.ToPlaces(0, money.HalfEven)),
		reflect.TypeFor[money.Currency](): one(r, money.GBP, money.JPY, money.BHD),
		reflect.TypeFor[calendar.Date]():  one(r, calendar.MustDate("2026-02-28"), calendar.MustDate("0001-01-01"), calendar.MustDate("9999-12-31")),
		reflect.TypeFor[budget.Period]():  one(r, budget.MustPeriod("week:2025-12-29"), budget.MustPeriod("one-off"), budget.MustPeriod("month:2026-02-01")),
		reflect.TypeFor[pricing.ListID](): one(r, pricing.LevelID("A:B"), pricing.ListID{Kind: "my-promo_1", Code: "\u00e9 \xff"}),

		reflect.TypeFor[approval.State]():      approval.State(r.IntN(5)),
		reflect.TypeFor[approval.Verdict]():    approval.Verdict(1 + r.IntN(2)),
		reflect.TypeFor[storage.Kind]():        storage.Kind(1 + r.IntN(2)),
		reflect.TypeFor[account.Status]():      account.Status(r.IntN(2)),
		reflect.TypeFor[account.Role]():        account.Role(r.IntN(4)),
		reflect.TypeFor[account.UserType]():    account.TypeWorker,
		reflect.TypeFor[account.UserKind]():    account.UserKind(1 + r.IntN(5)),
		reflect.TypeFor[account.Relation]():    account.Relation(r.IntN(2)),
		reflect.TypeFor[account.RoleKind]():    account.RoleKind(r.IntN(2)),
		reflect.TypeFor[account.AddressKind](): account.AddressKind(1 + r.IntN(2)),
		reflect.TypeFor[budget.Action]():       budget.Action(r.IntN(3)),
		reflect.TypeFor[budget.Kind]():         budget.Kind(r.IntN(7)),
		reflect.TypeFor[budget.Measure]():      budget.Measure(r.IntN(3)),
		reflect.TypeFor[budget.EntryKind]():    budget.EntryKind(1 + r.IntN(5)),
		reflect.TypeFor[pricing.Competes]():    pricing.Competes(r.IntN(4)),
		reflect.TypeFor[pricing.Criterion]():   pricing.Criterion(1 + r.IntN(8)),
		reflect.TypeFor[contract.Origin]():     contract.Origin(r.IntN(2)),
		reflect.TypeFor[contract.EditKind]():   contract.EditKind(1 + r.IntN(11)),
	}
}

func one[V any](r *rand.Rand, values ...V) V { return values[r.IntN(len(values))] }

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// fill makes up a value: with every field set if it is to be whole, else many not.
func fill(r *rand.Rand, v reflect.Value, whole bool) {
	if !whole && r.IntN(3) == 0 {
		return
	}
	if value, ok := made(r)[v.Type()]; ok {
		v.Set(reflect.ValueOf(value))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, v.Field(i), whole)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+r.IntN(3), 3))
		for i := range v.Len() {
			_, isCode := made(r)[v.Type().Elem()] // of which none is not always one
			fill(r, v.Index(i), whole || isCode)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(r, v.Elem(), whole)
	case reflect.String:
		v.SetString(one(r, texts...))
		if whole {
			v.SetString(one(r, texts[1:]...))
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(-1 << (v.Type().Bits() - 1))
	default:
		v.SetUint(1<<v.Type().Bits() - 1)
	}
}
