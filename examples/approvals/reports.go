package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// needs prints whose agreement an order needs, or has.
func (s *shop) needs(user, order string) {
	st, err := s.desk.Status(s.ctx, purchase.Status{Order: order, By: as(user), At: s.at})
	if s.failed(err) {
		return
	}
	for _, l := range st.Status.Levels {
		s.line("", "level %d, %s", l.Level, says(l))
	}
}

// says is where a level stands.
func says(l approval.LevelStatus) string {
	of := "above a limit"
	if len(l.Budgets) > 0 {
		of = "above budget " + strings.Join(l.Budgets, ", ")
	}
	switch {
	case l.Verdict == 0 && l.Open:
		return of + ": waits for an answer"
	case l.Verdict == 0:
		return of + ": comes after the one before"
	case l.For != "":
		return of + ": " + l.By + " said " + l.Verdict.String() + ", for " + l.For
	}
	return of + ": " + l.By + " said " + l.Verdict.String()
}

// queue prints the orders that were put to authorizers, newest first.
func (s *shop) queue(user string) {
	page, err := s.desk.Queue(s.ctx, purchase.Queue{By: as(user), At: s.at})
	if s.failed(err) {
		return
	}
	s.line(user, "%d waiting", page.Waiting)
	for _, e := range page.Entries {
		mark := ""
		if e.Waits {
			mark = "  <- answer it"
		}
		s.line("", "%s  %-8s %s %12s%s", e.Status.Order, e.Status.State, e.By.User, e.Amount, mark)
	}
}

// left prints what the laboratory has left in the month.
func (s *shop) left(when string) {
	st, err := s.desk.Statement(s.ctx, purchase.Statement{Budget: monthly, By: as("rosa"), At: s.at})
	if !s.failed(err) {
		s.line(when, "left in the month: %s", st.Left)
	}
}

// statement prints the movements of a week.
func (s *shop) statement() {
	s.title("The budget's statement for the week from 23 November, as Rosa sees it")
	week := calendar.Days{From: calendar.MustDate("2026-11-23"), To: calendar.MustDate("2026-11-29")}
	st, err := s.desk.Statement(s.ctx, purchase.Statement{Budget: monthly, Window: week.Window(s.at.Location()), By: as("rosa"), At: s.at})
	if s.failed(err) {
		return
	}
	row := func(what, amount, reserved, spent string) {
		s.line("", "%-28s %9s %9s %9s", what, amount, reserved, spent)
	}
	row("", "amount", "reserved", "spent")
	row("opening", "", st.Opening.Reserved.Number(), st.Opening.Spent.Number())
	for _, l := range st.Lines {
		what := fmt.Sprintf("%s  %s %-7s %s", l.Entry.At.Format("Mon 15:04"), l.Entry.Order, l.Entry.Kind, l.Entry.User)
		row(what, l.Entry.Amount.Number(), l.After.Reserved.Number(), l.After.Spent.Number())
	}
	row("closing", "", st.Closing.Reserved.Number(), st.Closing.Spent.Number())
	s.line("", "of %s in %s, left: %s", st.Limit, st.Pot.Period.Name(), st.Left)
}

// notices delivers what has gathered in the outbox: read, delivered, acknowledged.
func (s *shop) notices() {
	s.title("What the shop tells whom, from the outbox")
	var messages []storage.Message
	err := s.store.View(s.ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		messages, err = s.store.Messages(ctx, tx, 0, 100)
		return err
	})
	if s.failed(err) {
		return
	}
	var keys []string
	for _, m := range messages {
		var b purchase.Body
		if s.failed(json.Unmarshal(m.Body, &b)) {
			return
		}
		if len(b.To) > 0 {
			s.line(m.At.Format("Mon 02 15:04"), "%-11s %s %s", strings.Join(b.To, ", "), m.Topic, m.Subject)
		}
		keys = append(keys, m.Key)
	}
	s.failed(s.store.Transact(s.ctx, func(ctx context.Context, tx *memory.Tx) error {
		return s.store.Acknowledge(ctx, tx, keys...)
	}))
}
