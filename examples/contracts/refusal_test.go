package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A sales representative changes the own local contract; is refused a mirrored one, another's, and one whose representative
// id he tries to set to his own. Nothing of what is refused is staged, and nothing is changed.
func TestRefused(t *testing.T) {
	d := newDesk(t)
	d.does(0, "import")
	before := d.state()
	for _, c := range []struct {
		line   string
		reason string
	}{
		{"stage price ERP-100 bolt-m8 0.30 --as ria", "mirrored from another system and changes by import only"},
		{"stage price ERP-100 bolt-m8 0.30 --as ada", "mirrored from another system and changes by import only"},
		{"stage delete ERP-100 --as ada", "mirrored from another system and changes by import only"},
		{"stage price DUNN-27 sealant 4.00 --as ria", `contract "DUNN-27"`},
		{"stage terms DUNN-27 --kept-by ria --as ria", `contract "DUNN-27"`},
		{"stage terms SPRING --kept-by rob --as ria", "rob"},
		{"stage create MINE --kept-by rob --as ria", "rob"},
		{"stage add-account SPRING dunn --as ria", "dunn"},
		{"stage price SPRING anchor 1.95 --as carl", "carl"},
		{"stage price SPRING anchor 1.95 --as nobody", "nobody"},
		{"stage price SPRING anchor 1.95 --as acme", "acme"},
		{"import --as ria", "ria"},
		{"import --as carl", "carl"},
		{"export out --as ria", "ria"},
		{"export out --as carl", "carl"},
		{"lint --as carl", "carl"},
		{"list --as carl", "carl"},
		{"show SPRING --as carl", "carl"},
		{"price acme anchor 1 --as carl", "carl"},
		{"price dunn sealant 1 --as ria", "dunn"},
		{"price nobody sealant 1 --as ria", "nobody"},
		{"log --as carl", "carl"},
	} {
		d.says(statusRefused, c.line, "contracts: refused: ", c.reason)
	}
	if after := d.state(); after != before {
		t.Error(cmp.Diff(before, after))
	}
	d.does(0, "stage price SPRING anchor 1.95 --as ria") // the own one
	d.says(statusRefused, "publish --stage ria --as rob", "refused")
	d.says(statusRefused, "drop --stage ria --as rob", "refused")
	d.says(statusRefused, "stage price DUNN-27 sealant 4.00 --stage ria --as rob", "refused")
	d.says(0, "publish --as ria", "published 1 edit")
}

// What a sales representative is not to see, no command shows.
func TestOthersContractsAreNotShown(t *testing.T) {
	d := newDesk(t)
	d.does(0, "import")
	d.does(0, "stage price DUNN-27 sealant 4.40 --as rob")
	d.does(0, "publish --as rob")
	for _, line := range []string{"list", "lint", "log"} {
		if out, _ := d.run(t.Context(), line, "--as", "ria"); strings.Contains(out, "DUNN-27") {
			t.Errorf("%s:\n%s", line, out)
		}
	}
	d.says(statusInput, "show DUNN-27 --as ria", "there is no contract")
}

// Defective input is told with what to do, and changes nothing.
func TestBadInput(t *testing.T) {
	d := newDesk(t)
	for _, line := range []string{"", "nonsense", "list", "lint", "impact", "log", "publish", "export out", "price acme anchor",
		"--db", "list --on tomorrow", "list extra", "stage", "stage price",
		"import no-such-folder", "import --zone Mars", "import --rows x"} {
		if out := d.does(statusInput, line); !strings.HasPrefix(out, "contracts: ") || strings.Contains(out, "goroutine") {
			t.Errorf("%q: %s", line, out)
		}
	}
	if _, err := os.Stat(d.db); err == nil {
		t.Error("a refused command leaves a database behind")
	}
	d.does(0, "import")
	before := d.state()
	for _, line := range []string{
		"show NONE", "price nobody anchor", "price acme anchor 0", "price acme anchor -1", "price acme anchor 1e9",
		"stage price SPRING anchor 1,95", "stage price SPRING anchor 1e6", "stage price SPRING anchor --break 5",
		"stage price SPRING anchor --break =1", "stage price SPRING anchor --break x=1", "stage price NONE anchor 1",
		"stage terms SPRING --expires soon", "stage terms NONE --name X", "stage create NEW --currency pounds",
		"stage change-account NONE acme", "stage change-account SPRING acme", "stage terms SPRING", "stage price SPRING anchor",
		"staged", "impact", "publish", "drop", "rebase", "lint --severity awful", "lint --staged",
		"import --zone Europe/Paris", "export --rows 0 out", "export " + d.db, "export " + d.db + "/deeper/out", "import " + d.db,
	} {
		if out := d.does(statusInput, line); !strings.HasPrefix(out, "contracts: ") {
			t.Errorf("%q: %s", line, out)
		}
	}
	for _, line := range []string{
		"stage price SPRING nothing 1", "stage price SPRING anchor -- -1", "stage add-product SPRING anchor 1",
		"stage remove-product SPRING nothing", "stage remove-account SPRING dunn", "stage change-account SPRING dunn --ends open",
		"stage add-account SPRING nobody", "stage add-account SPRING acme", "stage create SPRING", "stage delete NONE",
		"stage change-account SPRING acme --starts 2027-01-01 --ends 2026-01-01",
	} {
		d.says(statusRefused, line, "contracts: refused: ")
	}
	if after := d.state(); after != before {
		t.Error(cmp.Diff(before, after))
	}
}

// A folder with faults is refused whole, each with its place.
func TestBadFolder(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("accounts.csv", "ref_id,price_level,currency\nacme,TRADE,GBP\nbolton,TRADE,pounds\nbad ,TRADE,GBP\n")
	write("price_levels.csv", "price_level,product,currency,unit_price\nTRADE,anchor,GBP,2.40\nTRADE,bolt,GBP,dear\n")
	d.says(statusInput, "import "+folder, "accounts.csv:3: currency", "accounts.csv:4: ref_id", "price_levels.csv:3: unit_price")
	d.says(statusInput, "import --dry-run "+folder, "accounts.csv:3")
	d.does(0, "import")
	before := d.state()
	d.says(statusInput, "import "+folder, "price_levels.csv:3: unit_price")
	write("accounts.csv", "ref_id,price_level,currency\nacme,TRADE,GBP\n")
	write("price_levels.csv", "price_level,product,currency,unit_price\nTRADE,anchor,GBP,2.00\n")
	write("contracts.csv", "Code,Name,Expiry Date,Force Contract Price,Active,Origin\nSPRING,Mirror,2030-01-01,1,1,mirrored\n")
	d.says(statusInput, "import "+folder, "SPRING", "is local in the store and mirrored in the file")
	d.says(statusInput, "import --dry-run "+folder, "SPRING", "is local in the store and mirrored in the file")
	if after := d.state(); after != before {
		t.Error(cmp.Diff(before, after))
	}
}

// state is all that there is.
func (d *desk) state() string {
	d.Helper()
	all := d.does(0, "list") + d.does(0, "log")
	file := filepath.Join(d.TempDir(), "state.jsonl")
	d.does(0, "export --json "+file)
	text, err := os.ReadFile(file)
	if err != nil {
		d.Fatal(err)
	}
	return all + string(text)
}
