package main

import (
	"math"

	"cel.dev/cel-go/cel"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// The rule of naive.plain as data, for those who want to change it without a compiler.
const (
	celRule  = `(needs == "" || needs in rights) && at < until && (forced || !levelled || notDearer)`
	exprRule = `(Needs == "" || Needs in Rights) && At < Until && (Forced || !Levelled || NotDearer)`
)

// facts are what the rule may look at.
type facts struct {
	Needs                       string
	Rights                      map[string]bool
	At, Until                   int64
	Forced, Levelled, NotDearer bool
}

func (f *facts) of(c *candidate) {
	f.Needs, f.Rights, f.At, f.Until = c.list.needs, c.account.rights, c.at.UnixMicro(), math.MaxInt64
	if !c.list.until.IsZero() {
		f.Until = c.list.until.UnixMicro()
	}
	f.Forced, f.Levelled = c.list.forced, c.level != nil
	f.NotDearer = f.Levelled && c.price.price.LessThanOrEqual(c.level.price)
}

// ResolveName gives cel its variables without a map being made for each question.
func (f *facts) ResolveName(name string) (any, bool) {
	switch name {
	case "needs":
		return f.Needs, true
	case "rights":
		return f.Rights, true
	case "at":
		return f.At, true
	case "until":
		return f.Until, true
	case "forced":
		return f.Forced, true
	case "levelled":
		return f.Levelled, true
	case "notDearer":
		return f.NotDearer, true
	}
	return nil, false
}

// Parent is part of cel's interface.
func (f *facts) Parent() cel.Activation { return nil }

// withCEL is the naive shop with the rule in CEL.
func withCEL(n *naive) (*naive, error) {
	env, err := cel.NewEnv(
		cel.Variable("needs", cel.StringType), cel.Variable("rights", cel.MapType(cel.StringType, cel.BoolType)),
		cel.Variable("at", cel.IntType), cel.Variable("until", cel.IntType), cel.Variable("forced", cel.BoolType),
		cel.Variable("levelled", cel.BoolType), cel.Variable("notDearer", cel.BoolType),
	)
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(celRule)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	var f facts
	return n.judged("naive + cel-go", func(c *candidate) (bool, error) {
		f.of(c)
		out, _, err := program.Eval(&f)
		if err != nil {
			return false, err
		}
		return out.Value() == true, nil
	}), nil
}

// withExpr is the naive shop with the rule in expr.
func withExpr(n *naive) (*naive, error) {
	program, err := expr.Compile(exprRule, expr.Env(&facts{}), expr.AsBool())
	if err != nil {
		return nil, err
	}
	var machine vm.VM
	var f facts
	return n.judged("naive + expr", func(c *candidate) (bool, error) {
		f.of(c)
		out, err := machine.Run(program, &f)
		if err != nil {
			return false, err
		}
		return out == true, nil
	}), nil
}

// judged shares all but the rule.
func (n *naive) judged(label string, counts judge) *naive {
	other := *n
	other.label, other.counts = label, counts
	return &other
}
