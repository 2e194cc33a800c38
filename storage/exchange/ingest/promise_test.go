package ingest_test

import (
	"bytes"
	"context"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// What a store has, exported and imported into another, is what that one has, byte by byte; again it changes nothing.
func TestCSV3_ExportThenImportGivesTheSameStore(t *testing.T) {
	for seed := range proof(20, 400, 40_000) {
		w := makeWorld(t, rand.New(rand.NewPCG(1, uint64(seed))))
		one, other := memory.New(), memory.New()
		run(t, one, w.batch(t), ingest.Options{})
		file := dump(t, one)
		run(t, other, read(t, file), ingest.Options{})
		if got := dump(t, other); !bytes.Equal(got, file) {
			t.Fatalf("seed %d: it came back as\n%s\nwas\n%s", seed, got, file)
		}
		for _, again := range []*ingest.Batch{w.batch(t), read(t, file)} {
			if p := run(t, one, again, ingest.Options{Remove: all}); !p.Empty() || p.Revision != 1 {
				t.Fatalf("seed %d: the same again changes %+v", seed, p.Counts)
			}
		}
		if !bytes.Equal(dump(t, one), file) {
			t.Fatalf("seed %d: the same again changed the store", seed)
		}
	}
}

var all = ingest.Removal{Accounts: true, Lists: true, Contracts: true}

// A file that is all there is makes of any store what it makes of an empty one.
func TestCSV3_WithRemoveTheStoreIsAsTheFileSays(t *testing.T) {
	small, anew := 0, 0
	for seed := range proof(40, 600, 60_000) {
		r := rand.New(rand.NewPCG(2, uint64(seed)))
		before, after := makeWorld(t, r), makeWorld(t, r)
		s, fresh := memory.New(), memory.New()
		run(t, s, before.batch(t), ingest.Options{})
		run(t, fresh, after.batch(t), ingest.Options{})
		if before.prices.Round == after.prices.Round {
			small++
		} else {
			anew++
		}
		p := run(t, s, after.batch(t), ingest.Options{Remove: all})
		if got, want := dump(t, s), dump(t, fresh); !bytes.Equal(got, want) {
			t.Fatalf("seed %d: it is\n%s\ninstead of\n%s", seed, got, want)
		}
		checkCounts(t, before, after, p.Counts)
	}
	if small == 0 || anew == 0 {
		t.Errorf("%d changed, %d set anew", small, anew)
	}
}

// checkCounts counts again, slowly.
func checkCounts(t *testing.T, before, after world, n ingest.Counts) {
	t.Helper()
	ids := make(map[string]bool)
	for _, c := range before.contracts {
		ids[c.Code] = true
	}
	added, removed := 0, len(ids)
	for _, c := range after.contracts {
		if ids[c.Code] {
			removed--
		} else {
			added++
		}
	}
	if got := n.Contracts; got.Added != added || got.Removed != removed || got.Added+got.Changed+got.Same != len(after.contracts) {
		t.Errorf("contracts: %+v, want %d added and %d removed", got, added, removed)
	}
	was, will := len(before.accounts.Accounts), len(after.accounts.Accounts)
	if got := n.Accounts; got.Added+got.Changed+got.Same != will || got.Changed+got.Same+got.Removed != was {
		t.Errorf("accounts: %+v", got)
	}
	was, will = len(before.prices.Lists), len(after.prices.Lists)
	if got := n.Lists; got.Added+got.Changed+got.Same != will || got.Changed+got.Same+got.Removed != was {
		t.Errorf("lists: %+v", got)
	}
	was, will = rows(before), rows(after)
	if got := n.Prices; got.Added+got.Changed+got.Same != will || got.Changed+got.Same+got.Removed != was {
		t.Errorf("rows: %+v, was %d, will be %d", got, was, will)
	}
}

func rows(w world) (n int) {
	for _, l := range w.prices.Lists {
		n += len(l.Rows)
	}
	return n
}

// A dry run changes nothing and foretells the run: the counts, the book, the accounts, and whose prices change.
func TestPRC10_ADryRunForetellsTheRun(t *testing.T) {
	changes := 0
	for seed := range proof(20, 300, 40_000) {
		r := rand.New(rand.NewPCG(3, uint64(seed)))
		before, after := makeWorld(t, r), makeWorld(t, r)
		s := memory.New()
		run(t, s, before.batch(t), ingest.Options{})
		was, graph, book := dump(t, s), graphOf(t, s), bookOf(t, s)
		o := ingest.Options{By: ada, At: now, Remove: ingest.Removal{Accounts: chance(r), Lists: chance(r), Contracts: chance(r)}}
		plan, err := ingest.DryRun(ctx, s, after.batch(t), o)
		if !bytes.Equal(was, dump(t, s)) {
			t.Fatalf("seed %d: the dry run changed the store", seed)
		}
		did, runErr := ingest.Run(ctx, s, after.batch(t), o)
		if (err == nil) != (runErr == nil) {
			t.Fatalf("seed %d: dry run %v, run %v", seed, err, runErr)
		}
		if err != nil {
			continue // an account of which a contract of the store has need
		}
		if plan.Counts != did.Counts || plan.Revision != did.Revision || plan.Empty() != did.Empty() {
			t.Fatalf("seed %d: foretold %+v, did %+v", seed, plan.Counts, did.Counts)
		}
		next, err := plan.Book()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := pricesOf(t, next), pricesOf(t, bookOf(t, s)); !bytes.Equal(got, want) {
			t.Fatalf("seed %d: foretold\n%s\ncame\n%s", seed, got, want)
		}
		got := moves(t, plan.Impact(now, account.MyContracts))
		old := impact.Side{Book: book, Buyers: impact.Accounts(graph, account.MyContracts)}
		new := impact.Side{Book: bookOf(t, s), Buyers: impact.Accounts(graphOf(t, s), account.MyContracts)}
		if want := moves(t, impact.Between(old, new, now)); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(want, got))
		}
		changes += len(got)
	}
	if changes == 0 {
		t.Error("no price ever changed")
	}
}

func moves(t *testing.T, changes iter.Seq2[impact.Change, error]) (found []string) {
	t.Helper()
	for c, err := range changes {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, c.String())
	}
	return found
}

func graphOf(t *testing.T, s *memory.Store) (g *account.Graph) {
	t.Helper()
	err := s.View(ctx, func(ctx context.Context, tx tx) (err error) {
		g, err = s.Graph(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func bookOf(t *testing.T, s *memory.Store) (b *pricing.Book) {
	t.Helper()
	err := s.View(ctx, func(ctx context.Context, tx tx) (err error) {
		b, err = s.Book(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pricesOf is all of a book, contracts included.
func pricesOf(t *testing.T, b *pricing.Book) []byte {
	t.Helper()
	d := b.Data()
	for i := range d.Lists {
		d.Lists[i].Rows = slices.Collect(b.Rows(d.Lists[i].ID))
	}
	var out bytes.Buffer
	w := jsonlines.NewWriter(&out)
	if err := jsonlines.Write(w, d); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
