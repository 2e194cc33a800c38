package pricing

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Prices answers for one buyer at one instant: the Book with the buyer's levels
// and rights looked up once. It only reads, so goroutines may share it; one that
// stays where it was made costs no allocation, with up to four levels, a handful
// of groups and codes of ordinary length.
type Prices struct {
	book     *Book
	plain    *head // the level of ordinary questions: see plainly
	at       int64
	hearing  uint64 // of the lists heard, the numbers modulo 64
	have     uint64 // features and permissions
	currency money.Currency
	sound    bool // buyer and instant are whole

	levels     [4]levelRef
	moreLevels []levelRef
	heard      [4][]assignment
	moreHeard  [][]assignment
	levelCount int
	heardCount int
	setAside   []assignment // the buyer's own lists while priced from another

	buyer   Buyer
	instant time.Time
}

// levelRef is a level that the buyer names; head is nil where the Book has none
// of that name, code is 0 where it is valid now.
type levelRef struct {
	head *head
	code Code
}

// For returns the prices of a buyer at an instant. What is missing in either is
// told by the first question. Until the answers are used no longer, the caller
// leaves the buyer's slices as they are.
func (b *Book) For(buyer Buyer, at time.Time) *Prices {
	p := new(Prices) // stays on the caller's stack: For is inlined
	p.bind(b, &buyer, at)
	return p
}

func (p *Prices) bind(b *Book, buyer *Buyer, at time.Time) {
	p.book, p.buyer, p.instant = b, *buyer, at
	p.currency = buyer.Currency
	p.sound = p.Err() == nil
	if !p.sound {
		return
	}
	p.at = at.UnixMicro()
	for _, f := range buyer.Features {
		p.have |= b.rights.mask(right{false, string(f)})
	}
	for _, f := range buyer.Permissions {
		p.have |= b.rights.mask(right{true, string(f)})
	}
	p.bindLevels()
	p.bindHeard()
	p.bindPlain()
}

// Err says what is missing in the buyer or the instant, as every question then
// does: a *[QuestionError]; nil where questions are answered.
func (p *Prices) Err() error {
	switch {
	case !p.book.made():
		return &QuestionError{Field: "prices", What: "take them from a Book that NewBook made"}
	case p.instant.IsZero():
		return &QuestionError{Field: "instant", What: "say for which instant; the engine reads no clock"}
	case !known(p.instant):
		return &QuestionError{Field: "instant", What: "give one of the years 1 to 9998"}
	case !p.buyer.Currency.Known() && !p.buyer.Blocked:
		return &QuestionError{Field: "buyer's currency", What: "say in which currency the buyer buys"}
	}
	return nil
}

// known reports whether an instant lies in the years 1 to 9998, which can be
// stored, in whatever zone.
func known(at time.Time) bool {
	const first, last = -62_135_596_800, 253_370_764_800 // 0001-01-01 and 9999-01-01
	return at.Unix() > first && at.Unix() < last
}

func (p *Prices) bindLevels() {
	p.levelCount, p.moreLevels = 0, p.moreLevels[:0]
	for i, code := range p.buyer.Levels {
		if slices.Contains(p.buyer.Levels[:i], code) {
			continue
		}
		var buf [64]byte
		key := append(append(buf[:0], "level:"...), code...)
		ref := levelRef{}
		if n, ok := p.book.lists.FindBytes(key); ok {
			ref.head = *p.book.heads.At(n)
		}
		if ref.head != nil && ref.head.audience != Named {
			ref.head = nil
		}
		if ref.head != nil {
			ref.code = p.conditions(ref.head, nil, false, nil)
		}
		if p.levelCount < len(p.levels) {
			p.levels[p.levelCount] = ref
		} else {
			p.moreLevels = append(p.moreLevels, ref)
		}
		p.levelCount++
	}
}

func (p *Prices) level(i int) *levelRef {
	if i < len(p.levels) {
		return &p.levels[i]
	}
	return &p.moreLevels[i-len(p.levels)]
}

// bindHeard looks up the lists of the account whose terms hold, of everyone and
// of the groups.
func (p *Prices) bindHeard() {
	p.hear(everyone)
	p.hearAccount(p.buyer.terms())
	if p.book.groups {
		for _, g := range p.buyer.Groups {
			var buf [64]byte
			if n, ok := p.book.hearers.FindBytes(append(append(buf[:0], 0), g...)); ok {
				p.hearNumber(n)
			}
		}
	}
	if p.buyer.terms() != p.buyer.Account {
		if p.buyer.CountOwn {
			p.hearAccount(p.buyer.Account)
		} else if n, ok := p.book.hearers.Find(p.buyer.Account); ok && !reserved(p.buyer.Account) {
			p.setAside = *p.book.heard.At(n)
		}
	}
}

func (p *Prices) hearAccount(id string) {
	if !reserved(id) {
		p.hear(id)
	}
}

func (p *Prices) hear(hearer string) {
	if n, ok := p.book.hearers.Find(hearer); ok {
		p.hearNumber(n)
	}
}

func (p *Prices) hearNumber(hearer uint32) {
	lists := *p.book.heard.At(hearer)
	switch {
	case len(lists) == 0:
	case p.heardCount < len(p.heard):
		p.heard[p.heardCount] = lists
		p.heardCount++
	default:
		p.moreHeard = append(p.moreHeard, lists)
		p.heardCount++
	}
}

func (p *Prices) heardBy(i int) []assignment {
	if i < len(p.heard) {
		return p.heard[i]
	}
	return p.moreHeard[i-len(p.heard)]
}

// standing returns the first of a list's own conditions that fails, 0 if none
// does. The permission is judged after the product (CON-2).
func (p *Prices) standing(h *head) Code {
	switch {
	case h.feature&^p.have != 0:
		return FeatureOff
	case h.inactive:
		return Inactive
	case p.at < h.from:
		return NotBegun
	case p.at >= h.until:
		return Expired
	}
	return 0
}

// assigned returns the first condition of an assignment that fails.
func (p *Prices) assigned(a *assignment) Code {
	switch {
	case a.inactive:
		return AssignmentInactive
	case p.at < a.from:
		return AssignmentNotBegun
	case p.at >= a.until:
		return AssignmentEnded
	}
	return 0
}

// when returns the same prices at another instant.
func (p *Prices) when(micro int64) *Prices {
	q := *p
	q.at, q.instant = micro, time.UnixMicro(micro).In(p.instant.Location())
	q.moreLevels = nil
	q.bindLevels()
	q.bindPlain()
	return &q
}
