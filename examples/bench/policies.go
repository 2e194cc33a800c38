package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	"github.com/cedar-policy/cedar-go"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

var errHandles = errors.New("handles and codes disagree")

// engineOf is a policy engine, by the function that asks it.
type engineOf struct {
	label string
	ask   func(p plea) (bool, error)
}

func (e *engineOf) name() string             { return e.label }
func (e *engineOf) may(p plea) (bool, error) { return e.ask(p) }

const casbinModel = `
[request_definition]
r = sub, own, act, obj
[policy_definition]
p = kind, act, below
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && g(r.sub, p.kind) && (p.below == "no" && r.obj == r.own || \
	p.below == "yes" && r.obj != r.own && g2(r.obj, r.own))
`

// withCasbin has the users' kinds and the tree of accounts as casbin's roles.
func withCasbin(s *staff) (permitter, error) {
	m, err := model.NewModelFromString(casbinModel)
	if err != nil {
		return nil, err
	}
	enforcer, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	enforcer.EnableLog(false)
	for _, g := range s.grants() {
		if _, err := enforcer.AddPolicy(g.kind, string(g.action), map[bool]string{true: "yes", false: "no"}[g.below]); err != nil {
			return nil, err
		}
	}
	for i := range s.users {
		if _, err := enforcer.AddNamedGroupingPolicy("g", s.users[i].code, s.users[i].kind()); err != nil {
			return nil, err
		}
	}
	for a, up := range s.parent {
		if up < 0 {
			continue
		}
		if _, err := enforcer.AddNamedGroupingPolicy("g2", s.job.accounts[a].code, s.job.accounts[up].code); err != nil {
			return nil, err
		}
	}
	return &engineOf{"casbin", func(p plea) (bool, error) {
		w := &s.users[p.user]
		return enforcer.Enforce(w.code, s.job.accounts[w.account].code, string(s.actions[p.action]), s.job.accounts[p.target].code)
	}}, nil
}

// withCedar has one policy for each kind of user, own or below; the trees are entities in entities.
func withCedar(s *staff) (permitter, error) {
	var text strings.Builder
	for _, g := range s.grants() {
		when := "resource == principal.account"
		if g.below {
			when = "resource != principal.account && resource in principal.account"
		}
		fmt.Fprintf(&text, "permit(principal in Kind::%q, action == Action::%q, resource) when { %s };\n", g.kind, g.action, when)
	}
	policies, err := cedar.NewPolicySetFromBytes("job.cedar", []byte(text.String()))
	if err != nil {
		return nil, err
	}
	entities, users := s.entities()
	return &engineOf{"cedar-go", func(p plea) (bool, error) {
		decision, why := cedar.Authorize(policies, entities, cedar.Request{
			Principal: users[p.user], Resource: s.entity(p.target),
			Action: cedar.NewEntityUID("Action", cedar.String(s.actions[p.action])),
		})
		if len(why.Errors) > 0 {
			return false, errors.New(why.Errors[0].Message)
		}
		return decision == cedar.Allow, nil
	}}, nil
}

func (s *staff) entity(account int32) cedar.EntityUID {
	return cedar.NewEntityUID("Account", cedar.String(s.job.accounts[account].code))
}

// entities are accounts and users as cedar has them, and the users by number.
func (s *staff) entities() (entities cedar.EntityMap, users []cedar.EntityUID) {
	entities = make(cedar.EntityMap)
	for a, up := range s.parent {
		to := cedar.Entity{UID: s.entity(int32(a))}
		if up >= 0 {
			to.Parents = cedar.NewEntityUIDSet(s.entity(up))
		}
		entities[to.UID] = to
	}
	users = make([]cedar.EntityUID, len(s.users))
	for i := range s.users {
		w := &s.users[i]
		users[i] = cedar.NewEntityUID("User", cedar.String(w.code))
		entities[users[i]] = cedar.Entity{
			UID: users[i], Parents: cedar.NewEntityUIDSet(cedar.NewEntityUID("Kind", cedar.String(w.kind()))),
			Attributes: cedar.NewRecord(cedar.RecordMap{"account": s.entity(w.account)}),
		}
	}
	return entities, users
}

const regoModule = `package shop

default allow := false

user := data.users[input.user]

allow if {
	input.target == user.account
	data.grants[user.kind].own[input.action]
}

allow if {
	data.grants[user.kind].below[input.action]
	data.above[input.target][user.account]
}
`

// withOPA has the accounts above each spelled out, which is as fast as OPA goes.
func withOPA(s *staff) (permitter, error) {
	users, above, grants := make(map[string]any), make(map[string]any), make(map[string]any)
	for i := range s.users {
		w := &s.users[i]
		users[w.code] = map[string]any{"account": s.job.accounts[w.account].code, "kind": w.kind()}
		grants[w.kind()] = map[string]any{"own": map[string]any{}, "below": map[string]any{}}
	}
	for _, g := range s.grants() {
		if kind, some := grants[g.kind].(map[string]any); some {
			kind[map[bool]string{true: "below", false: "own"}[g.below]].(map[string]any)[string(g.action)] = true
		}
	}
	for a := range s.parent {
		all := make(map[string]any)
		for up := s.parent[a]; up >= 0; up = s.parent[up] {
			all[s.job.accounts[up].code] = true
		}
		above[s.job.accounts[a].code] = all
	}
	ctx := context.Background()
	query, err := rego.New(
		rego.Query("data.shop.allow"), rego.Module("shop.rego", regoModule),
		rego.Store(inmem.NewFromObject(map[string]any{"users": users, "grants": grants, "above": above})),
	).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	return &engineOf{"OPA", func(p plea) (bool, error) {
		out, err := query.Eval(ctx, rego.EvalInput(map[string]any{
			"user": s.users[p.user].code, "action": string(s.actions[p.action]), "target": s.job.accounts[p.target].code,
		}))
		return err == nil && out.Allowed(), err
	}}, nil
}
