package tax

import (
	"slices"
	"strconv"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// check reports what is wrong with a rule on its own.
func (r Rule) check(bad *defects) {
	for _, id := range []struct{ field, id string }{
		{"id", r.ID}, {"profile", r.Profile}, {"account", r.Account}, {"country", r.Country}, {"region", r.Region}, {"class", r.Class},
	} {
		if id.id == "" && id.field != "id" {
			continue
		}
		if err := account.CheckID(id.id); err != nil {
			bad.add(BadID, r.ID, "", id.field+" "+err.Error())
		}
	}
	if r.Profile != "" && r.Account != "" || r.Region != "" && r.Country == "" {
		bad.add(BadTarget, r.ID, "", "")
	}
	if r.Days.Check() != nil {
		bad.add(ReversedDays, r.ID, "", r.Days.String())
	}
	r.Treatment.check(r.ID, bad)
}

var mostRate = money.MustRate("10")

func (t Treatment) check(rule string, bad *defects) {
	if !t.Category.Known() {
		bad.add(BadCategory, rule, "", strconv.Quote(string(t.Category)))
		return
	}
	taxed := t.Category == Standard
	usable := -t.Rate.Decimal().Exponent() <= 6 && t.Rate.Sign() >= 0 && t.Rate.Cmp(mostRate) < 0
	if !usable || taxed != (t.Rate.Sign() > 0) {
		bad.add(BadRate, rule, "", t.Rate.Percent()+" %")
	}
	if !taxed && t.Category != ZeroRated && t.Reason == "" {
		bad.add(NoReason, rule, "", t.Category.Words())
	}
}

// ties reports the rules of which neither is the more specific where both hold, and no third decides.
func (b *Book) ties(rules []compiled, bad *defects) {
	for i, one := range rules {
		for _, other := range rules[i+1:] {
			meet, both := one.key.meet(other.key)
			shared := one.window.Intersect(other.window)
			if !both || shared.Empty() {
				continue
			}
			if one.key != other.key && b.decides(meet, shared) { // one of the two may be that key
				continue
			}
			bad.add(Tie, min(one.rule.ID, other.rule.ID), max(one.rule.ID, other.rule.ID), meet.words())
		}
	}
}

// decides reports whether rules of that very key hold all through the window.
func (b *Book) decides(k key, window calendar.Window) bool {
	holes := []calendar.Window{window}
	for _, rule := range b.rules[k] {
		var left []calendar.Window
		for _, hole := range holes {
			left = append(left, without(hole, rule.window)...)
		}
		holes = left
	}
	return len(holes) == 0
}

// without returns what is left of a window without another.
func without(w, cut calendar.Window) []calendar.Window {
	if w.Intersect(cut).Empty() {
		return []calendar.Window{w}
	}
	var left []calendar.Window
	if !cut.From.IsZero() {
		left = append(left, w.Intersect(calendar.Window{Until: cut.From}))
	}
	if !cut.Until.IsZero() {
		left = append(left, w.Intersect(calendar.Window{From: cut.Until}))
	}
	return slices.DeleteFunc(left, calendar.Window.Empty)
}

// words says what a key holds for.
func (k key) words() string {
	text := ""
	for _, part := range []struct{ name, value string }{
		{"profile", k.is(k.buyer == 1, k.who)}, {"account", k.is(k.buyer == 2, k.who)},
		{"country", k.country}, {"region", k.region}, {"class", k.what},
	} {
		if part.value != "" {
			text += ", " + part.name + " " + part.value
		}
	}
	if text == "" {
		return "everything"
	}
	return text[2:]
}

func (key) is(holds bool, value string) string {
	if holds {
		return value
	}
	return ""
}
