package jsonlines_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var equal = cmp.Options{
	cmp.AllowUnexported(world{}),
	cmp.Comparer(money.Amount.Equal), cmp.Comparer(func(a, b money.Rate) bool { return a.Cmp(b) == 0 }),
	cmp.Comparer(func(a, b money.Rounding) bool { return a == b }), cmp.Comparer(func(a, b money.Quantity) bool { return a == b }),
	cmp.Comparer(func(a, b calendar.Date) bool { return a == b }),
	cmp.Comparer(func(a, b *time.Location) bool { return a == b || a != nil && b != nil && a.String() == b.String() }),
}

// What was written is read: every field of every fact of all five areas; and written again it is the same bytes.
func TestCSV3_ExportThenImportGivesTheSameFacts(t *testing.T) {
	for seed := range proof(30, 400, 40_000) {
		w := makeWorld(t, rand.New(rand.NewPCG(6, uint64(seed))))
		text := w.write(t)
		back, err := readWorld(text)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		if diff := cmp.Diff(w, back, equal); diff != "" {
			t.Fatalf("seed %d: it came back otherwise:\n%s", seed, diff)
		}
		if again := back.write(t); !bytes.Equal(text, again) {
			t.Fatalf("seed %d: written again it is\n%s\nwas\n%s", seed, again, text)
		}
	}
}

// Whatever the bytes are, they are refused or are facts that come back.
func FuzzRead(f *testing.F) {
	f.Add([]byte(file(`{"account":{"id":"a"}}`)))
	f.Add([]byte(`{"tradeterms":1}`))
	f.Add([]byte("{\"tradeterms\":1}\r\n\r\n{\"end\":0}"))
	f.Add([]byte(file(`{ "prices" : {"zone":"UTC"}}`, `{"list":{"id":"level:A"}}`, `{"price":{"list":"level:A","product":"p","price":"1.50 EUR"}}`)))
	f.Add(makeWorld(f, rand.New(rand.NewPCG(6, 6))).write(f))
	f.Fuzz(func(t *testing.T, text []byte) {
		w, err := readWorld(text)
		if err != nil {
			return
		}
		again, err := readWorld(w.write(t))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(w, again, equal); diff != "" {
			t.Fatal(diff)
		}
	})
}
