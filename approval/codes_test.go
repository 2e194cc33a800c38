package approval_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// nextStep is what to do, after what is wrong.
var nextStep = regexp.MustCompile(`^(order "\d+": )?(level \d+: )?[^:]+: [a-z]`)

// every code is reached, and says something to people, and what to do, without an amount.
func TestCodes(t *testing.T) {
	reached := map[approval.Code]bool{approval.Allowed: true}
	for code, provoke := range provocations {
		d := newDesk(t, approval.Options{DeclineReason: true},
			sub("sam"), sub("sue"), authorizer("ann"), authorizer("bob"), authorizer("cy"), authorizer("off"))
		d.change("off", func(u *approval.User) { u.Active = false })
		got := provoke(d)
		want(t, got, code)
		reached[code] = true
		text := got.String()
		if strings.Contains(text, "77.7") || strings.Contains(text, "GBP") || strings.Contains(text, "{") || len(text) < 10 ||
			code != approval.RefusedUnsound && !nextStep.MatchString(text) {
			t.Errorf("%s: %s", code, text)
		}
	}
	for code := approval.Allowed; ; code++ {
		if code.String() == "" {
			break
		}
		if !reached[code] {
			t.Errorf("never %s", code)
		}
		text, _ := code.MarshalText()
		var read approval.Code
		if err := read.UnmarshalText(text); err != nil || read != code {
			t.Errorf("%s does not come back: %v", code, err)
		}
	}
	if (approval.Decision{}).Allowed() || approval.Code(0).String() != "" || (approval.Decision{}).String() == "" {
		t.Error("the zero decision does not refuse")
	}
}

func placeOf(d *desk) approval.Place {
	return approval.Place{
		Key: d.key(), Order: "1001", By: approval.Self("sam", "acme"), Content: content("1"),
		Basis: approval.Basis{Amount: gbp("777.77"), Limits: []approval.Limit{listed("77.7", "ann", "bob"), listed("177.7", "bob", "cy")}},
	}
}

func respondOf(d *desk, by string, level int) approval.Respond {
	return approval.Respond{
		Key: d.key(), Order: "1001", By: approval.Self(by, "acme"), Level: level, Verdict: approval.Approve, Seen: content("1").Digest(),
	}
}

// altered places an order of which something is otherwise.
func altered(how func(*approval.Place)) func(*desk) approval.Decision {
	return func(d *desk) approval.Decision {
		c := placeOf(d)
		how(&c)
		return d.do(c)
	}
}

// answered places an order and answers it otherwise than it should be.
func answered(how func(*approval.Respond)) func(*desk) approval.Decision {
	return func(d *desk) approval.Decision {
		d.do(placeOf(d))
		c := respondOf(d, "ann", 1)
		how(&c)
		return d.do(c)
	}
}

// after places an order, lets something happen, and lets ann answer.
func after(what func(*desk)) func(*desk) approval.Decision {
	return func(d *desk) approval.Decision {
		d.do(placeOf(d))
		what(d)
		return d.do(respondOf(d, "ann", 1))
	}
}

func changed(how func(*approval.User)) func(*desk) { return func(d *desk) { d.change("ann", how) } }

func naming(by, user string, until int) func(*desk) approval.Decision {
	return func(d *desk) approval.Decision {
		return approval.Substitutes{User: "ann"}.Name(approval.Naming{
			Key: "1", By: approval.Self(by, "acme"), Substitution: substitute(user, -9, until)[0],
		}, noon, d.people()).Decision
	}
}

var provocations = map[approval.Code]func(*desk) approval.Decision{
	approval.RefusedNoCommand: func(d *desk) approval.Decision { return d.policy.Do(d.request, nil, noon, d.people()).Decision },
	approval.RefusedNoKey:     altered(func(c *approval.Place) { c.Key = "" }),
	approval.RefusedNoInstant: func(d *desk) approval.Decision {
		return d.policy.Do(d.request, placeOf(d), time.Time{}, d.people()).Decision
	},
	approval.RefusedNoOrder:    altered(func(c *approval.Place) { c.Order = "" }),
	approval.RefusedOtherOrder: answered(func(c *approval.Respond) { c.Order = "1002" }),
	approval.RefusedNoSession:  altered(func(c *approval.Place) { c.By.Account = "" }),
	approval.RefusedBadID:      altered(func(c *approval.Place) { c.Basis.Limits[0].Authorizers[0] = " ann" }),
	approval.RefusedNoContent:  altered(func(c *approval.Place) { c.Content[0].Name = "address" }),
	approval.RefusedNoAmount:   altered(func(c *approval.Place) { c.Basis.Amount = money.Amount{} }),
	approval.RefusedBadLimit:   altered(func(c *approval.Place) { c.Basis.Limits[1].Over = gbp("-0.01") }),
	approval.RefusedListedAndRouted: altered(func(c *approval.Place) {
		c.Basis.Limits[1].Routed = true
	}),
	approval.RefusedCurrency: altered(func(c *approval.Place) { c.Basis.Limits[1].Over = money.MustParse("77.7", money.EUR) }),
	approval.RefusedBudgetTwice: altered(func(c *approval.Place) {
		c.Basis.Budgets = []approval.Budget{{ID: "paper"}, {ID: "paper"}}
	}),
	approval.RefusedNoVerdict:  answered(func(c *approval.Respond) { c.Verdict = 0 }),
	approval.RefusedNoFeedback: answered(func(c *approval.Respond) { c.Verdict = approval.Decline }),
	approval.RefusedBadFeedback: answered(func(c *approval.Respond) {
		c.Feedback = strings.Repeat("x", 4097)
	}),
	approval.RefusedKeyReused: answered(func(c *approval.Respond) { c.Key = "key 1" }),
	approval.RefusedUnsound: func(d *desk) approval.Decision {
		return d.policy.Do(approval.Request{State: approval.Approved}, placeOf(d), noon, d.people()).Decision
	},
	approval.RefusedState:        func(d *desk) approval.Decision { return d.export() },
	approval.RefusedChangedSince: answered(func(c *approval.Respond) { c.Seen = "other" }),
	approval.RefusedNoPath: altered(func(c *approval.Place) {
		c.Basis.Limits = []approval.Limit{listed("1", "off", "sam", "ghost"), listed("2")}
	}),
	approval.RefusedUnknownUser:     answered(func(c *approval.Respond) { c.By = approval.Self("ghost", "") }),
	approval.RefusedInactiveUser:    answered(func(c *approval.Respond) { c.By = approval.Self("off", "") }),
	approval.RefusedOwnHand:         answered(func(c *approval.Respond) { c.By.Principal = "bob" }),
	approval.RefusedNotOrderer:      func(d *desk) approval.Decision { d.do(placeOf(d)); return d.withdraw("sue") },
	approval.RefusedNotAuthorizer:   answered(func(c *approval.Respond) { c.By = approval.Self("cy", "") }),
	approval.RefusedMayNotAuthorize: after(changed(func(u *approval.User) { u.MayAuthorize = false })),
	approval.RefusedBlind:           after(changed(func(u *approval.User) { u.SeesPrices = false })),
	approval.RefusedOtherAccount:    after(changed(func(u *approval.User) { u.Accounts = nil })),
	approval.RefusedNotCovered: func(d *desk) approval.Decision {
		c := placeOf(d)
		c.Basis.Limits[0].Covered = true
		d.change("bob", func(u *approval.User) { u.Right = approval.Unlimited() })
		d.do(c)
		return d.do(respondOf(d, "ann", 1))
	},
	approval.RefusedBehindOrder:     after(changed(func(u *approval.User) { u.Person = "sam" })),
	approval.RefusedAnsweredAnother: func(d *desk) approval.Decision { d.do(placeOf(d)); d.approve("bob", 1); return d.approve("bob", 2) },
	approval.RefusedStandsIn: func(d *desk) approval.Decision {
		d.do(placeOf(d))
		d.change("ann", func(u *approval.User) { u.Substitutes, u.Person = substitute("cy", -1, 1), "sam" })
		return d.do(respondOf(d, "cy", 1))
	},
	approval.RefusedStrands: after(func(d *desk) {
		d.change("ann", func(u *approval.User) { u.Person = "bob" })
		d.change("cy", func(u *approval.User) { u.Active = false })
	}),
	approval.RefusedNoLevel:         answered(func(c *approval.Respond) { c.Level = 3 }),
	approval.RefusedNotItsTurn:      answered(func(c *approval.Respond) { c.Level, c.By = 2, approval.Self("cy", "") }),
	approval.RefusedAlreadyAnswered: after(func(d *desk) { d.approve("bob", 1) }),
	approval.RefusedNotAnswered:     func(d *desk) approval.Decision { d.do(placeOf(d)); return d.reverse("ann", 1) },
	approval.RefusedDeclineStands: func(d *desk) approval.Decision {
		c := placeOf(d)
		c.Basis.Limits = append(c.Basis.Limits, listed("200", "off", "sue", "ann"))
		d.do(c)
		d.approve("bob", 1)
		d.approve("cy", 2)
		decline := respondOf(d, "bob", 1)
		decline.Verdict, decline.Feedback = approval.Decline, "no"
		d.do(decline)
		return d.reverse("cy", 2)
	},
	approval.RefusedOtherUser:       naming("bob", "cy", 9),
	approval.RefusedOwnSubstitute:   naming("ann", "ann", 9),
	approval.RefusedNoWindow:        naming("ann", "cy", 0),
	approval.RefusedUnfitSubstitute: naming("ann", "sue", 9),
	approval.RefusedNotNamed: func(d *desk) approval.Decision {
		return approval.Substitutes{}.Recall(approval.Recall{Key: "1", By: approval.Self("ann", ""), User: "cy"}, noon, d.people()).Decision
	},
}
