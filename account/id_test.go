package account_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tradeterms/tradeterms/account"
)

func TestCheckID(t *testing.T) {
	tests := []struct {
		id     string
		ok     bool
		reason string
	}{
		{"A-1", true, "ordinary"},
		{"a b", true, "a space within"},
		{"Größe/7", true, "letters beyond ASCII"},
		{strings.Repeat("x", 255), true, "the greatest length"},
		{"=1+1", true, "ids are opaque"},
		{"", false, "empty"},
		{strings.Repeat("x", 256), false, "too long"},
		{strings.Repeat("é", 128), false, "too long in bytes"},
		{" A", false, "space before"},
		{"A ", false, "space after"},
		{"\u00a0A", false, "no-break space before"},
		{"A\u3000", false, "ideographic space after"},
		{"A\tB", false, "a tab"},
		{"A\x00", false, "NUL"},
		{"A\u0085B", false, "a control character beyond ASCII"},
		{"\xff", false, "invalid UTF-8"},
		{"A\xc3", false, "UTF-8 that is cut off"},
	}
	for _, test := range tests {
		err := account.CheckID(test.id)
		if (err == nil) != test.ok {
			t.Errorf("%q: %v, but %s", test.id, err, test.reason)
		}
		if err != nil && (!errors.Is(err, account.ErrID) || len(err.Error()) > 400) {
			t.Errorf("%q: %v", test.id, err)
		}
	}
}

func FuzzCheckID(f *testing.F) {
	for _, seed := range []string{"A-1", "", " ", "\x00", "\xff", "\u00a0x", strings.Repeat("y", 256)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		want := id != "" && len(id) <= account.MaxID && utf8.ValidString(id) &&
			strings.TrimFunc(id, unicode.IsSpace) == id && strings.IndexFunc(id, unicode.IsControl) < 0
		if err := account.CheckID(id); (err == nil) != want {
			t.Fatalf("%q: %v", id, err)
		}
		_, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: id}}})
		if (err == nil) != want {
			t.Fatalf("%q as an account: %v", id, err)
		}
	})
}
