package lint

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// class is buyers who have the same prices of a product at any time.
type class struct {
	buyer pricing.Buyer // the first of them
	count int
	// days are those of the lists that name them, and of their assignments; extra says that there are lists besides levels.
	days  []calendar.Days
	extra bool
	told  map[place]bool
}

// crowd is buyers who have the same prices but for lists that name their buyers: by number, ascending.
type crowd []int

// meeting is a buyer, by number, with the days on which a list is his; key is the list with these days.
type meeting struct {
	buyer int
	days  []calendar.Days
	key   string
}

// gather brings the buyers together by what prices of price levels rest on, and notes who meets the other lists.
func (c *checker) gather() {
	byKey := make(map[string]int)
	for i := range c.buyers {
		b := &c.buyers[i]
		if b.Blocked || b.PricesHidden {
			continue
		}
		key := fmt.Sprintf("%q %s %q %q", b.Levels, b.Currency, b.Features, b.Permissions)
		at, known := byKey[key]
		if !known {
			at = len(c.crowds)
			byKey[key] = at
			c.crowds = append(c.crowds, nil)
		}
		c.crowds[at] = append(c.crowds[at], i)
		c.crowdOf[i] = at
	}
	for i := range c.Data.Lists {
		l := &c.Data.Lists[i]
		if l.Audience.Kind == pricing.Assigned {
			c.meetings[l.ID] = c.meetingsOf(l)
		}
	}
}

func (c *checker) meetingsOf(l *pricing.List) (all []meeting) {
	members := make(map[string]bool, len(l.Audience.Assigned))
	for _, a := range l.Audience.Assigned {
		members[a.Account] = true
		members["\x00"+a.Group] = true
	}
	for i := range c.buyers {
		b := &c.buyers[i]
		grouped := slices.ContainsFunc(b.Groups, func(g string) bool { return members["\x00"+g] })
		if _, asks := c.crowdOf[i]; !asks || !grouped && !members[b.Account] && !members[b.PricedAs] {
			continue
		}
		if by := met(b, l); len(by) > 0 {
			m := meeting{buyer: i}
			for _, a := range by {
				m.days = append(m.days, a.Days)
			}
			m.key = fmt.Sprintf("%s %v,", l.ID, m.days)
			all = append(all, m)
		}
	}
	return all
}

// classes brings buyers together by all that their prices of the product rest on.
func (w *watch) classes() []*class {
	extra, days := make(map[int]string), make(map[int][]calendar.Days)
	everyone := false
	for _, s := range w.stocks {
		everyone = everyone || s.list.Audience.Kind == pricing.Everyone
		for _, m := range w.meetings[s.list.ID] {
			extra[m.buyer] += m.key
			days[m.buyer] = append(append(days[m.buyer], s.list.Days), m.days...)
		}
	}
	byKey, apart := make(map[string]*class), make(map[int]int)
	for _, i := range slices.Sorted(maps.Keys(extra)) {
		apart[w.crowdOf[i]]++
		key := strconv.Itoa(w.crowdOf[i]) + " " + extra[i]
		if byKey[key] == nil {
			byKey[key] = &class{buyer: w.buyers[i], days: days[i], extra: true, told: make(map[place]bool)}
		}
		byKey[key].count++
	}
	for n, members := range w.crowds {
		first := slices.IndexFunc(members, func(i int) bool { return extra[i] == "" })
		if first >= 0 {
			byKey[strconv.Itoa(n)] = &class{buyer: w.buyers[members[first]], count: len(members) - apart[n], extra: everyone,
				told: make(map[place]bool)}
		}
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b *class) int { return cmp.Compare(a.buyer.Account, b.buyer.Account) })
}
