package pricing_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// P16, with users: two worlds that differ only in what the session's user may not
// see tell him the same bytes, errors included.
func TestP16_SessionsDoNotSee(t *testing.T) {
	t.Parallel()
	for _, v := range veils() {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			var sessions, priced, asked atomic.Int64
			shard(t, sessionWorlds(), func(w *world) (int, error) {
				c, err := newCrew(w)
				if err != nil {
					return 0, err
				}
				cases := 0
				for _, pair := range c.pairs(v) {
					sessions.Add(1)
					n, err := pair.compare(c, &priced)
					cases += n
					asked.Add(int64(n))
					if err != nil {
						return cases, fmt.Errorf("world %d, %+v: %w", w.number, pair.session, err)
					}
				}
				return cases, nil
			})
			t.Logf("%d sessions, %d of %d questions had a price", sessions.Load(), priced.Load(), asked.Load())
			if hidden := strings.HasPrefix(v.name, "amounts"); hidden != (priced.Load() == 0) || sessions.Load() < int64(sessionWorlds()) {
				t.Error("too little was shown")
			}
		})
	}
}

// sessionWorlds is how many worlds each veil is laid on.
func sessionWorlds() int { return max(proof(20, 100, 4_000), 10) }

// pair is two worlds that look the same to a session.
type pair struct {
	veil
	session     account.Session
	left, right *aside
}

const crewSessions = 4

// pairs makes up to four of a crew, of sessions that a veil is for.
func (c *crew) pairs(v veil) (all []pair) {
	for range 3 * crewSessions {
		p := pair{veil: v, session: pick(c.world, c.sessions)}
		p.left, p.right = c.two()
		if v.lower(c, p.session, p.left, p.right) {
			all = append(all, p)
		}
		if len(all) == crewSessions {
			break
		}
	}
	return all
}

// compare asks both worlds some questions, and counts those that had a price.
func (p *pair) compare(c *crew, priced *atomic.Int64) (cases int, err error) {
	for _, a := range []*aside{p.left, p.right} {
		if err := a.build(); err != nil {
			return 0, err
		}
	}
	for range 6 {
		q := c.someQuestion(p.session, p.left, p.right)
		left, right := q.shown(p.left, p.whole), q.shown(p.right, p.whole)
		if left != right {
			return cases, fmt.Errorf("it shows: %s\n%s\nline %+v at %s\n%s", firstOther(left, right), p.about(), q.line, q.at, c.about(q.line.Product))
		}
		if strings.Contains(left, `"reason":"priced"`) {
			priced.Add(1)
		}
		cases++
	}
	return cases, nil
}

// someQuestion asks for anything, at whole seconds.
func (c *crew) someQuestion(s account.Session, left, right *aside) asking {
	q := asking{session: s, at: c.someInstant().Truncate(time.Second), line: c.someLine(), beside: c.someLine()}
	named := map[pricing.ListID]bool{}
	for _, l := range append(left.data.Lists[:len(left.data.Lists):len(left.data.Lists)], right.data.Lists...) {
		if !named[l.ID] {
			q.ids = append(q.ids, l.ID)
		}
		named[l.ID] = true
	}
	return q
}

// firstOther returns the first line in which two texts differ.
func firstOther(left, right string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	for i := range min(len(l), len(r)) {
		if l[i] != r[i] {
			return "\n" + l[i] + "\n" + r[i]
		}
	}
	return "one tells more"
}

func (p *pair) about() string {
	var text strings.Builder
	for _, a := range []*aside{p.left, p.right} {
		buyer, d := pricing.BuyerOf(a.graph, p.session, time.Now())
		fmt.Fprintf(&text, "%s\nbuyer %+v\n", d, buyer)
	}
	return text.String()
}
