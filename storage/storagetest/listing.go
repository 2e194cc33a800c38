package storagetest

import (
	"context"
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// listing is a list in pages of facts E that a filter F shows.
type listing[X any, S storage.Transactor[X], E, F any] struct {
	// facts differ in all that filters look at; some share their instant, some have none. Large are more than a page holds.
	facts   []E
	large   []E
	filters []F
	all     F
	put     func(ctx context.Context, s S, tx X, e E) error
	list    func(ctx context.Context, s S, tx X, f F, p storage.Page) ([]E, error)
	match   func(F, E) bool
	mark    func(E) storage.Mark
	// newest returns a stored fact, now the newest of all and with the version to put it.
	newest func(E) E
}

func (l listing[X, S, E, F]) clauses() []clause[S] {
	return []clause[S]{
		{"APR-6", "A list is newest first, of one instant by descending id, and what has no instant comes last.", l.order},
		{"APR-6", "A list shows just what its filter matches.", l.filter},
		{"APR-6", "Pages follow each other without gap or repetition, and only the last is not full.", l.pages},
		{"APR-6", "A page without size holds 50, and none more than 500.", l.sizes},
		{"APR-6", "A list shows each fact once, as it is now, also in the transaction that changed it.", l.present},
		{"S5", "A list shows nothing that was rolled back.", l.rolledBack},
	}
}

func (l listing[X, S, E, F]) fill(r *run, s S) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		for _, e := range l.facts {
			if err := l.put(ctx, s, tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// read returns one page.
func (l listing[X, S, E, F]) read(r *run, s S, f F, p storage.Page) (found []E) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		found, err = l.list(ctx, s, tx, f, p)
		return err
	})
	return found
}

// through returns all pages of a size, and how long each was.
func (l listing[X, S, E, F]) through(r *run, s S, f F, size int) (found []E, lengths []int) {
	r.Helper()
	for p := (storage.Page{Size: size}); ; {
		page := l.read(r, s, f, p)
		found, lengths = append(found, page...), append(lengths, len(page))
		if len(page) < p.Limit() || len(found) > 2*len(l.facts) {
			return found, lengths
		}
		p.After = l.mark(page[len(page)-1])
	}
}

// want returns the ids that a filter shows, in order.
func (l listing[X, S, E, F]) want(f F) []string {
	var shown []E
	for _, e := range l.facts {
		if l.match(f, e) {
			shown = append(shown, e)
		}
	}
	slices.SortFunc(shown, func(a, b E) int { return l.mark(a).Compare(l.mark(b)) })
	return l.ids(shown)
}

func (l listing[X, S, E, F]) ids(facts []E) []string {
	ids := make([]string, len(facts))
	for i, e := range facts {
		ids[i] = l.mark(e).ID
	}
	return ids
}

func (l listing[X, S, E, F]) order(r *run, s S) {
	l.fill(r, s)
	found, _ := l.through(r, s, l.all, storage.MaxPage)
	for i := 1; i < len(found); i++ {
		a, b := l.mark(found[i-1]), l.mark(found[i])
		if a.At.Before(b.At) || a.At.Equal(b.At) && a.ID <= b.ID {
			r.Errorf("%q of %v comes before %q of %v", a.ID, a.At, b.ID, b.At)
		}
	}
	if len(found) != len(l.facts) {
		r.Errorf("it shows %d of %d", len(found), len(l.facts))
	}
}

func (l listing[X, S, E, F]) filter(r *run, s S) {
	l.fill(r, s)
	for _, f := range l.filters {
		found, _ := l.through(r, s, f, storage.MaxPage)
		got, want := l.ids(found), l.want(f)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			r.Errorf("%+v shows %d %q, want %d %q", f, len(got), got, len(want), want)
		}
	}
}

// pages compares with the whole list on one page, which the other clauses check.
func (l listing[X, S, E, F]) pages(r *run, s S) {
	l.fill(r, s)
	for _, f := range append(slices.Clone(l.filters), l.all) {
		whole, _ := l.through(r, s, f, storage.MaxPage)
		for _, size := range []int{1, 7, len(whole)} {
			found, lengths := l.through(r, s, f, size)
			if got, want := l.ids(found), l.ids(whole); !slices.Equal(got, want) {
				r.Errorf("%+v in pages of %d, which were of %v: %d %q, want %d %q", f, size, lengths, len(got), got, len(want), want)
				return
			}
		}
	}
}

func (l listing[X, S, E, F]) sizes(r *run, s S) {
	l.facts = l.large
	l.fill(r, s)
	for size, want := range map[int]int{0: storage.DefaultPage, -1: storage.DefaultPage, 51: 51, 501: storage.MaxPage, 1 << 30: storage.MaxPage} {
		if got := len(l.read(r, s, l.all, storage.Page{Size: size})); got != min(want, len(l.facts)) {
			r.Errorf("of %d facts a page of size %d holds %d", len(l.facts), size, got)
		}
	}
}

func (l listing[X, S, E, F]) present(r *run, s S) {
	l.fill(r, s)
	last := l.want(l.all)[len(l.facts)-1]
	check := func(found []E, err error) error {
		ids := l.ids(found)
		if err == nil && (len(ids) == 0 || ids[0] != last || slices.Contains(ids[1:], last)) {
			r.Errorf("%q is the newest now; the list is %q", last, ids)
		}
		return err
	}
	must(r, s, func(ctx context.Context, tx X) error {
		i := slices.IndexFunc(l.facts, func(e E) bool { return l.mark(e).ID == last })
		if err := l.put(ctx, s, tx, l.newest(l.facts[i])); err != nil {
			return err
		}
		return check(l.list(ctx, s, tx, l.all, storage.Page{Size: storage.MaxPage}))
	})
	must(r, s, func(ctx context.Context, tx X) error {
		return check(l.list(ctx, s, tx, l.all, storage.Page{Size: storage.MaxPage}))
	})
}

func (l listing[X, S, E, F]) rolledBack(r *run, s S) {
	err := transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(l.put(ctx, s, tx, l.facts[0]), errStop) })
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	if found := l.read(r, s, l.all, storage.Page{}); len(found) != 0 {
		r.Errorf("it shows %q", l.ids(found))
	}
}
