package approval_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

var update = flag.Bool("update", false, "write the golden table and the package documentation anew")

// The table of the package documentation says what the machine does: command × state → states (APR-17).
func TestTable(t *testing.T) {
	const golden, doc = "testdata/states.golden", "doc.go"
	const from, to = "// Each command leads", "// # Rules"
	table := tableOfStates(t)
	comment := "//\n"
	for line := range strings.Lines(table) {
		comment += strings.TrimRight("//\t"+line, " \n") + "\n"
	}
	source, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(source), from)
	intro, _, spaced := strings.Cut(rest, "\n//\n")
	_, after, closed := strings.Cut(rest, to)
	if !found || !spaced || !closed {
		t.Fatalf("%s has no place for the table between %q and %q", doc, from, to)
	}
	want := before + from + intro + "\n" + comment + "//\n" + to + after
	if *update {
		write(t, golden, table)
		write(t, doc, want)
		return
	}
	if stored, err := os.ReadFile(golden); err != nil || string(stored) != table {
		t.Errorf("%s is not what the machine does (go test -run TestTable -update writes it):\n%s", golden, table)
	}
	if string(source) != want {
		t.Errorf("%s has another table than the machine", doc)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var allStates = []approval.State{approval.Draft, approval.Pending, approval.Approved, approval.Declined, approval.Exported}

// rows are the commands of the table; the last stands for amend where the policy permits it while pending.
var rows = []string{"place", "withdraw", "amend", "amend, with AmendPending", "approve", "decline", "reverse", "export"}

// step is a row of the table and the states before and after.
type step struct {
	row      string
	from, to approval.State
}

func tableOfStates(t *testing.T) string {
	t.Helper()
	steps := make(map[step]bool)
	for _, asking := range []approval.Asking{approval.InTurn, approval.SideBySide} {
		for _, amendPending := range []bool{false, true} {
			walk(t, approval.Options{Asking: asking, AmendPending: amendPending}, steps)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s", "")
	for _, s := range allStates {
		fmt.Fprintf(&b, "%-20s", s)
	}
	b.WriteString("\n")
	for _, row := range rows {
		fmt.Fprintf(&b, "%-26s", row)
		for _, from := range allStates {
			var to []string
			for _, s := range allStates {
				if steps[step{row, from, s}] {
					to = append(to, s.String())
				}
			}
			fmt.Fprintf(&b, "%-20s", strings.Join(append(to, "-")[:max(1, len(to))], ", "))
		}
		b.WriteString("\n")
	}
	var trimmed strings.Builder
	for line := range strings.Lines(b.String()) {
		trimmed.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return trimmed.String()
}

// walk goes everywhere that commands lead to within eight of them, and notes each step.
func walk(t *testing.T, o approval.Options, steps map[step]bool) {
	t.Helper()
	d := newDesk(t, o, sub("sam"), authorizer("ann"), authorizer("bob"))
	seen, fresh := make(map[string]bool), []approval.Request{{}}
	for range 8 {
		var next []approval.Request
		for _, r := range fresh {
			for row, command := range commands(r, o.AmendPending) {
				out := d.policy.Do(r, command, noon, d.people())
				if !out.Decision.Allowed() {
					continue
				}
				steps[step{row[:strings.IndexByte(row, '/')], r.State, out.Request.State}] = true
				if now := standing(out.Request); !seen[now] {
					seen[now] = true
					next = append(next, out.Request)
				}
			}
		}
		fresh = next
	}
}

// commands are all that there are to try on a request, by row and number.
func commands(r approval.Request, amendPending bool) map[string]approval.Command {
	all := make(map[string]approval.Command)
	key := fmt.Sprint("key ", r.Events+1)
	amend := rows[2]
	if amendPending {
		amend = rows[3]
	}
	for i, user := range []string{"sam", "ann", "bob"} {
		by := approval.Self(user, "acme")
		for n, amount := range []string{"10", "600", "6000"} {
			basis := approval.Basis{Amount: gbp(amount), Limits: []approval.Limit{listed("500", "ann", "bob"), listed("5000", "ann", "bob")}}
			place := approval.Place{Key: key, Order: "1001", By: by, Payload: "basket of " + amount, Content: content("1"), Basis: basis}
			all[fmt.Sprint("place/", i, n)] = place
			all[fmt.Sprint(amend, "/", i, n)] = approval.Amend(place)
		}
		all[fmt.Sprint("withdraw/", i)] = approval.Withdraw{Key: key, Order: "1001", By: by}
		for level := range 3 {
			answer := approval.Respond{Key: key, Order: "1001", By: by, Level: level, Verdict: approval.Approve, Seen: content("1").Digest()}
			all[fmt.Sprint("approve/", i, level)] = answer
			answer.Verdict = approval.Decline
			all[fmt.Sprint("decline/", i, level)] = answer
			all[fmt.Sprint("reverse/", i, level)] = approval.Reverse{Key: key, Order: "1001", By: by, Level: level}
		}
		all[fmt.Sprint("export/", i)] = approval.Export{Key: key, Order: "1001", By: by, Seen: content("1").Digest()}
	}
	return all
}

// standing says what of a request its future depends on, as long as persons stay as they are.
func standing(r approval.Request) string {
	text := fmt.Sprint(r.State, r.By, r.Persons, r.Content, r.SideBySide)
	for i, l := range r.Status().Levels {
		text += fmt.Sprint(l.Verdict, l.By, l.For, l.Escalated, l.Open, r.Levels[i].Authorizers)
	}
	return text
}
