package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// world is a small nasty set of lists, made from a case number alone.
type world struct {
	*rand.Rand
	number uint64
	around calendar.Date // what happens, happens around it
	data   pricing.Data
	ends   []calendar.Date // the days on which windows begin and end
	prices []string        // few of them, that some be equal
}

var (
	worldZones = []string{
		"UTC", "Europe/London", "Europe/Berlin", "America/New_York", "America/Santiago", "Africa/Cairo",
		"Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Nuuk", "Pacific/Auckland",
	}
	worldProducts = []string{"P", "Q", "R"}
	worldUnits    = []string{"", "BOX"}
	worldMoney    = []money.Currency{money.GBP, money.EUR}
	worldAccounts = []string{"acme", "branch", "other"}
	worldGroups   = []string{"north", "vip"}
	worldFeatures = []account.Feature{"contracts", "promotions"}
	worldRights   = []account.Permission{account.MyContracts, "see promotions"}
	worldBreaks   = []string{"0", "0", "0", "1", "1", "2", "3", "5", "10", "0.5", "2.5", "9.999999"}
	worldPrices   = []string{"0", "1", "1", "2", "2", "2.005", "2.015", "2.5", "2.500001", "3", "9.99", "0.004", "10"}
	worldLevels   = []string{"A", "B", "C", "D", "E", "F"}
	worldRates    = []string{"0", "0.15", "-0.1", "0.333333", "-0.5", "1", "-1", "0.005"}
)

// newWorld makes the world of a number.
func newWorld(number uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(number, 0x7072696365)), number: number}
	zone := worldChanges[w.IntN(len(worldChanges))]
	w.data.Zone = zone.zone
	w.around = calendar.MustDate("2020-01-01").AddDays(w.IntN(5840))
	if len(zone.days) > 0 && w.chance(40) {
		w.around = pick(w, zone.days)
	}
	for n := -2; n <= 3; n++ {
		w.ends = append(w.ends, w.around.AddDays(n))
	}
	w.prices = worldPrices
	if w.chance(45) {
		w.prices = []string{"1", "2", "2", "2"}
	}
	w.data.Revision = number
	w.data.Precedence = w.precedence()
	w.data.Round = pricing.Places{Unit: w.rounding(50), Line: w.rounding(50), Order: w.rounding(50)}
	w.levels()
	for n := range w.IntN(7) {
		w.data.Lists = append(w.data.Lists, w.assigned(n))
	}
	w.Shuffle(len(w.data.Lists), func(i, j int) {
		w.data.Lists[i], w.data.Lists[j] = w.data.Lists[j], w.data.Lists[i]
	})
	return w
}

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func pick[T any](w *world, from []T) T { return from[w.IntN(len(from))] }

// some keeps each element with a chance.
func some[T any](w *world, percent int, from []T) []T {
	var kept []T
	for _, e := range from {
		if w.chance(percent) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (w *world) precedence() pricing.Precedence {
	p := pricing.Precedence{EveryLevel: w.chance(25)}
	switch w.IntN(5) {
	case 0, 1:
		return p
	case 2:
		p.Criteria = pricing.DefaultPrecedence().Criteria[:1+w.IntN(3)]
	case 3:
		p.Criteria = []pricing.Criterion{pricing.ForcedFirst, pricing.HighestPriority, pricing.LowestPrice}
	default:
		all := []pricing.Criterion{
			pricing.ForcedFirst, pricing.LowestPrice, pricing.ContractFirst, pricing.LowestCode, pricing.LowestKind,
			pricing.LevelPosition, pricing.HighestPriority,
		}
		w.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		p.Criteria = all[:1+w.IntN(len(all))]
	}
	if w.chance(55) {
		p.Criteria = append(slices.Clone(p.Criteria), pricing.RefuseTie)
	}
	return p
}

func (w *world) rounding(unset int) money.Rounding {
	if w.chance(unset) {
		return money.Rounding{}
	}
	mode := money.Mode(1 + w.IntN(7))
	if w.chance(60) {
		return money.ToPlaces(w.IntN(4), mode)
	}
	return money.MustIncrement(pick(w, []string{"0.05", "0.25", "0.1", "0.5", "0.03"}), mode)
}

// levels are one to four price levels, some of them derived, and purchase
// prices now and then.
func (w *world) levels() {
	if w.chance(35) {
		cost := pricing.List{ID: pricing.ListID{Kind: pricing.Cost, Code: "C"}, Audience: pricing.Audience{Kind: pricing.Nobody}}
		w.rows(&cost, w.chance(50))
		w.data.Lists = append(w.data.Lists, cost)
	}
	count := 1 + w.IntN(4)
	if w.chance(5) {
		count = len(worldLevels)
	}
	for _, code := range worldLevels[:count] {
		l := pricing.List{ID: pricing.LevelID(code)}
		w.terms(&l, 4)
		if len(w.data.Lists) > 0 && w.chance(60) {
			source := pick(w, w.data.Lists)
			l.Derived = &pricing.Derivation{From: source.ID, Round: w.rounding(0), Surcharges: w.surcharges(&source)}
			if l.Derived.Surcharges == nil || source.Derived == nil && source.ID.Kind == pricing.Cost {
				w.rows(&l, w.chance(50))
			}
			l.Rows = slices.DeleteFunc(l.Rows, func(row pricing.Row) bool { return row.Product == "P" || w.chance(30) })
			w.further(&l, len(w.data.Lists))
		} else {
			w.rows(&l, false)
		}
		w.data.Lists = append(w.data.Lists, l)
	}
}

func (w *world) surcharges(source *pricing.List) []pricing.Surcharge {
	if w.chance(20) {
		return nil
	}
	all := []pricing.Surcharge{{Rate: money.MustRate(pick(w, worldRates))}}
	if w.chance(30) {
		all = append(all, pricing.Surcharge{Product: "Q", Rate: money.MustRate(pick(w, worldRates))})
	}
	if w.chance(10) {
		all = all[1:]
	}
	if w.broken(source) || w.chance(50) {
		return all
	}
	for _, least := range []string{"2", "5"} {
		all = append(all, pricing.Surcharge{Min: money.MustQuantity(least), Rate: money.MustRate(pick(w, worldRates))})
	}
	return all
}

// broken reports whether a list may have two breaks in one table.
func (w *world) broken(l *pricing.List) bool {
	return l.Derived != nil || slices.ContainsFunc(l.Rows, func(row pricing.Row) bool {
		return slices.ContainsFunc(l.Rows, func(o pricing.Row) bool { return o.Product == row.Product && o.Min != row.Min })
	})
}

var worldCodes = []string{"A", "B", "K1", "K2", "Z", "k1", "M"}

// assigned is a contract, a promotion or a market.
func (w *world) assigned(n int) pricing.List {
	kind := pick(w, []pricing.Kind{pricing.Contract, pricing.Contract, "promotion", "market"})
	l := pricing.List{ID: pricing.ListID{Kind: kind, Code: worldCodes[n]}}
	l.Competes = pick(w, []pricing.Competes{pricing.Base, pricing.NotDearer, pricing.NotDearer, pricing.Cheaper, pricing.Forced})
	l.Audience.Kind = pricing.Everyone
	if w.chance(80) {
		l.Audience.Kind = pricing.Assigned
		for _, name := range some(w, 45, worldAccounts) {
			l.Audience.Assigned = append(l.Audience.Assigned, w.assignment(pricing.Assignment{Account: name}))
		}
		for _, name := range some(w, 25, worldGroups) {
			l.Audience.Assigned = append(l.Audience.Assigned, w.assignment(pricing.Assignment{Group: name}))
		}
	}
	w.terms(&l, 6)
	w.rows(&l, false)
	return l
}

func (w *world) assignment(a pricing.Assignment) pricing.Assignment {
	a.Inactive = w.chance(6)
	a.Days = w.days(20)
	return a
}

// terms are what may keep a whole list from counting.
func (w *world) terms(l *pricing.List, percent int) {
	l.Name = "list " + l.ID.Code
	l.Inactive = w.chance(percent)
	l.Days = w.days(3 * percent)
	if w.chance(2 * percent) {
		l.Feature = pick(w, worldFeatures)
	}
	if w.chance(2 * percent) {
		l.Permission = pick(w, worldRights)
	}
	l.Priority = w.IntN(3) - 1
	if w.chance(20) {
		l.Breaks = w.breaks()
	}
}

func (w *world) breaks() pricing.Breaks {
	b := pricing.Breaks{Mode: pricing.Mode(w.IntN(3)), Scope: pricing.Scope(w.IntN(4))}
	if b.Scope == pricing.FamilyScope {
		b.Family = pick(w, []string{"red", "blue"})
	}
	return b
}

// days is a range of days; open with a chance of all but percent.
func (w *world) days(percent int) calendar.Days {
	if !w.chance(percent) {
		return calendar.Days{}
	}
	d := calendar.Days{From: pick(w, w.ends), To: pick(w, w.ends)}
	if d.To.Before(d.From) {
		d.From, d.To = d.To, d.From
	}
	switch w.IntN(4) {
	case 0:
		d.From = calendar.Date{}
	case 1:
		d.To = calendar.Date{}
	}
	return d
}

// rows gives a list tables for some of the products, units and currencies.
func (w *world) rows(l *pricing.List, plain bool) {
	for _, product := range some(w, 75, worldProducts) {
		off := w.chance(4)
		for _, unit := range worldUnits {
			if w.chance(70) == (unit != "") {
				continue
			}
			for _, currency := range worldMoney {
				if w.chance(80) == (currency != money.GBP) {
					continue
				}
				for _, days := range w.windows() {
					row := pricing.Row{Product: product, Unit: unit, Days: days, Inactive: off}
					w.table(l, row, currency, plain)
				}
			}
		}
	}
	w.Shuffle(len(l.Rows), func(i, j int) { l.Rows[i], l.Rows[j] = l.Rows[j], l.Rows[i] })
}

// windows are ranges of days none of which crosses another.
func (w *world) windows() []calendar.Days {
	all := []calendar.Days{w.days(20)}
	for range w.IntN(3) {
		next := w.days(100)
		if !slices.ContainsFunc(all, func(d calendar.Days) bool { return d == next || crosses(d, next) }) {
			all = append(all, next)
		}
	}
	return all
}

func crosses(a, b calendar.Days) bool {
	apart := !a.To.IsZero() && begins(b, a.To) || !b.To.IsZero() && begins(a, b.To)
	return !apart && !inside(a, b) && !inside(b, a)
}

func (w *world) table(l *pricing.List, row pricing.Row, currency money.Currency, plain bool) {
	if w.chance(20) {
		row.Breaks = w.breaks()
	}
	var used []string
	for range 1 + w.IntN(3) {
		least := pick(w, worldBreaks)
		if plain {
			least = pick(w, []string{"0", "0", "0", "3"})
		}
		if slices.Contains(used, least) || plain && len(used) > 0 {
			continue
		}
		used = append(used, least)
		made := row
		made.Min = money.MustQuantity(least)
		made.Price = money.MustParse(pick(w, w.prices), currency)
		made.Inactive = row.Inactive || w.chance(3)
		l.Rows = append(l.Rows, made)
		if w.chance(2) {
			l.Rows = append(l.Rows, made) // the same row twice changes nothing
		}
	}
}

// zoneChanges are a zone and the days of 2020 to 2035 on which its clocks change.
type zoneChanges struct {
	zone *time.Location
	days []calendar.Date
}

var worldChanges = zonesWithChanges()

func zonesWithChanges() []zoneChanges {
	var all []zoneChanges
	for _, name := range worldZones {
		zone, err := calendar.ParseZone(name)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", name, err))
		}
		c := zoneChanges{zone: zone}
		at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		for {
			_, end := at.In(zone).ZoneBounds()
			if end.IsZero() || end.Year() > 2035 {
				break
			}
			c.days = append(c.days, calendar.DateOf(end, zone))
			at = end
		}
		all = append(all, c)
	}
	return all
}
