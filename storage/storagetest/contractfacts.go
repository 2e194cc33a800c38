package storagetest

import (
	"cmp"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

func byCode(a, b contract.Contract) int { return cmp.Compare(a.Code, b.Code) }

func bareContract(code string) contract.Contract {
	return contract.Contract{Code: code, Currency: money.GBP}
}

// wholeContract has every field set.
func wholeContract(code, name, other string) contract.Contract {
	first, last := calendar.MustDate("2026-01-31"), calendar.MustDate("2028-02-29")
	return contract.Contract{
		Code: code, Name: name, Currency: money.GBP, Expires: last, Force: true, Inactive: true, SalesRep: other,
		Origin:   contract.Mirrored,
		Accounts: []contract.Account{{Account: other, Starts: first, Ends: last, Inactive: true}, {Account: code + "!"}},
		Products: []contract.Product{
			{Product: other, Unit: code, Price: money.MustParse("0.000001", money.GBP), Inactive: true, Breaks: []contract.Break{
				{Min: money.Micros(1), Price: money.MustParse("999999999999", money.GBP)}, {Min: money.Units(3), Price: money.Zero(money.GBP)}}},
			{Product: code, Price: money.Scaled(9_007_199_254_740_993, 0, money.GBP)},
			{Product: code, Unit: "box", Price: money.Scaled(150, 3, money.GBP)},
		},
	}
}

// oddContracts have what a careless store changes; the last has something in every list.
func oddContracts() []contract.Contract {
	all := []contract.Contract{bareContract("bare")}
	for n, id := range oddIDs() {
		if len(id) < 200 { // there is one that is longer
			all = append(all, wholeContract(id, odd(oddTexts(), n), odd(oddIDs()[:30], n+1)))
		}
	}
	return append(all, wholeContract("whole", "name", "other"))
}

func largeContract() contract.Contract {
	c := bareContract("large")
	for n, id := range manyOf(5000, "product ") {
		price := money.Scaled(int64(n), 2, money.GBP)
		breaks := []contract.Break{{Price: price}, {Min: money.Units(10), Price: price}}
		c.Products = append(c.Products, contract.Product{Product: id, Breaks: breaks})
		c.Accounts = append(c.Accounts, contract.Account{Account: id})
	}
	return c
}

// contractSteps create, change, drop and create again.
func contractSteps() []storage.ContractChanges {
	again := wholeContract("b", "again", "x")
	return []storage.ContractChanges{
		{Put: []contract.Contract{wholeContract("a", "A", "x"), bareContract("b"), bareContract("B")}},
		{Put: []contract.Contract{bareContract("a")}, Drop: []string{"b"}},
		{Put: []contract.Contract{again, bareContract("\u00e9")}, Drop: []string{"B"}},
		{Put: []contract.Contract{bareContract("b")}, Drop: []string{"b", "a"}},
	}
}

// oddEvents have every field set, the last something in every list.
func oddEvents() []storage.ContractEvent {
	instants := oddInstants()
	all := []storage.ContractEvent{{}}
	for n, id := range oddIDs() {
		e := contract.Event{
			Kind: contract.EditKind(1 + n%11), Contract: id, Principal: odd(oddIDs(), n+1), User: odd(oddIDs(), n+2), At: odd(instants, n),
			StagedBy: odd(oddIDs(), n+3), StagedAt: odd(instants, n+1),
		}
		if n%2 == 0 {
			e.Before = wholeContract(id, odd(oddTexts(), n), "other")
		} else {
			e.After = wholeContract(id, odd(oddTexts(), n), "other")
		}
		all = append(all, storage.ContractEvent{Event: e})
	}
	last := contract.Event{Kind: contract.ChangeTerms, Contract: "last"}
	last.Before, last.After = wholeContract("last", "", "x"), wholeContract("last", "", "x")
	return append(all, storage.ContractEvent{Event: last})
}

// listedEvents are of some contracts that are easily mixed up, several at each instant: three for each change.
func listedEvents(size int) []storage.ContractEvent {
	codes := []string{"k", "K", "k ", "e\u0301", "\u00e9", "k%"}
	var all []storage.ContractEvent
	for n := range size {
		e := storage.ContractEvent{Revision: uint64(n/3) + 1, Number: uint64(n%3) + 1}
		e.Kind, e.Contract, e.Principal = contract.ChangeTerms, odd(codes, n/3+n), fmt.Sprint("user ", n)
		if n%29 != 0 {
			e.At = noon.Add(time.Duration(n*37%101) * time.Microsecond)
		}
		all = append(all, e)
	}
	return all
}
