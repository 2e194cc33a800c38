package purchase_test

import (
	"slices"
	"time"
)

// model is the workflow of the world's acme, written down as simply as it can be: whole pounds, users by name, one price.
// Budget "office" blocks above 5000 a month, "super" asks boss above 2500; sam and tim have limits.
type model struct {
	price  int
	blind  bool // boss may not see prices
	orders map[string]*modelOrder
	quotes map[string]*modelQuote
}

type modelOrder struct {
	user    string
	bolts   int
	total   int
	state   string // "", draft, pending, approved, declined, exported
	month   time.Month
	levels  [][]string        // who may answer each
	answers map[int]modelSays // by level, from 0
	credit  int
}

type modelSays struct {
	by      string
	decline bool
}

type modelQuote struct {
	user      string
	bolts     int
	price     int
	expires   time.Time
	converted bool
}

// used is what the orders of a month come to, but for one.
func (m *model) used(month time.Month, but *modelOrder) int {
	sum := 0
	for _, o := range m.orders {
		if o != but && o.month == month && slices.Contains([]string{"pending", "approved", "exported"}, o.state) {
			sum += o.total - o.credit
		}
	}
	return sum
}

// place places an order, or places it anew in its month; it says whether it is done.
func (m *model) place(o *modelOrder, bolts, price int, month time.Month) bool {
	total, used := bolts*price, m.used(month, o)
	levels := limitsOf(o.user, total)
	if used+total > 2500 {
		if m.blind {
			return false // nobody could agree
		}
		levels = append(levels, []string{"boss"})
	}
	if used+total > 5000 {
		return false
	}
	o.bolts, o.total, o.levels, o.month, o.credit = bolts, total, levels, month, 0
	o.answers, o.state = map[int]modelSays{}, "pending"
	if len(levels) == 0 {
		o.state = "approved"
	}
	return true
}

func limitsOf(user string, total int) (levels [][]string) {
	if user == "tim" && total > 500 {
		return [][]string{{"mia", "max"}}
	}
	if (user == "sam" || user == "hid") && total > 500 {
		levels = append(levels, []string{"mia"})
	}
	if user == "sam" && total > 1000 {
		levels = append(levels, []string{"max"})
	}
	return levels
}

// answer gives an answer; it says whether it is done.
func (m *model) answer(o *modelOrder, by string, decline bool) bool {
	if o.state != "pending" || by == "boss" && m.blind {
		return false
	}
	open := len(o.answers)
	if slices.Contains(o.levels[open], by) {
		o.answers[open] = modelSays{by, decline}
	} else if own := o.given(by); decline && own >= 0 {
		o.answers[own] = modelSays{by, true}
	} else {
		return false
	}
	switch {
	case decline:
		o.state = "declined"
	case len(o.answers) == len(o.levels):
		o.state = "approved"
	}
	return true
}

// given is the level that someone has agreed at, -1 if none.
func (o *modelOrder) given(by string) int {
	for level, a := range o.answers {
		if a.by == by {
			return level
		}
	}
	return -1
}

// reverse cancels an answer, the highest that the user may, but none above a decline; it says whether it is done.
func (m *model) reverse(o *modelOrder, by string) bool {
	if !slices.Contains([]string{"pending", "approved", "declined"}, o.state) || by == "boss" && m.blind {
		return false
	}
	top := len(o.levels) - 1
	for level, a := range o.answers {
		if a.decline {
			top = min(top, level)
		}
	}
	for ; top >= 0; top-- {
		if _, answered := o.answers[top]; answered && slices.Contains(o.levels[top], by) {
			break
		}
	}
	needsBoss := top >= 0 && slices.Equal(o.levels[len(o.levels)-1], []string{"boss"}) && m.blind
	switch {
	case top < 0, o.state == "approved" && o.credit > 0:
		return false
	case o.state == "declined" && (needsBoss || m.used(o.month, o)+o.total > 5000):
		return false
	}
	for level := top; level < len(o.levels); level++ {
		delete(o.answers, level)
	}
	o.state = "pending"
	return true
}
