package approval_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// levels says a plan as one text for each level.
func levels(plan []approval.Level) []string {
	var all []string
	for _, l := range plan {
		s := fmt.Sprintf("%s%v%v", l.Over.Number(), l.Budgets, l.Authorizers)
		if l.Routed {
			s += " routed"
		}
		if l.Covered {
			s += " covered"
		}
		all = append(all, s)
	}
	return all
}

func TestAPR1_Levels(t *testing.T) {
	ladder := []approval.Limit{listed("5000", "cy"), listed("500", "ann", "bob"), listed("50000", "dan")}
	for _, test := range []struct {
		reason string
		asking approval.Asking
		amount string
		limits []approval.Limit
		want   []string
	}{
		{"no limits ask nobody", approval.InTurn, "999999", nil, nil},
		{"exactly the limit is not above it", approval.InTurn, "500", ladder, nil},
		{"above one", approval.InTurn, "500.01", ladder, []string{"500.00[][ann bob]"}},
		{"exactly the second limit", approval.InTurn, "5000", ladder, []string{"500.00[][ann bob]"}},
		{"above two, from the lowest up", approval.InTurn, "5000.0001", ladder, []string{"500.00[][ann bob]", "5000.00[][cy]"}},
		{"above all", approval.SideBySide, "50001", ladder, []string{"500.00[][ann bob]", "5000.00[][cy]", "50000.00[][dan]"}},
		{"the highest exceeded only", approval.HighestOnly, "6000", ladder, []string{"5000.00[][cy]"}},
		{"an amount below 0 is above nothing", approval.InTurn, "-1", []approval.Limit{listed("0", "ann")}, nil},
		{"a limit of 0 is a limit", approval.InTurn, "0.01", []approval.Limit{listed("0", "ann")}, []string{"0.00[][ann]"}},
		{"limits of one amount are one level, whoever is named twice", approval.InTurn, "600",
			[]approval.Limit{listed("500.00", "bob", "ann"), listed("500", "cy", "ann")}, []string{"500.00[][ann bob cy]"}},
		{"a limit that nobody is named for is a level all the same", approval.InTurn, "600",
			[]approval.Limit{listed("500")}, []string{"500.00[][]"}},
	} {
		p := approval.MustPolicy(approval.Options{Asking: test.asking})
		plan, d := p.Plan(approval.Basis{Amount: gbp(test.amount), Limits: test.limits})
		want(t, d, approval.Allowed)
		if got := levels(plan); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

func TestAPR10_BudgetsAreLevels(t *testing.T) {
	budget := func(id string, supervisors ...string) approval.Budget {
		return approval.Budget{ID: id, Supervisors: supervisors}
	}
	for _, test := range []struct {
		reason  string
		asking  approval.Asking
		limits  []approval.Limit
		budgets []approval.Budget
		want    []string
	}{
		{"a budget is one more level, above the limits", approval.InTurn, []approval.Limit{listed("5", "ann")},
			[]approval.Budget{budget("paper", "mia")}, []string{"5.00[][ann]", "[paper][mia]"}},
		{"budgets by id", approval.InTurn, nil, []approval.Budget{budget("b", "mia"), budget("a", "eve")}, []string{"[a][eve]", "[b][mia]"}},
		{"the same supervisors are asked once", approval.InTurn, nil,
			[]approval.Budget{budget("week", "mia", "eve"), budget("year", "eve", "mia"), budget("x", "mia")},
			[]string{"[week year][eve mia]", "[x][mia]"}},
		{"budgets beside the highest limit", approval.HighestOnly, []approval.Limit{listed("5", "ann"), listed("6", "bob")},
			[]approval.Budget{budget("paper", "mia")}, []string{"6.00[][bob]", "[paper][mia]"}},
	} {
		p := approval.MustPolicy(approval.Options{Asking: test.asking})
		plan, d := p.Plan(approval.Basis{Amount: gbp("10"), Limits: test.limits, Budgets: test.budgets})
		want(t, d, approval.Allowed)
		if got := levels(plan); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

// A budget's supervisor may be of another account than the order's, and no other (BUD-10).
func TestAPR10_SupervisorsAccounts(t *testing.T) {
	place := func(d *desk, accounts ...string) approval.Decision {
		return d.do(approval.Place{Key: d.key(), Order: "1001", By: approval.Self("sam", "acme"), Content: content("1"), Basis: approval.Basis{
			Amount: gbp("10"), Budgets: []approval.Budget{{ID: "paper", Supervisors: []string{"eve"}, Accounts: accounts}},
		}})
	}
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("eve", "group"))
	want(t, place(d, "acme", "sister"), approval.RefusedNoPath)
	want(t, place(d, "acme", "group"), approval.Allowed)
	d.wantEligible("1:eve")
	d.change("eve", func(u *approval.User) { u.Accounts = []string{"elsewhere"} })
	want(t, d.approve("eve", 1), approval.RefusedOtherAccount)
}

func TestAPR18_Right(t *testing.T) {
	for _, test := range []struct {
		right  approval.Right
		amount money.Amount
		want   bool
		text   string
	}{
		{approval.Right{}, gbp("0"), false, "none"},
		{approval.UpTo(gbp("0")), gbp("0"), false, "none"},
		{approval.UpTo(gbp("-5")), gbp("-6"), false, "none"},
		{approval.UpTo(gbp("500")), gbp("500"), true, "up to 500.00 GBP"},
		{approval.UpTo(gbp("500")), gbp("500.01"), false, "up to 500.00 GBP"},
		{approval.UpTo(gbp("500")), money.MustParse("1", money.EUR), false, "up to 500.00 GBP"},
		{approval.UpTo(money.Amount{}), gbp("0"), false, "none"},
		{approval.Unlimited(), gbp("99999999"), true, "unlimited"},
		{approval.Unlimited(), money.Amount{}, false, "unlimited"},
	} {
		if got := test.right.Covers(test.amount); got != test.want || test.right.String() != test.text {
			t.Errorf("%s covers %s: %v", test.right, test.amount, got)
		}
	}
}

func TestAPR18_Route(t *testing.T) {
	right := func(u approval.User, r approval.Right) approval.User {
		u.Right = r
		return u
	}
	users := []approval.User{
		right(authorizer("sam"), approval.Unlimited()), right(authorizer("ann"), approval.UpTo(gbp("100"))),
		right(authorizer("bob", "group"), approval.UpTo(gbp("1000"))), right(authorizer("cy", "group"), approval.UpTo(gbp("500"))),
		right(authorizer("dan", "top"), approval.UpTo(gbp("5000"))), manager("eve", "top"), manager("mia", "acme"),
	}
	for _, test := range []struct {
		reason  string
		amount  string
		covered bool
		change  func(*desk)
		want    []string
	}{
		{"the nearest, and never who ordered", "50", false, nil, []string{"1:ann"}},
		{"upwards, where the right covers", "400", false, nil, []string{"1:bob", "1:cy"}},
		{"only those whose right covers", "600", true, nil, []string{"1:bob"}},
		{"further upwards", "2000", false, nil, []string{"1:dan"}},
		{"nobody's right covers: the managers of the uppermost", "9000", false, nil, []string{"1:eve"}},
		{"nobody's right covers, and it must", "9000", true, nil, nil},
		{"who is not active is passed over", "50", false, func(d *desk) {
			d.change("ann", func(u *approval.User) { u.Active = false })
		}, []string{"1:bob", "1:cy"}},
		{"a circle of accounts ends", "9000", false, func(d *desk) { d.above["top"] = "acme" }, nil},
	} {
		d := newDesk(t, approval.Options{}, users...)
		d.above = map[string]string{"acme": "group", "group": "top"}
		if test.change != nil {
			test.change(d)
		}
		got := d.place("sam", test.amount, approval.Limit{Over: gbp("1"), Routed: true, Covered: test.covered})
		if got.Allowed() != (test.want != nil) || !slices.Equal(d.eligible(), test.want) {
			t.Errorf("%s: %s, eligible %q, want %q", test.reason, got, d.eligible(), test.want)
		}
	}
}

// everybody is People who say of each account that all users are its own.
type everybody struct{ *approval.Directory }

func (e everybody) Users(string) []string { return []string{"eve", "ann", "ghost", "sam", "ann"} }

// Who is called must be of the account, whatever a host's People say.
func TestAPR18_RouteAmongOwn(t *testing.T) {
	eve := manager("eve", "elsewhere")
	eve.Right = approval.Unlimited()
	d := newDesk(t, approval.Options{}, sub("sam"), eve, manager("ann"))
	c := placeOf(d)
	c.Basis.Limits = []approval.Limit{{Over: gbp("1"), Routed: true}}
	people := everybody{approval.NewDirectory([]approval.User{d.users["sam"], d.users["eve"], d.users["ann"]}, nil)}
	out := d.policy.Do(approval.Request{}, c, noon, people)
	want(t, out.Decision, approval.Allowed)
	if to := out.Events[1].To; !slices.Equal(to, []string{"ann"}) {
		t.Errorf("%q", to)
	}
}

// A level that must be covered asks it of everybody, listed, substitute or escalated.
func TestAPR18_Covered(t *testing.T) {
	bob := authorizer("bob")
	bob.Right = approval.UpTo(gbp("600"))
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), bob)
	limit := listed("500", "ann", "bob")
	limit.Covered = true
	d.mustPlace("sam", "600", limit)
	d.wantEligible("1:bob")
	want(t, d.approve("ann", 0), approval.RefusedNotCovered)
	d.change("bob", func(u *approval.User) { u.Substitutes = []approval.Substitution{{User: "ann", Window: days(-1, 1)}} })
	want(t, d.approve("ann", 0), approval.RefusedNotCovered)
	d.change("bob", func(u *approval.User) { u.Right = approval.UpTo(gbp("599.99")) })
	want(t, d.approve("bob", 0), approval.RefusedNotCovered)
	d.change("ann", func(u *approval.User) { u.Right = approval.Unlimited() })
	want(t, d.approve("ann", 0), approval.Allowed)
}
