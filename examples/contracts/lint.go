package main

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/lint"
)

type lintCommand struct {
	stageName
	Staged   bool   `help:"Look at the prices as they would be with what is staged."`
	Severity string `enum:"note,warning,error" default:"note" help:"The least severity to tell (${default})."`
}

// Run prints what lint finds that the acting user may see, and fails where it cannot be meant.
func (l lintCommand) Run(ctx context.Context, o *office) error {
	if err := o.mayLook(); err != nil {
		return err
	}
	book, contracts := o.book, o.contracts
	if l.Staged {
		shown, err := l.find(ctx, o)
		if err != nil {
			return err
		}
		if !shown.Outcome.Decision.Allowed() {
			return refusal{shown.Outcome.Decision}
		}
		if book, err = o.next(shown.Outcome); err != nil {
			return err
		}
		contracts = after(contracts, shown.Outcome)
	}
	found, err := lint.Check(lint.Question{Data: facts(book), Buyers: buyers(o.graph), From: o.at})
	if err != nil {
		return err
	}
	return l.print(ctx, o, found, contracts)
}

// print prints the findings that the acting user may see, the worst first.
func (l lintCommand) print(ctx context.Context, o *office, found iter.Seq[lint.Finding], contracts []contract.Contract) error {
	seen := make(map[pricing.ListID]bool)
	for i := range contracts {
		seen[contracts[i].ID()] = o.sees(&contracts[i])
	}
	all, bar := o.may(account.ActionManageContracts) == nil, o.progress("looking at prices")
	var findings []lint.Finding
	for f := range found {
		if bar.one(); ctx.Err() != nil {
			break
		}
		if (all || seen[f.List] || seen[f.Other]) && f.Code.Severity() >= least(l.Severity) {
			findings = append(findings, f)
		}
	}
	bar.done()
	if err := ctx.Err(); err != nil {
		return err
	}
	slices.SortStableFunc(findings, func(a, b lint.Finding) int { return cmp.Compare(b.Code.Severity(), a.Code.Severity()) })
	return o.tell(findings)
}

// tell prints findings, and fails where one cannot be meant.
func (o *office) tell(findings []lint.Finding) error {
	if len(findings) == 0 {
		o.say("nothing found")
		return nil
	}
	counts := make(map[lint.Severity]int)
	g := newGrid("severity", "finding", "list", "product", ">from", "for", "what to do")
	for i := range findings {
		f := &findings[i]
		counts[f.Code.Severity()]++
		from := ""
		if f.From.Micros() > 1 {
			from = f.From.String()
		}
		g.row(f.Code.Severity(), f.Code, listName(f.List), f.Product, from, who(f), remedy(f))
	}
	o.print(g)
	var sums []string
	for _, severity := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		if n := counts[severity]; n > 0 {
			sums = append(sums, some(n, severity.String(), severity.String()+"s"))
		}
	}
	o.say("\n%s", strings.Join(sums, ", "))
	if counts[lint.Error] > 0 {
		return errFindings
	}
	return nil
}

func least(name string) lint.Severity {
	for _, s := range []lint.Severity{lint.Warning, lint.Error} {
		if s.String() == name {
			return s
		}
	}
	return lint.Note
}

// who says to whom it happens.
func who(f *lint.Finding) string {
	if f.Accounts > 1 {
		return f.Account + " and " + some(f.Accounts-1, "other", "others")
	}
	return f.Account
}

// remedy is the last part of a finding's sentence: what it says after the place.
func remedy(f *lint.Finding) string {
	parts := strings.Split(f.String(), ": ")
	return strings.Join(parts[max(0, len(parts)-2):], ": ")
}

// facts are those that a book is made of.
func facts(book *pricing.Book) pricing.Data {
	data := book.Data()
	for i := range data.Lists {
		data.Lists[i].Rows = slices.Collect(book.Rows(data.Lists[i].ID))
	}
	return data
}

// buyers are those of all accounts, as users who may see contracts.
func buyers(g *account.Graph) []pricing.Buyer { return impact.Accounts(g, account.MyContracts) }

// listName says a contract by its code alone.
func listName(id pricing.ListID) string {
	if id.Kind == pricing.Contract {
		return id.Code
	}
	if id == (pricing.ListID{}) {
		return ""
	}
	return id.String()
}
