package tax

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Data is what a [Book] is made from.
type Data struct {
	// Zone is the seller's: days begin and end there. Required.
	Zone  *time.Location
	Rules []Rule
}

// Book is the compiled rules of a seller: immutable, safe for any number of goroutines. The nil Book has no rule.
type Book struct {
	rules map[key][]compiled
	// shapes are the keys without their texts that there are, the most specific first.
	shapes []key
}

// compiled is a rule ready to be found.
type compiled struct {
	rule   Rule
	key    key
	window calendar.Window
}

// New makes a Book of rules. A *[DataError] names all that is wrong with them at once. A rule given twice is one. The cost grows
// with the square of the rules that could tie.
func New(data Data) (*Book, error) {
	var bad defects
	if calendar.CheckZone(data.Zone) != nil {
		bad.add(BadZone, "", "", "")
		return nil, bad.err()
	}
	sorted := slices.Clone(data.Rules)
	slices.SortStableFunc(sorted, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	b := &Book{rules: make(map[key][]compiled)}
	var all []compiled
	for i, rule := range sorted {
		if i > 0 && rule == sorted[i-1] {
			continue
		}
		if i > 0 && rule.ID == sorted[i-1].ID {
			bad.add(Duplicate, rule.ID, "", "")
		}
		rule.check(&bad)
		c := compiled{rule, rule.key(), rule.Days.Window(data.Zone)}
		all = append(all, c)
		b.rules[c.key] = append(b.rules[c.key], c)
		b.shapes = append(b.shapes, c.key.shape())
	}
	b.ties(all, &bad)
	slices.SortFunc(b.shapes, key.compare)
	b.shapes = slices.Compact(b.shapes)
	if err := bad.err(); err != nil {
		return nil, err
	}
	return b, nil
}

func (k key) shape() key {
	return key{overrules: k.overrules, buyer: k.buyer, place: k.place, class: k.class}
}

// compare puts what overrules first, then what is more specific. Of keys that hold for one question, the greatest sum of levels
// is the most specific one, since there are no ties.
func (k key) compare(o key) int {
	if k.overrules != o.overrules {
		if k.overrules {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(o.buyer+o.place+o.class, k.buyer+k.place+k.class),
		cmp.Compare(o.buyer, k.buyer), cmp.Compare(o.place, k.place))
}
