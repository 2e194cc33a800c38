package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// shop is a job compiled by the peers, with the questions that they are asked.
type shop struct {
	job    *job
	asks   *questions
	roof   *roofline
	engine *engine
	coded  []*codedPeer // naive Go first
	bases  []database

	built []result // what compiling took, and keeps
	tick  func(string)
}

// database is a coded peer that keeps the job in tables.
type database interface {
	coded
	update(list, product int32, by int64) error
	bytes() int64
	close()
}

// pricer is a peer that is compared.
type pricer interface {
	name() string
	price(q question) (answer, error)
	basket(b *basket) (total, error)
	file(account int32) ([]answer, error)
}

func open(s scale, lines int, tick func(string)) (*shop, error) {
	j := newJob(s)
	tick(fmt.Sprintf("facts of %d rows", len(j.rows)))
	sh := &shop{job: j, asks: j.ask(lines), tick: tick}
	var err error
	if sh.roof, err = compile(sh, "roofline", func() (*roofline, error) { return newRoofline(j), nil }); err != nil {
		return nil, err
	}
	sh.engine, err = compile(sh, "tradeterms", func() (*engine, error) { return newEngine(j) })
	sh.built[1].target = target{bytes: 32, memory: true}
	return sh, err
}

// compile notes what a peer takes for a row, and keeps.
func compile[T any](sh *shop, peer string, build func() (T, error)) (T, error) {
	sh.tick(peer)
	rows, begin := float64(len(sh.job.rows)), time.Now()
	kept, bytes, err := retained(build)
	sh.built = append(sh.built, result{
		job: "P4 memory", peer: peer, per: "row", bytes: bytes / rows, nanos: float64(time.Since(begin).Nanoseconds()) / rows,
		retained: true,
	})
	return kept, err
}

// invite adds the peers that answer in codes.
func (sh *shop) invite(in *room) error {
	j := sh.job
	plain, err := compile(sh, "naive Go", func() (*naive, error) { return newNaive(j), nil })
	if err != nil {
		return err
	}
	sh.coded = append(sh.coded, newCoded(j, plain))
	for _, with := range []func(*naive) (*naive, error){withCEL, withExpr} {
		n, err := with(plain)
		if err != nil {
			return err
		}
		sh.coded = append(sh.coded, newCoded(j, n))
	}
	lite, err := compile(sh, "SQLite", func() (database, error) { return newLite(j, in.dir) })
	if err != nil {
		return err
	}
	sh.add(lite)
	if in.postgres == nil {
		return nil
	}
	gres, err := compile(sh, "PostgreSQL", func() (database, error) { return newGres(context.Background(), j, in.postgres.url) })
	if err != nil {
		return err
	}
	sh.add(gres)
	return nil
}

func (sh *shop) add(d database) {
	sh.built[len(sh.built)-1].bytes = float64(d.bytes()) / float64(len(sh.job.rows))
	sh.bases = append(sh.bases, d)
	sh.coded = append(sh.coded, newCoded(sh.job, d))
}

func (sh *shop) close() {
	for _, d := range sh.bases {
		d.close()
	}
}

// compare asks all peers the same, and refuses to go on where two answers differ. Databases
// are asked a part of it.
func (sh *shop) compare() error {
	peers := []pricer{sh.engine}
	for _, p := range sh.coded {
		peers = append(peers, p)
	}
	for _, p := range peers {
		sh.tick("compare " + p.name())
		part := 1
		if slices.ContainsFunc(sh.bases, func(d database) bool { return d.name() == p.name() }) {
			part = 32
		}
		if err := sh.compareLines(p, part); err != nil {
			return err
		}
		if err := sh.compareBaskets(p, part); err != nil {
			return err
		}
		if err := sh.compareFiles(p); err != nil {
			return err
		}
	}
	return nil
}

func (sh *shop) compareLines(p pricer, part int) error {
	for _, lines := range [][]question{sh.asks.lines, sh.asks.special} {
		for _, q := range lines[:len(lines)/part] {
			want := sh.roof.price(q.account, q.product, q.quantity)
			if got, err := p.price(q); err != nil || got != want {
				return fmt.Errorf("%s answers %+v with %+v, %v; the roofline with %+v", p.name(), q, got, err, want)
			}
		}
	}
	return nil
}

func (sh *shop) compareBaskets(p pricer, part int) error {
	for i := range sh.asks.baskets[:max(4, len(sh.asks.baskets)/part)] {
		b := &sh.asks.baskets[i]
		want := total{amounts: make([]int64, len(b.lines))}
		want.sum = sh.roof.basket(b, want.amounts)
		if got, err := p.basket(b); err != nil || got.sum != want.sum || !slices.Equal(got.amounts, want.amounts) {
			return fmt.Errorf("%s prices basket %d at %+v, %v; the roofline at %+v", p.name(), i, got, err, want)
		}
	}
	return nil
}

func (sh *shop) compareFiles(p pricer) error {
	want := make([]answer, len(sh.job.products))
	for _, a := range sh.asks.files[:4] {
		sh.roof.file(a, want)
		got, err := p.file(a)
		if err != nil {
			return err
		}
		for i := range want {
			if got[i] != want[i] {
				return fmt.Errorf("%s: price file of account %d: product %d at %+v, the roofline at %+v", p.name(), a, i, got[i], want[i])
			}
		}
	}
	return nil
}
