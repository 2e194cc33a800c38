package storage_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// vector is one acceptance case. The fields are those that testdata/vectors
// documents; a key that is not among them is never passed over.
type vector struct {
	ID      string          `json:"id"`
	Source  string          `json:"source"`
	Area    string          `json:"area"`
	Fit     string          `json:"fit"`
	Needs   []string        `json:"needs"`
	Numbers string          `json:"numbers"`
	Setup   json.RawMessage `json:"setup"`
	Request json.RawMessage `json:"request"`
	Expect  json.RawMessage `json:"expect"`
	Note    string          `json:"note"`
}

// readVectors reads every JSON file of a folder.
func readVectors(t *testing.T, folder string) []*vector {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors in %s (%v)", folder, err)
	}
	var all []*vector
	seen := make(map[string]bool)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var vectors []*vector
		if err := decode(data, &vectors); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, v := range vectors {
			if v.ID == "" || seen[v.ID] {
				t.Fatalf("%s: no id, or twice the id %q", file, v.ID)
			}
			seen[v.ID] = true
		}
		all = append(all, vectors...)
	}
	return all
}

// decode decodes JSON and refuses keys that are not known.
func decode(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

func decodeLoosely(data []byte, into any) error { return json.Unmarshal(data, into) }

var unknownKey = regexp.MustCompile(`unknown field (".*")`)

// read decodes a part of a vector. A key that is not known is a feature that
// the vector needs; ok is false where the run ends.
func (r *run) read(part string, data []byte, into any) (ok bool) {
	if data == nil {
		data = []byte("{}")
	}
	err := decode(data, into)
	if err == nil {
		return true
	}
	if key := unknownKey.FindStringSubmatch(err.Error()); key != nil {
		r.lack("key %s in %s", key[1], part)
	} else {
		r.problem("%s: %v", part, err)
	}
	return false
}

// number is a decimal as text; null is told from absent.
type number struct {
	text   string
	stated bool
}

func (n *number) UnmarshalJSON(data []byte) error {
	n.stated = true
	if string(data) == "null" {
		return nil
	}
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &n.text)
	}
	var plain json.Number
	if err := json.Unmarshal(data, &plain); err != nil {
		return err
	}
	n.text = plain.String()
	return nil
}

// given reports whether a number stands there.
func (n number) given() bool { return n.text != "" }

// or returns the number's text, or another where none is given.
func (n number) or(other string) string {
	if n.given() {
		return n.text
	}
	return other
}

// conditions are attributes with the values that they may have.
type conditions map[string]values

// values is one text or several.
type values []string

func (v *values) UnmarshalJSON(data []byte) error {
	var many []any
	if json.Unmarshal(data, &many) != nil {
		var one any
		if err := json.Unmarshal(data, &one); err != nil {
			return err
		}
		many = []any{one}
	}
	for _, x := range many {
		*v = append(*v, fmt.Sprint(x))
	}
	slices.Sort(*v)
	return nil
}

// setup is what a seller has in a vector.
type setup struct {
	Products      map[string]product         `json:"products"`
	Levels        []level                    `json:"levels"`
	DefaultLevels []string                   `json:"default_levels"`
	Groups        []group                    `json:"groups"`
	Accounts      []party                    `json:"accounts"`
	Contracts     []deal                     `json:"contracts"`
	Settings      map[string]json.RawMessage `json:"settings"`

	Users   []login           `json:"users"`
	Open    []waiting         `json:"open_authorizations"`
	Budgets []purse           `json:"budgets"`
	History []earlier         `json:"history"`
	Chain   []link            `json:"chain"`
	FX      map[string]number `json:"fx"`
}

type product struct {
	List       number            `json:"list"`
	Cost       number            `json:"cost"`
	Categories []string          `json:"categories"`
	Units      map[string]number `json:"units"`
}

type level struct {
	ID        string     `json:"id"`
	Currency  string     `json:"currency"`
	Active    *bool      `json:"active"`
	Priority  number     `json:"priority"`
	ValidFrom string     `json:"valid_from"`
	ValidTo   string     `json:"valid_to"`
	For       conditions `json:"for"`
	Merge     *bool      `json:"merge"`
	Rows      []rule     `json:"rows"`
}

// rule is a row of a level or of a contract.
type rule struct {
	SKU       string     `json:"sku"`
	Category  string     `json:"category"`
	MinQty    number     `json:"min_qty"`
	MaxQty    number     `json:"max_qty"`
	Unit      string     `json:"unit"`
	Currency  string     `json:"currency"`
	ValidFrom string     `json:"valid_from"`
	ValidTo   string     `json:"valid_to"`
	Active    *bool      `json:"active"`
	For       conditions `json:"for"`

	Price   number          `json:"price"`
	Percent number          `json:"percent"`
	Amount  number          `json:"amount"`
	Of      string          `json:"of"`
	Margin  number          `json:"margin_percent"`
	Steps   []rule          `json:"steps"`
	SumOf   json.RawMessage `json:"sum_of"`
	Round   *rounding       `json:"round"`
}

type rounding struct {
	Scale     *int   `json:"scale"`
	Increment number `json:"increment"`
	PreScale  *int   `json:"pre_scale"`
	Mode      string `json:"mode"`
	At        string `json:"at"`
}

type group struct {
	ID       string   `json:"id"`
	Levels   []string `json:"levels"`
	Fallback string   `json:"fallback"`
}

type party struct {
	ID          string   `json:"id"`
	Parent      string   `json:"parent"`
	Levels      []string `json:"levels"`
	Groups      []string `json:"groups"`
	Fallback    string   `json:"fallback"`
	PricingFrom string   `json:"pricing_from"`
	BillTo      string   `json:"bill_to"`
	Blocked     bool     `json:"blocked"`

	Approvers []string `json:"approvers"`
	Admins    []string `json:"admins"`
}

type deal struct {
	ID       string       `json:"id"`
	Active   *bool        `json:"active"`
	Expires  string       `json:"expires"`
	Force    bool         `json:"force"`
	Accounts []assignment `json:"accounts"`
	Products []rule       `json:"products"`
}

type assignment struct {
	Account string `json:"account"`
	Starts  string `json:"starts"`
	Ends    string `json:"ends"`
	Active  *bool  `json:"active"`
}

// off reports whether an active flag says no; absent means yes.
func off(active *bool) bool { return active != nil && !*active }

// readSetup reads the setup.
func (r *run) readSetup() (s setup, ok bool) {
	ok = r.read("setup", r.Setup, &s)
	return s, ok
}
