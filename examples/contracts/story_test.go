package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The life of a contract: staged, looked at, published, written down.
func TestStory(t *testing.T) {
	d := newDesk(t)
	d.says(0, "import", "taken over from the built-in sample")
	d.says(1, "lint", "unknown product", "ends before it begins", "price 0", "rising price", "2 errors")
	d.says(0, "list", "SPRING Spring deal local GBP 2027-03-31", "ERP-100 Bolton framework mirrored")
	d.says(0, "show ERP-100", "mirrored, GBP, expires 2027-06-30, forced", "bolt-m8 0.42, 0.35 from 500")
	d.says(0, "price acme anchor 10", "2.10 GBP each, from contract:SPRING")

	d.says(0, "stage price SPRING anchor 1.95 --break 100=1.80 --as ria", `edit 1 of "ria"`)
	d.says(0, "stage add-account SPRING corner --starts 2026-11-22 --ends 2027-03-31 --as ada --stage ria", `edit 2 of "ria"`)
	d.says(0, "staged --as ria", "1 change product SPRING anchor ria", "2 add account SPRING corner ada")
	d.says(0, "impact --as ria", "acme anchor below 100 2.10 GBP SPRING 1.95 GBP SPRING -7.14 %", "corner anchor",
		"bolton", "cheaper")
	d.says(0, "price acme anchor 10", "2.10 GBP each") // nothing counts yet
	d.says(0, "publish --as ada --stage ria", "published 2 edits as revision")
	d.says(0, "price acme anchor 10", "1.95 GBP each")
	d.says(0, "log SPRING", "ada ria SPRING change product anchor breaks", "anchor price 2.10 GBP 1.95 GBP")
	d.says(2, "impact --as ria", "nothing is staged")

	d.says(0, "stage create NEW --name Autumn --expires 2027-11-30 --as rob", "create contract")
	d.says(0, "stage add-product NEW sealant --as rob", "add product")
	d.says(0, "stage terms NEW --force --as rob", "change terms")
	d.says(0, "stage remove-product NEW sealant --as rob", "remove product")
	d.says(0, "rebase --without 4 --as rob", "took edit 4 off", "nobody changed")
	d.says(0, "publish --as rob", "published 3 edits")
	d.says(0, "show NEW --as rob", "local, GBP, expires 2027-11-30, forced, kept by rob", "sealant 0.00")
	d.says(0, "stage delete NEW --as rob", "delete contract")
	d.says(0, "drop --as rob", "dropped 1 edit")
	d.says(2, "impact --stage rob", "nothing is staged")
}

// Who stages on what somebody else changes meanwhile is told what, and goes on from there.
func TestStory_TwoPeople(t *testing.T) {
	d := newDesk(t)
	d.does(0, "import")
	d.does(0, "stage price SPRING anchor 1.95 --as ria")
	d.does(0, "stage price SPRING anchor 2.05 --as ada")
	d.says(0, "impact --as ada", `this is version 1 of stage "ada"`)
	d.says(3, "publish --as ada --seen 2", "not as it was shown")
	d.does(0, "publish --as ria")
	d.says(3, "publish --as ada", "somebody else changed", "SPRING")
	d.says(3, "impact --as ada", "somebody else changed")
	d.says(0, "price acme anchor 1", "1.95 GBP each")
	d.says(0, "rebase --as ada", "SPRING anchor price 2.10 GBP 1.95 GBP")
	d.says(0, "publish --as ada", "published 1 edit")
	d.says(0, "price acme anchor 1", "2.05 GBP each")
}

// What is exported imports again to the same, as CSV in parts and as JSON.
func TestStory_OutAndIn(t *testing.T) {
	d := newDesk(t)
	d.does(0, "import")
	folder := filepath.Join(t.TempDir(), "out")
	d.says(0, "export --rows 3 "+folder, "contract_products-2.csv")
	d.says(0, "export --json "+folder+".jsonl", "out.jsonl")
	for _, from := range []string{folder, folder + ".jsonl"} {
		other := newDesk(t)
		other.does(0, "import "+from)
		again := filepath.Join(t.TempDir(), "again")
		other.does(0, "export --rows 3 "+again)
		if was, is := contents(t, folder), contents(t, again); was != is {
			t.Errorf("%s: %s", from, cmp.Diff(was, is))
		}
		other.does(0, "export --json "+again+".jsonl")
		if was, is := read(t, folder+".jsonl"), read(t, again+".jsonl"); was != is {
			t.Errorf("%s: %s", from, cmp.Diff(was, is))
		}
	}
}

// contents are all files of a folder.
func contents(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		all.WriteString(e.Name() + "\n" + read(t, filepath.Join(folder, e.Name())))
	}
	return all.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
