package main

import (
	"context"
	"sync"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// as is the session of one who is logged in.
func as(user string) account.Session {
	return account.Session{Principal: user, User: user, Account: hospital}
}

func some(n int32, product string) pricing.Line {
	return pricing.Line{Product: product, Quantity: money.Units(n)}
}

// place orders, and keeps the digest of what is shown then: it is what others answer.
func (s *shop) place(user, order string, lines ...pricing.Line) {
	r, err := s.desk.Place(s.ctx, purchase.Place{Key: s.key(), Order: order, By: as(user), At: s.at, Lines: lines})
	s.did(user+" orders", r, err)
	if r.Allowed() {
		s.seen[order] = r.Digest
		s.line("", "%s: %s", basket(r.Priced), r.Priced.Totals.WithoutTax)
	}
}

func (s *shop) agree(user, order string) {
	r, err := s.desk.Answer(s.ctx, s.answer(user, order))
	s.did(user+" agrees", r, err)
}

func (s *shop) decline(user, order, why string) {
	c := s.answer(user, order)
	c.Verdict, c.Feedback = approval.Decline, why
	r, err := s.desk.Answer(s.ctx, c)
	s.did(user+" declines", r, err)
}

// answer is an agreement to what was shown.
func (s *shop) answer(user, order string) purchase.Answer {
	return purchase.Answer{
		Key: s.key(), Order: order, By: as(user), At: s.at, Verdict: approval.Approve, Seen: s.seen[order],
	}
}

// race lets two agree at once. The second asks while the first has answered and is not committed yet, so it is always the
// same who counts: she waits for his transaction, and is judged by what that leaves.
func (s *shop) race(first, second, order string) {
	his, hers := s.answer(first, order), s.answer(second, order)
	var a, b purchase.Result
	var errA, errB error
	answered := make(chan struct{})
	var once sync.Once
	var both sync.WaitGroup
	both.Go(func() {
		defer once.Do(func() { close(answered) }) // also where it fails
		errA = s.store.Transact(s.ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
			a, err = s.desk.AnswerTx(ctx, tx, his)
			once.Do(func() { close(answered) })
			return err
		})
	})
	both.Go(func() {
		<-answered
		b, errB = s.desk.Answer(s.ctx, hers)
	})
	both.Wait()
	s.did(first+" agrees", a, errA)
	s.did(second+" agrees", b, errB)
}

func (s *shop) reverse(user, order string) {
	r, err := s.desk.Reverse(s.ctx, purchase.Reverse{Key: s.key(), Order: order, By: as(user), At: s.at})
	s.did(user+" takes it back", r, err)
}

// export lets an order go on to where it is picked and sent; from then on nothing is answered or taken back.
func (s *shop) export(order string) {
	r, err := s.desk.Export(s.ctx, purchase.Export{Key: s.key(), Order: order, At: s.at, Seen: s.seen[order]})
	s.did("the seller exports", r, err)
}

func (s *shop) substitute(user, other string, days calendar.Window) {
	r, err := s.desk.Substitute(s.ctx, purchase.Substitute{Key: s.key(), By: as(user), At: s.at, User: other, Window: days})
	if r.Allowed() && !s.failed(err) {
		s.line(user+" names "+other, "until %s", days.Until.Format("Mon 02 January 15:04"))
		return
	}
	s.did(user+" names "+other, r, err)
}
