package storagetest

import (
	"fmt"
	"math"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// exactly is a number that no float holds.
const exactly = 1<<53 + 1

func everyState() []approval.State {
	return []approval.State{approval.Draft, approval.Pending, approval.Approved, approval.Declined, approval.Exported}
}

// oddRequests differ in every field, and each has every field set but the last of oddTexts and the like.
func oddRequests() []approval.Request {
	instants, texts, amounts, ids := oddInstants(), oddTexts(), oddAmounts(), oddIDs()
	var all []approval.Request
	for n := range ids {
		id, other := ids[n], odd(ids, n+1)
		at, later, said := odd(instants, n), odd(instants, n+1), odd(texts, n)
		all = append(all, approval.Request{
			Order: id, State: odd(everyState(), n), By: approval.Session{Principal: id, User: other, Account: id},
			Persons: []string{other, id}, Placement: math.MaxInt32, Placed: at, Amount: odd(amounts, n),
			Content: approval.Content{{Name: other, Digest: said}}, Former: []approval.Content{{{Name: id, Digest: id}}, nil},
			SideBySide: n%2 == 0, Exported: later, Events: exactly,
			Levels: []approval.Level{
				{Over: odd(amounts, n+1), Budgets: []string{id}, Authorizers: []string{other, id}, Accounts: []string{id}},
				{Routed: true, Covered: true, Since: at, Escalated: later, Reminded: n},
			},
			Answers: []approval.Answer{
				{Placement: 1, Level: 2, Verdict: approval.Approve, By: id, Person: other, For: id, ForPerson: other, Escalated: true,
					At: at, Feedback: said, Seen: id, Void: later},
				{Verdict: approval.Decline, Feedback: odd(texts, n+1)},
			},
			Remembered: []approval.Remembered{{Key: id, Hash: other, State: approval.Declined, Level: 3, At: at}, {Key: other}},
		})
	}
	return append(all, approval.Request{Order: "bare"}, sharing())
}

// sharing has something in every list.
func sharing() approval.Request {
	return approval.Request{
		Order: "sharing", Persons: []string{"p", "q"}, Content: approval.Content{{Name: "lines", Digest: "1"}},
		Former:  []approval.Content{{{Name: "lines", Digest: "0"}}},
		Levels:  []approval.Level{{Budgets: []string{"b"}, Authorizers: []string{"u", "v"}, Accounts: []string{"a"}}},
		Answers: []approval.Answer{{By: "u"}}, Remembered: []approval.Remembered{{Key: "k"}},
	}
}

func scribbleRequest(q approval.Request) {
	const x = "scribbled"
	q.Persons[0], q.Content[0].Digest, q.Former[0][0].Digest = x, x, x
	q.Levels[0].Budgets[0], q.Levels[0].Authorizers[0], q.Levels[0].Accounts[0] = x, x, x
	q.Levels[0].Routed = !q.Levels[0].Routed
	q.Answers[0].By, q.Remembered[0].Key = x, x
}

func largeRequest() approval.Request {
	q := approval.Request{Order: "large", Persons: manyOf(1000, "person "), Remembered: commands(manyOf(5000, "key "))}
	for n := range 200 {
		q.Answers = append(q.Answers, approval.Answer{Level: n, Feedback: odd(oddTexts(), n)})
		q.Levels = append(q.Levels, approval.Level{Authorizers: manyOf(100, fmt.Sprint("level ", n, " "))})
	}
	return q
}

const (
	listed      = 140
	listedLarge = storage.MaxPage + 30
)

// listedRequests are of some accounts that are easily mixed up, in all states, several at each instant.
func listedRequests(size int) []approval.Request {
	accounts := []string{"acme", "Acme", "acme ltd", "e\u0301", "\u00e9", "a%"}
	var all []approval.Request
	for n := range size {
		q := approval.Request{
			Order: fmt.Sprintf("order %03d", n), State: odd(everyState(), n/2),
			By: approval.Session{User: "u", Account: odd(accounts, n/3)}, Placed: noon.Add(time.Duration(n*37%101) * time.Microsecond),
		}
		if n%29 == 0 {
			q.Placed = time.Time{}
		}
		if n < len(oddIDs()) {
			q.Order = oddIDs()[n]
		}
		all = append(all, q)
	}
	return all
}

func requestFilters() []approval.Filter {
	window := func(from, until int) calendar.Window {
		return calendar.Window{From: noon.Add(time.Duration(from) * time.Microsecond), Until: noon.Add(time.Duration(until) * time.Microsecond)}
	}
	return []approval.Filter{
		{}, {Account: "acme"}, {Account: "e\u0301"}, {Account: "a%"}, {Account: "nobody"},
		{States: []approval.State{approval.Pending}}, {States: []approval.State{approval.Approved}},
		{States: []approval.State{approval.Draft, approval.Exported}}, {Account: "acme", States: everyState()},
		{States: everyState(), Placed: window(10, 20)}, {Placed: calendar.Window{From: noon.Add(90 * time.Microsecond)}},
		{Account: "Acme", Placed: calendar.Window{Until: noon.Add(5 * time.Microsecond)}, States: everyState()},
		{Search: "order 1"}, {Search: "ORDER"}, {Search: "%"}, {Search: "_"}, {Search: "\\"}, {Search: "'"}, {Search: "A", States: everyState()},
		{Search: "e\u0301", States: everyState()}, {Account: "acme ltd", States: []approval.State{approval.Declined}, Search: "7"},
	}
}
