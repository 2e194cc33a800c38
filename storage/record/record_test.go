package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

var update = flag.Bool("update", false, "write the golden documents anew")

// equal compares what has more than one form, or a form that cannot be looked into.
var equal = cmp.Options{
	cmp.Comparer(money.Amount.Equal), cmp.Comparer(func(a, b money.Rate) bool { return a.Cmp(b) == 0 }),
	cmp.Comparer(func(a, b money.Rounding) bool { return a == b }), cmp.Comparer(func(a, b money.Quantity) bool { return a == b }),
	cmp.Comparer(func(a, b calendar.Date) bool { return a == b }),
	cmp.Comparer(func(a, b *time.Location) bool { return a == b || a != nil && b != nil && a.String() == b.String() }),
}

// back writes and reads a fact, and says what came of it.
func back[F record.Fact](t *testing.T, fact F) []byte {
	t.Helper()
	document, err := record.Marshal(fact)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(document) {
		t.Fatalf("not JSON: %s", document)
	}
	got, err := record.Unmarshal[F](document)
	if err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	if diff := cmp.Diff(fact, got, equal); diff != "" {
		t.Fatalf("it came back otherwise:\n%s\n%s", diff, document)
	}
	if again, err := record.Marshal(got); err != nil || string(again) != string(document) {
		t.Fatalf("written again it is\n%s %v, was\n%s", again, err, document)
	}
	return document
}

// generated writes and reads made-up facts of a type, and compares one with every field set with its golden document.
func generated[F record.Fact](t *testing.T) {
	name := strings.ReplaceAll(reflect.TypeFor[F]().String(), ".", "-")
	t.Run(name, func(t *testing.T) {
		r := rand.New(rand.NewPCG(5, 7))
		for range proof(40, 1000, 40000) {
			var fact F
			fill(r, reflect.ValueOf(&fact).Elem(), false)
			back(t, fact)
		}
		var whole F
		fill(rand.New(rand.NewPCG(1, 1)), reflect.ValueOf(&whole).Elem(), true)
		golden[F](t, filepath.Join("testdata", name+".json"), back(t, whole))
	})
}

// golden holds a document that was once written to be read still, and to be written again as it was. Fields may be added to a
// fact; -update has them in the document too.
func golden[F record.Fact](t *testing.T, file string, document []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, append(document, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	stored = bytes.TrimSuffix(stored, []byte("\n"))
	fact, err := record.Unmarshal[F](stored)
	if err != nil {
		t.Fatalf("what is stored already would not be read any more: %v", err)
	}
	if again := back(t, fact); !bytes.Equal(again, stored) {
		t.Errorf("what is stored already would be written otherwise:\n%s\nwas\n%s", again, stored)
	}
}

func TestS6_EveryFactComesBackAsItWas(t *testing.T) {
	generated[approval.Request](t)
	generated[approval.Substitutes](t)
	generated[storage.Order](t)
	generated[account.Application](t)
	generated[account.Group](t)
	generated[account.Category](t)
	generated[account.Account](t)
	generated[account.PermissionRole](t)
	generated[account.WorkerGroup](t)
	generated[account.User](t)
	generated[budget.Budget](t)
	generated[budget.Rate](t)
	generated[budget.Entry](t)
	generated[pricing.List](t)
	generated[pricing.Data](t)
	generated[record.Price](t)
	generated[contract.Contract](t)
	generated[storage.ContractEvent](t)
	generated[storage.ContractStage](t)
}

// proof returns how much is tried, as TRADETERMS_PROOF says.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

func TestS6_WhatWouldNotComeBackIsNotWritten(t *testing.T) {
	offsets := time.FixedZone("Europe/Paris", 60) // says it is another
	for what, fact := range map[string]func() ([]byte, error){
		"a state that does not exist": func() ([]byte, error) { return record.Marshal(approval.Request{State: 99}) },
		"a currency that does not exist": func() ([]byte, error) {
			return record.Marshal(budget.Entry{Amount: money.Scaled(1, 0, money.Currency(1<<10|1<<5|1))})
		},
		"an instant after the year 9999": func() ([]byte, error) {
			return record.Marshal(storage.Order{Placed: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)})
		},
		"a list whose kind is none": func() ([]byte, error) {
			return record.Marshal(pricing.List{ID: pricing.ListID{Kind: "A:B", Code: "c"}})
		},
		"the machine's own zone": func() ([]byte, error) { return record.Marshal(pricing.Data{Zone: time.Local}) },
	} {
		document, err := fact()
		var e *record.Error
		if !errors.As(err, &e) || !errors.Is(err, record.ErrRecord) || e.Field == "" {
			t.Errorf("%s: %s, error %v", what, document, err)
		}
	}
	back(t, pricing.Data{Zone: offsets}) // a fixed zone is kept with its offset
}

func TestS6_ReadingIsStrict(t *testing.T) {
	for text, why := range map[string]string{
		``:                                     "nothing",
		`null`:                                 "null",
		`{`:                                    "no end",
		`{"user":"u"`:                          "no end",
		`{"user":"u"}}`:                        "something follows",
		`{"user":"u"} {}`:                      "something follows",
		`{"user":"u","user":"u"}`:              "said twice",
		`{"USER":"u"}`:                         "another case",
		`{"user":null}`:                        "null for a text",
		`{"user":7}`:                           "a number for a text",
		`{"version":"7"}`:                      "a text for a number",
		`{"version":-1}`:                       "below what fits",
		`{"version":007}`:                      "not canonical",
		`{"version":1.0}`:                      "a fraction",
		`{"version":1e2}`:                      "an exponent",
		`{"version":99999999999999999999}`:     "too great",
		`{"user":"\ud800"}`:                    "half a character",
		"{\"user\":\"\xff\"}":                  "not UTF-8",
		"{\"user\":\"a\nb\"}":                  "a bare control character",
		`{"user":{"hex":"61"}}`:                "bytes that are UTF-8",
		`{"user":{"hex":"fg"}}`:                "no bytes",
		`{"user":"u",}`:                        "a comma too many",
		`{"named":[{"user":"u"},]}`:            "a comma too many",
		`{"named":{}}`:                         "an object for a list",
		`{"unheard":1}`:                        "an unknown field",
		`{"remembered":[{"state":"unheard"}]}`: "an unknown code",
		`{"remembered":[{"at":"2026-11-21T12:00:00+01:00"}]}`:    "an instant not in UTC",
		`{"remembered":[{"at":"2026-11-21T12:00:00.0000001Z"}]}`: "an instant finer than microseconds",
	} {
		if got, err := record.Unmarshal[approval.Substitutes]([]byte(text)); !errors.Is(err, record.ErrRecord) || !cmp.Equal(got, approval.Substitutes{}) {
			t.Errorf("%s (%s): %v, error %v", text, why, got, err)
		}
	}
	for _, amount := range []string{"1", "1 GBP ", "1  GBP", "1 gbp", "1 XYZ", "1. GBP", ".5 GBP", "- GBP", "1e3 GBP", "+1 GBP", "9223372036854775808 GBP", "0.0000000000000000001 GBP"} {
		if _, err := record.Unmarshal[budget.Entry]([]byte(`{"amount":"` + amount + `"}`)); !errors.Is(err, record.ErrRecord) {
			t.Errorf("amount %q: error %v", amount, err)
		} else if strings.Contains(err.Error(), "9223372036854775808") {
			t.Errorf("the error shows an amount: %v", err)
		}
	}
}

func TestS6_SpacesAndOrderMeanNothing(t *testing.T) {
	text := " { \"version\" : 7 ,\n\"named\" : [ ] , \"user\" : \"u\\u00e9\\ud83d\\ude00\\/\\n\" } "
	got, err := record.Unmarshal[approval.Substitutes]([]byte(text))
	if want := (approval.Substitutes{User: "u\u00e9\U0001f600/\n", Version: 7}); err != nil || !cmp.Equal(got, want) {
		t.Errorf("%+v, error %v", got, err)
	}
}

func FuzzUnmarshal(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		f.Fatal(len(files), err)
	}
	for _, file := range files {
		document, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(document)
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		again(t, document, record.Unmarshal[approval.Request])
		again(t, document, record.Unmarshal[storage.Order])
		again(t, document, record.Unmarshal[budget.Budget])
		again(t, document, record.Unmarshal[pricing.List])
	})
}

// again holds what was read to be written and read again as the same.
func again[F record.Fact](t *testing.T, document []byte, read func([]byte) (F, error)) {
	if fact, err := read(document); err == nil {
		back(t, fact)
	}
}
