package storage_test

import (
	"os"
	"strings"
	"testing"
)

// The program in the README is the body of an Example that is run.
func TestReadmeExample(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("../contract/example_readme_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "```go\n")
	shown, _, _ = strings.Cut(shown, "```")
	_, body, _ := strings.Cut(string(example), "func Example_readme() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	body = strings.ReplaceAll("\n"+body, "\n\t", "\n")[1:]
	if shown == "" || shown != body {
		t.Errorf("the README shows\n%s\nthe example is\n%s", shown, body)
	}
	if n := strings.Count(body, "\n"); n > 20 {
		t.Errorf("the example has %d lines, want at most 20", n)
	}
}
