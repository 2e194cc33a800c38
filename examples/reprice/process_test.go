package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
	"github.com/tradeterms/tradeterms/storage/pricebook"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// followEnv makes a process of this test one that follows the prices of a store, and says on standard output what it has.
const followEnv = "REPRICE_TEST_FOLLOWS"

// followMain follows until its standard input ends.
func followMain(store string) int {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	kind, where, _ := strings.Cut(store, ":")
	var err error
	if kind == "sqlite" {
		var s *sqlite.Store
		if s, err = sqlite.Open(ctx, where); err == nil {
			err = errors.Join(followed(ctx, s), s.Close())
		}
	} else {
		var s *postgres.Store
		if s, err = postgres.Open(ctx, where); err == nil {
			err = errors.Join(followed(ctx, s), s.Close())
		}
	}
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	return 0
}

func followed[T any](ctx context.Context, s shop[T]) error {
	begin := time.Now()
	prices, err := pricebook.Open(ctx, s)
	if err != nil {
		return err
	}
	say := func(u pricebook.Update) {
		price, err := prices.Book().For(buyerOfLevel, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)).Price(oneOfMany)
		fmt.Println(u.To, u.Changes, price.Unit, price.Source(), err, time.Since(begin).Round(time.Millisecond))
	}
	say(pricebook.Update{To: prices.Book().Revision()})
	err = prices.Follow(ctx, 10*time.Millisecond, func(u pricebook.Update, err error) {
		if err != nil {
			fmt.Println("failed", err)
			return
		}
		say(u)
	})
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

var (
	buyerOfLevel = pricing.Buyer{Levels: []string{"L3"}, Currency: money.GBP}
	oneOfMany    = pricing.Line{Product: "product 777", Quantity: money.Units(1)}
)

// One changed price of many is in the book of another process within a second.
func TestAnotherProcessFollows(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "prices.db")
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		changed(t, s, "sqlite:"+path)
	})
	t.Run("postgres", func(t *testing.T) {
		dsn, err := postgrestest.Need(t, cluster).Database(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s, err := postgres.Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		changed(t, s, "postgres:"+dsn)
	})
}

func changed[T any](t *testing.T, s shop[T], where string) {
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows := map[string]int{"": 10_000, "full": 50_000, "soak": 2_000_000}[os.Getenv("TRADETERMS_PROOF")]
	begin := time.Now()
	loadMany(t, s, rows)
	t.Logf("%d rows imported in %v", rows, time.Since(begin).Round(time.Millisecond))
	hear := follower(t, where)
	t.Logf("the other process, which has loaded them: %s", hear())
	var took []time.Duration
	for revision := uint64(2); revision <= 6; revision++ {
		row := pricing.Row{Price: money.Scaled(int64(revision), 0, money.GBP)}
		change := pricing.ProductRows{List: pricing.LevelID("L3"), Product: oneOfMany.Product, Rows: []pricing.Row{row}}
		err := s.Transact(t.Context(), func(ctx context.Context, tx T) error {
			return s.ChangePrices(ctx, tx, pricing.Changes{Revision: revision, Products: []pricing.ProductRows{change}})
		})
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		want := fmt.Sprintf("%d 1 %d.00 GBP level:L3 <nil> ", revision, revision)
		if got := hear(); !strings.HasPrefix(got, want) {
			t.Fatalf("the other process says %q, want %q", got, want)
		}
		took = append(took, time.Since(begin).Round(100*time.Microsecond))
	}
	slices.Sort(took)
	t.Logf("a changed price is in its book after %v", took)
	if took[len(took)/2] > time.Second {
		t.Error("that is more than a second")
	}
}

// loadMany sets price data of so many rows, in five levels.
func loadMany[T any](t *testing.T, s shop[T], rows int) {
	t.Helper()
	data := pricing.Data{Zone: time.UTC, Revision: 1}
	for n := range 5 {
		data.Lists = append(data.Lists, pricing.List{ID: pricing.LevelID(fmt.Sprint("L", n))})
	}
	err := s.Transact(t.Context(), func(ctx context.Context, tx T) error {
		return s.LoadPrices(ctx, tx, data, func(add func(pricing.ListID, pricing.Row) error) error {
			for n := range rows {
				row := pricing.Row{Product: fmt.Sprint("product ", n/5), Price: money.Scaled(int64(n)+1, 2, money.GBP)}
				if err := add(data.Lists[n%5].ID, row); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// follower starts a process that follows, and returns what hears its next line.
func follower(t *testing.T, where string) func() string {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), followEnv+"="+where)
	child.Stderr = os.Stderr
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	t.Cleanup(func() {
		in.Close()
		for lines.Scan() {
			t.Errorf("the other process says at the end %q", lines.Text())
		}
		if err := child.Wait(); err != nil {
			t.Errorf("the other process: %v", err)
		}
	})
	return func() string {
		if !lines.Scan() {
			t.Fatalf("the other process has ended: %v", lines.Err())
		}
		return lines.Text()
	}
}
