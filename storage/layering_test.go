package storage_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/tradeterms/tradeterms"

// mayImport says which packages of ours each package may import: only those
// below it. A package that is not named here may not be there.
var mayImport = map[string][]string{
	"account/calendar":      {},
	"account/delivery":      {"account", "account/calendar", "account/defect"},
	"account/defect":        {},
	"account/dense":         {},
	"pricing/money":         {},
	"account":               {"account/calendar", "account/defect", "account/dense", "pricing/money"},
	"pricing":               {"account", "account/calendar", "account/defect", "account/dense", "pricing/money"},
	"pricing/assortment":    {"account", "account/defect", "account/dense", "pricing"},
	"pricing/tax":           {"account", "account/calendar", "account/defect", "pricing/money"},
	"pricing/product":       {"account", "account/defect", "pricing/money"},
	"pricing/condition":     {"account", "account/calendar", "account/defect", "pricing/money"},
	"pricing/impact":        {"account", "pricing", "pricing/money"},
	"pricing/lint":          {"account/calendar", "pricing", "pricing/impact", "pricing/money"},
	"pricing/order":         {"account", "pricing", "pricing/condition", "pricing/money", "pricing/product", "pricing/tax"},
	"contract":              {"account", "account/calendar", "account/defect", "pricing", "pricing/money"},
	"approval":              {"account/calendar", "account/defect", "pricing/money"},
	"budget":                {"account/calendar", "account/defect", "account/dense", "pricing/money"},
	"storage":               {"account", "account/calendar", "approval", "budget", "contract", "pricing", "pricing/order"},
	"storage/memory":        {"account", "approval", "budget", "contract", "pricing", "storage"},
	"storage/authorization": {"account", "approval", "storage"},
	"storage/contracting":   {"account", "contract", "pricing", "storage"},
	"storage/purchase":      {"account", "account/calendar", "approval", "budget", "pricing", "pricing/assortment", "pricing/money", "pricing/order", "storage"},
	"storage/storagetest": {"account", "account/calendar", "approval", "budget", "contract", "pricing", "pricing/money", "pricing/order", "pricing/tax",
		"storage"},
	"storage/record":    {"account", "account/calendar", "approval", "budget", "contract", "pricing", "pricing/money", "storage"},
	"storage/pricebook": {"pricing", "storage"},
	"storage/exchange":  {"account", "account/calendar", "contract", "pricing", "pricing/money"},
	"storage/exchange/ingest": {"account", "approval", "budget", "contract", "pricing", "pricing/impact", "storage", "storage/exchange",
		"storage/exchange/jsonlines", "storage/record"},
	"storage/exchange/jsonlines": {"account", "approval", "budget", "contract", "pricing", "pricing/money", "storage", "storage/exchange",
		"storage/record"},
}

// pure are the packages that reach for nothing outside of their arguments.
var pure = []string{"account", "account/calendar", "account/defect", "account/delivery", "account/dense", "pricing", "pricing/money", "pricing/assortment", "pricing/order", "pricing/impact", "pricing/lint", "pricing/tax",
	"pricing/product", "pricing/condition", "contract", "approval", "budget"}

// impure are imports that a pure package does without. [driver.Valuer], a
// single interface, is how money gets into a database.
var impure = regexp.MustCompile(`^(context|os(/.*)?|io|sync(/.*)?|net(/.*)?|database/sql|log(/.*)?|math/rand(/v2)?|crypto/rand|runtime(/.*)?|embed)$`)

// The packages import downwards only, the pure ones nothing that acts, and the
// core no library but decimal. The files are parsed here, for go list would be
// answered from the cache of tests.
func TestLayering(t *testing.T) {
	seen := make(map[string]bool)
	for _, file := range sources(t) {
		dir := path.Dir(file.name)
		allowed, known := mayImport[dir]
		if !known {
			t.Errorf("%s: say in mayImport what package %s may import", file.name, dir)
			continue
		}
		seen[dir] = true
		for _, spec := range file.syntax.Imports {
			what, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			ours, isOurs := strings.CutPrefix(what, module+"/")
			switch {
			case isOurs && !slices.Contains(allowed, ours):
				t.Errorf("%s imports %s, which is not below it", file.name, ours)
			case !isOurs && strings.Contains(what, ".") && what != "github.com/shopspring/decimal":
				t.Errorf("%s imports %s: the core has decimal and nothing else", file.name, what)
			case slices.Contains(pure, dir) && impure.MatchString(what):
				t.Errorf("%s imports %s: a pure package is given what it needs", file.name, what)
			}
		}
	}
	for dir := range mayImport {
		if !seen[dir] {
			t.Errorf("mayImport names %s, which has no file", dir)
		}
	}
}

// No clock, no float and no goroutine in the pure packages, and of decimal
// nothing that its package variables govern.
func TestPurity(t *testing.T) {
	forbidden := map[string]bool{
		"time.Now": true, "time.Since": true, "time.Until": true, "time.Sleep": true, "time.LoadLocation": true,
		"decimal.NewFromFloat": true, "decimal.NewFromFloat32": true, "time.After": true, "time.NewTimer": true,
	}
	methods := map[string]bool{"Div": true, "Pow": true, "InexactFloat64": true, "Float64": true, "Avg": true}
	for _, file := range sources(t) {
		if !slices.Contains(pure, path.Dir(file.name)) {
			continue
		}
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s starts a goroutine", file.at(n))
			case *ast.SelectorExpr:
				pkg, _ := n.X.(*ast.Ident)
				if pkg != nil && forbidden[pkg.Name+"."+n.Sel.Name] && !zoneLoader(file.name) {
					t.Errorf("%s uses %s.%s", file.at(n), pkg.Name, n.Sel.Name)
				}
				if methods[n.Sel.Name] {
					t.Errorf("%s uses %s", file.at(n), n.Sel.Name)
				}
			case *ast.Ident:
				if n.Name == "float64" || n.Name == "float32" {
					t.Errorf("%s uses %s: no float holds money", file.at(n), n.Name)
				}
			}
			return true
		})
	}
}

// zoneLoader is the one file that may look a zone up by its name.
func zoneLoader(name string) bool { return name == "account/calendar/zone.go" }

// The core has three requirements, and the top level is as agreed.
func TestModuleAndTopLevel(t *testing.T) {
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var direct []string
	for _, line := range strings.Split(string(text), "\n") {
		if m := regexp.MustCompile(`^\s*(?:require )?(\S+\.\S+/\S+) v\S+$`).FindStringSubmatch(line); m != nil {
			direct = append(direct, m[1])
		}
	}
	want := []string{"github.com/google/go-cmp", "github.com/shopspring/decimal", "pgregory.net/rapid"}
	if !slices.Equal(direct, want) {
		t.Errorf("go.mod requires %v, want %v", direct, want)
	}
	agreed := []string{"account", "approval", "budget", "contract", "examples", "go.mod", "go.sum", "go.work", "go.work.sum",
		"LICENSE", "pricing", "README.md", "storage"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s is not of the agreed top level", e.Name())
		}
	}
}

type source struct {
	name   string // from the module's root
	files  *token.FileSet
	syntax *ast.File
}

func (s source) at(n ast.Node) string {
	return s.name + ":" + strconv.Itoa(s.files.Position(n.Pos()).Line)
}

// sources parses the files of the core that are no tests.
func sources(t *testing.T) (all []source) {
	t.Helper()
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name = filepath.ToSlash(strings.TrimPrefix(name, ".."+string(filepath.Separator)))
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join("..", name, "go.mod")); name != ".." && err == nil || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
				return filepath.SkipDir // a module of its own
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		syntax, err := parser.ParseFile(files, filepath.Join("..", name), nil, parser.SkipObjectResolution)
		all = append(all, source{name, files, syntax})
		return err
	})
	if err != nil || len(all) < 20 {
		t.Fatalf("%d files, %v", len(all), err)
	}
	return all
}
