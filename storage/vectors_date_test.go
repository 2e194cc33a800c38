package storage_test

import (
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// instant is when a question is asked; where the vector says none, any will do.
func (r *run) instant(said string) time.Time {
	if said == "" {
		said = "2025-06-15"
	}
	if !strings.Contains(said, "T") {
		said += "T12:00:00"
	}
	at, err := time.Parse("2006-01-02T15:04:05", said)
	if err != nil {
		r.problem("date: %v", err)
	}
	return at
}

// days are a window's, both ends included. Ends within a day are not dates.
func (r *run) days(from, to string, toExclusive bool) calendar.Days {
	var days calendar.Days
	if date, clock, _ := strings.Cut(from, "T"); from != "" {
		if strings.Trim(clock, "0:") != "" {
			r.lack("a window from a time of day")
		}
		days.From = r.date(date)
	}
	if date, clock, timed := strings.Cut(to, "T"); to != "" {
		days.To = r.date(date)
		switch {
		case toExclusive && (!timed || clock == "00:00:00"):
			days.To = days.To.AddDays(-1)
		case !toExclusive && (!timed || clock == "23:59:59"):
		default:
			r.lack("a window to a time of day")
		}
	}
	return days
}

// day is one date; what comes with a time of day is none.
func (r *run) day(said string) calendar.Date {
	if said == "" {
		return calendar.Date{}
	}
	if strings.Contains(said, "T") {
		r.lack("a contract with a time of day")
		return calendar.Date{}
	}
	return r.date(said)
}

func (r *run) date(said string) calendar.Date {
	d, err := calendar.ParseDate(said)
	if err != nil {
		r.problem("%v", err)
	}
	return d
}
