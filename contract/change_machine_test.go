package contract_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
)

// Random commands, done at once or staged by one and published by another, against what the rules say in words: who may, and
// what the events come to when they are folded.
func TestCON6_Machine(t *testing.T) {
	r := rules(t)
	refused, done := map[string]int{}, 0
	for seed := range uint64(proof(400, 5000, 100000)) {
		rnd := rand.New(rand.NewPCG(seed, 6))
		var present []contract.Contract
		for range 12 {
			user, by := pick(rnd, "ada", "ria", "rob", "clerk"), ""
			c := command(user, randomEdits(rnd)...)
			var out contract.Outcome
			if rnd.IntN(3) == 0 {
				by = pick(rnd, "ada", "ria", "rob")
				s, d := r.Stage(contract.Stage{}, present, c)
				if out = (contract.Outcome{Decision: d}); d.Allowed() {
					out = r.Publish(s, present, as(by), noon())
				}
			} else {
				out = r.Do(present, c)
			}
			may := mayAll(user, present, c.Edits) && (by == "" || mayAll(by, present, c.Edits))
			if d := out.Decision; d.Code == contract.RefusedRights && may || d.Allowed() && !may {
				t.Fatalf("seed %d: %s, then %q, %+v: %v, want allowed: %v", seed, user, by, c.Edits, d, may)
			}
			if !out.Decision.Allowed() {
				refused[out.Decision.Code.String()]++
				continue
			}
			done++
			next := stored(present, out)
			if diff := cmp.Diff(next, fold(present, out.Events), equalish); diff != "" {
				t.Fatalf("seed %d: events do not fold to what is stored: %s", seed, diff)
			}
			if diffs := contract.Differences(present, next); (len(diffs) > 0) != (len(out.Contracts)+len(out.Dropped) > 0) {
				t.Fatalf("seed %d: %v, but %d changed", seed, diffs, len(out.Contracts)+len(out.Dropped))
			}
			if err := contract.Check(next, r.Graph); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			present = next
		}
	}
	for _, code := range []string{"not allowed", "unknown contract", "contract exists", "assigned already", "not assigned",
		"listed already", "not listed", "defects"} {
		if refused[code] == 0 {
			t.Errorf("never refused as %q: %v", code, refused)
		}
	}
	if done == 0 {
		t.Error("nothing was ever done")
	}
}

func pick[T any](rnd *rand.Rand, some ...T) T { return some[rnd.IntN(len(some))] }

func randomEdits(rnd *rand.Rand) (edits []contract.Edit) {
	for range 1 + rnd.IntN(2) {
		e := contract.Edit{Kind: contract.EditKind(1 + rnd.IntN(9)), Contract: pick(rnd, "K", "L")}
		if rnd.IntN(3) == 0 {
			e.Kind = contract.CreateContract
		}
		e.Terms = deal().Terms()
		e.Terms.Name, e.Terms.SalesRep = pick(rnd, "one", "two"), pick(rnd, "R1", "R1", "R2", "")
		e.Account.Account = pick(rnd, "C-1", "C-2", "C-3")
		if rnd.IntN(2) == 0 {
			e.Account.Ends = pick(rnd, date(tomorrow), calendar.Date{})
		}
		e.Product.Product, e.Product.Price = pick(rnd, "P", "Q"), eur(strconv.Itoa(rnd.IntN(9)-1))
		edits = append(edits, e)
	}
	return edits
}

// mayAll says in words who may: administrators all, a representative what is and stays of his id, for accounts of his.
func mayAll(user string, present []contract.Contract, edits []contract.Edit) bool {
	if user == "ada" {
		return true
	}
	id := map[string]string{"ria": "R1", "rob": "R2"}[user]
	theirs := map[string][]string{"R1": {"C-1", "C-2"}, "R2": {"C-2", "C-3"}}[id]
	rep := make(map[string]string)
	for _, c := range present {
		rep[c.Code] = c.SalesRep
	}
	for _, e := range edits {
		is, there := rep[e.Contract]
		switch {
		case id == "", there && is != id:
			return false
		case !there && e.Kind != contract.CreateContract: // it is refused for that
		case e.Kind == contract.CreateContract && !there || e.Kind == contract.ChangeTerms && there:
			if rep[e.Contract] = e.Terms.SalesRep; e.Terms.SalesRep != id {
				return false
			}
		case e.Kind == contract.CreateContract:
			if e.Terms.SalesRep != id {
				return false
			}
		case e.Kind == contract.ChangeTerms && e.Terms.SalesRep != id:
			return false
		case (e.Kind == contract.AddAccount || e.Kind == contract.ChangeAccount) && !slices.Contains(theirs, e.Account.Account):
			return false
		case e.Kind == contract.DeleteContract:
			delete(rep, e.Contract)
		}
	}
	return true
}

func stored(present []contract.Contract, out contract.Outcome) []contract.Contract {
	var next []contract.Contract
	for _, c := range present {
		changed := slices.ContainsFunc(out.Contracts, func(d contract.Contract) bool { return d.Code == c.Code })
		if !changed && !slices.Contains(out.Dropped, c.Code) {
			next = append(next, c)
		}
	}
	next = append(next, out.Contracts...)
	slices.SortFunc(next, func(a, b contract.Contract) int { return int(a.Code[0]) - int(b.Code[0]) })
	return next
}

// fold makes of contracts what events say.
func fold(present []contract.Contract, events []contract.Event) []contract.Contract {
	all := slices.Clone(present)
	for _, e := range events {
		at := slices.IndexFunc(all, func(c contract.Contract) bool { return c.Code == e.Contract })
		switch e.Kind {
		case contract.CreateContract:
			all = append(all, e.After)
		case contract.DeleteContract:
			all = slices.Delete(all, at, at+1)
		default:
			c := e.After
			c.Accounts = replaced(all[at].Accounts, e.Before.Accounts, e.After.Accounts, func(a contract.Account) string { return a.Account })
			c.Products = replaced(all[at].Products, e.Before.Products, e.After.Products, func(p contract.Product) string { return p.Product + "/" + p.Unit })
			all[at] = c
		}
	}
	slices.SortFunc(all, func(a, b contract.Contract) int { return int(a.Code[0]) - int(b.Code[0]) })
	return all
}

func replaced[P any](parts, before, after []P, key func(P) string) (next []P) {
	for _, p := range parts {
		switch {
		case len(before) == 0 || key(before[0]) != key(p):
			next = append(next, p)
		case len(after) > 0:
			next = append(next, after[0])
		}
	}
	if len(before) == 0 {
		next = append(next, after...)
	}
	return next
}
