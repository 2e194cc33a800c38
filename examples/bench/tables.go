package main

import (
	"iter"
	"slices"
)

// The tables that the databases hold: codes are looked up once a question, the inheritance is
// resolved, and the number of a list is its place among equal prices: contracts by code,
// then levels. The first row by rank that holds is a list's answer.

const levelNumber = 1 << 20 // of the first level, above every contract

func listNumber(l int32) int64 {
	if l < levels {
		return levelNumber + int64(l)
	}
	return int64(l)
}

// codeOf returns the code of a list by its number.
func (j *job) codeOf(number int64) string {
	if number >= levelNumber {
		number -= levelNumber
	}
	return j.lists[number].code
}

// relation is a table with its rows.
type relation struct {
	name    string
	columns []string
	rows    iter.Seq[[]any]
}

func (j *job) tables() []relation {
	return []relation{
		{"account", []string{"id", "code"}, func(yield func([]any) bool) {
			for i, a := range j.accounts {
				if !yield([]any{int64(i), a.code}) {
					return
				}
			}
		}},
		{"product", []string{"id", "code"}, func(yield func([]any) bool) {
			for i, code := range j.products {
				if !yield([]any{int64(i), code}) {
					return
				}
			}
		}},
		{"list", []string{"id", "forced", "until"}, func(yield func([]any) bool) {
			for l := range j.lists {
				from := &j.lists[l]
				if !yield([]any{listNumber(int32(l)), int64(boolean(from.forced)), j.expires(from)}) {
					return
				}
			}
		}},
		{"hears", []string{"account", "list"}, j.hearRows},
		{"price", []string{"list", "product", "rank", "least", "price", "since", "until"}, j.priceRows},
	}
}

func (j *job) hearRows(yield func([]any) bool) {
	for a, heard := range j.hears() {
		if !yield([]any{int64(a), listNumber(j.accounts[a].level)}) {
			return
		}
		for _, l := range heard {
			if !yield([]any{int64(a), listNumber(l)}) {
				return
			}
		}
	}
}

func (j *job) priceRows(yield func([]any) bool) {
	more := true
	j.runs(func(rows []row) {
		sorted := slices.Clone(rows)
		slices.SortFunc(sorted, before)
		for rank, r := range sorted {
			w := &j.windows[r.window]
			more = more && yield([]any{
				listNumber(r.list), int64(r.product), int64(rank), int64(r.min), r.price, w.from, w.until,
			})
		}
	})
}
