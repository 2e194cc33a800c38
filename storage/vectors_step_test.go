package storage_test

import (
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/approval"
)

// do does one step. Where the back office has taken every approved order, this one goes on at once.
func (d *desk) do(s step) approval.Decision {
	by := approval.Self(s.By, d.login.Account)
	var done approval.Decision
	switch s.Do {
	case "submit":
		done = d.submit(s.By, d.expectsPending())
	case "approve":
		done = d.approve(s.By)
	case "decline":
		done = d.respond(s.By, 0, approval.Decline, s.Reason)
	case "reverse":
		done = d.command(approval.Reverse{Key: d.key(), Order: "order", By: by})
	case "withdraw":
		done = d.command(approval.Withdraw{Key: d.key(), Order: "order", By: by})
	case "restart":
		done = d.restart(by)
	case "edit":
		d.version++
		done = d.amend(by)
	case "confirm":
		done = d.confirm(by)
	default:
		d.lack("step %s", s.Do)
	}
	if d.closed && d.request.State == approval.Approved {
		d.command(approval.Export{Key: d.key(), Order: "order", Seen: d.content().Digest()})
	}
	return done
}

func (d *desk) command(c approval.Command) approval.Decision {
	out := d.policy.Do(d.request, c, d.at, d.people())
	d.request = out.Request
	return out.Decision
}

func (d *desk) key() string {
	d.keys++
	return fmt.Sprint("key ", d.keys)
}

func (d *desk) content() approval.Content { return contentOf(fmt.Sprint(d.version)) }

// submit places the order. Where nobody whom the vector names could answer and
// it is held all the same, somebody is supplied.
func (d *desk) submit(by string, held bool) approval.Decision {
	place := func() approval.Decision {
		return d.command(approval.Place{
			Key: d.key(), Order: "order", By: approval.Self(by, d.login.Account), Content: d.content(), Basis: d.basis,
		})
	}
	done := place()
	if done.Code == approval.RefusedNoPath && held {
		d.help(d.basis)
		done = place()
	}
	for range d.request.Levels {
		if d.options.auto && d.eligible(by) {
			d.respond(by, 0, approval.Approve, "")
		}
	}
	return done
}

// expectsPending reports whether a submitted order is expected to wait.
func (r *run) expectsPending() bool {
	var f flow
	var want flowed
	if decodeLoosely(r.Request, &f) != nil || decodeLoosely(r.Expect, &want) != nil {
		return false
	}
	for i, s := range f.Steps {
		if s.Do == "submit" && i < len(want.Steps) && want.Steps[i].Status == approval.Pending.String() {
			return true
		}
	}
	return false
}

func (d *desk) eligible(user string) bool {
	return slices.ContainsFunc(d.policy.Eligible(d.request, d.at, d.people()), func(c approval.Candidate) bool {
		return c.User == user
	})
}

// approve agrees once, or at every level that comes to the same approver.
func (d *desk) approve(by string) approval.Decision {
	done := d.respond(by, 0, approval.Approve, "")
	for range d.request.Levels {
		if done.Allowed() && d.options.coversRest && d.eligible(by) {
			d.respond(by, 0, approval.Approve, "")
		}
	}
	return done
}

func (d *desk) respond(by string, level int, v approval.Verdict, reason string) approval.Decision {
	return d.command(approval.Respond{
		Key: d.key(), Order: "order", By: approval.Self(by, d.login.Account), Level: level, Verdict: v,
		Seen: d.content().Digest(), Feedback: reason,
	})
}

// restart makes a draft of what waits or was declined.
func (d *desk) restart(by approval.Session) approval.Decision {
	if d.request.State == approval.Pending {
		return d.command(approval.Withdraw{Key: d.key(), Order: "order", By: by})
	}
	return d.amend(by)
}

func (d *desk) amend(by approval.Session) approval.Decision {
	before := d.request.Content
	done := d.command(approval.Amend{Key: d.key(), Order: "order", By: by, Content: d.content(), Basis: d.basis})
	if !done.Allowed() && before != nil && before.Digest() != d.content().Digest() {
		d.version--
	}
	return done
}

// confirm sends an approved order on, and a draft that needs nobody's agreement.
func (d *desk) confirm(by approval.Session) approval.Decision {
	levels, _ := d.policy.Plan(d.basis)
	if d.request.State == approval.Draft && len(levels) == 0 {
		d.submit(by.User, false)
	}
	done := d.command(approval.Export{Key: d.key(), Order: "order", By: by, Seen: d.content().Digest()})
	d.confirmed = d.confirmed || done.Allowed()
	return done
}
