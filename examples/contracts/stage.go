package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
)

// stageName says which stage is meant: everybody has one of the own name.
type stageName struct {
	Stage string `placeholder:"NAME" help:"The stage; other people's are for administrators (the acting user's own)."`
}

func (n stageName) of(o *office) string { return or(n.Stage, o.session.User) }

// find returns a stage that there is, and that the acting user may look at, with what it would change.
func (n stageName) find(ctx context.Context, o *office) (contracting.Staging, error) {
	shown, err := o.desk().Show(ctx, n.of(o))
	if errors.Is(err, storage.ErrNotFound) || err == nil && len(shown.Stage.Edits) == 0 {
		return shown, inputError(fmt.Sprintf("nothing is staged in %q: begin with contracts stage", n.of(o)))
	}
	if err != nil {
		return shown, err
	}
	return shown, n.mayTouch(o, shown.Stage.User)
}

// mayTouch refuses who is neither the owner of a stage nor an administrator.
func (n stageName) mayTouch(o *office, owner string) error {
	if owner == o.session.User {
		return o.mayLook()
	}
	return o.may(account.ActionManageContracts)
}

// stage adds an edit of the contract to the stage.
func (c code) stage(ctx context.Context, o *office, makes func(present *contract.Contract) (contract.Edit, error)) error {
	present, err := c.upcoming(ctx, o, c.Code)
	if err != nil {
		return err
	}
	edit, err := makes(present)
	if err != nil {
		return err
	}
	edit.Contract = c.Code
	command := contract.Command{Session: o.session, At: o.at, Edits: []contract.Edit{edit}}
	staged, err := o.desk().Stage(ctx, c.of(o), command)
	if err != nil {
		return err
	}
	if d := staged.Outcome.Decision; !d.Allowed() {
		d.Edit = 0 // it is the only one
		return refusal{d}
	}
	o.say("staged as edit %d of %q: %s", len(staged.Stage.Edits), c.of(o), edit.Kind)
	return nil
}

// upcoming returns a contract as it is after what is staged already; nil is none that there is, or that the user may see.
func (n stageName) upcoming(ctx context.Context, o *office, code string) (*contract.Contract, error) {
	shown, err := o.desk().Show(ctx, n.of(o))
	if errors.Is(err, storage.ErrNotFound) {
		shown, err = contracting.Staging{}, nil
	} else if err == nil {
		err = n.mayTouch(o, shown.Stage.User)
	}
	if err != nil {
		return nil, err
	}
	all := after(o.contracts, shown.Outcome)
	if at := slices.IndexFunc(all, func(c contract.Contract) bool { return c.Code == code }); at >= 0 {
		return &all[at], nil
	}
	return nil, nil
}

// after returns the contracts with an outcome made.
func after(contracts []contract.Contract, out contract.Outcome) []contract.Contract {
	gone := slices.Clone(out.Dropped)
	for i := range out.Contracts {
		gone = append(gone, out.Contracts[i].Code)
	}
	all := slices.DeleteFunc(slices.Clone(contracts), func(c contract.Contract) bool { return slices.Contains(gone, c.Code) })
	return append(all, out.Contracts...)
}

// next returns the book as it becomes by an outcome.
func (o *office) next(out contract.Outcome) (*pricing.Book, error) {
	return o.book.With(out.Prices(reading))
}

type stagedCommand struct{ stageName }

// Run shows the edits of a stage, and what they change.
func (s stagedCommand) Run(ctx context.Context, o *office) error {
	shown, err := s.find(ctx, o)
	if err != nil {
		return err
	}
	g := newGrid(">edit", "what", "contract", "about", "staged by", "at")
	for i, e := range shown.Stage.Edits {
		g.row(i+1, e.Kind, e.Contract, e.Account.Account+e.Product.Product, e.User, o.clock(e.At))
	}
	o.print(g)
	if !shown.Outcome.Decision.Allowed() {
		return refusal{shown.Outcome.Decision}
	}
	o.say("")
	o.differences(contract.Differences(o.contracts, after(o.contracts, shown.Outcome)))
	o.version(shown)
	return nil
}

// version tells which version of a stage is shown.
func (o *office) version(shown contracting.Staging) {
	o.say("\nthis is version %d of stage %q", shown.Stage.Version, shown.Stage.ID)
}

// differences shows in which fields contracts differ.
func (o *office) differences(all []contract.Difference) {
	g := newGrid("contract", "about", "field", "before", "after")
	for _, d := range all {
		about := d.Account + d.Product
		if d.Unit != "" {
			about += " by " + d.Unit
		}
		g.row(d.Contract, about, d.Field, d.Before, d.After)
	}
	o.print(g)
}

type publishCommand struct {
	stageName
	Seen uint64 `placeholder:"VERSION" help:"Publish only if the stage is still of this version, which impact and staged tell."`
}

// Run publishes what is staged, as one revision.
func (p publishCommand) Run(ctx context.Context, o *office) error {
	shown, err := p.find(ctx, o)
	if err != nil {
		return err
	}
	version := shown.Stage.Version
	if p.Seen > 0 {
		version = p.Seen
	}
	done, err := o.desk().Publish(ctx, p.of(o), version, o.session, o.at)
	if err != nil {
		return err
	}
	if !done.Outcome.Decision.Allowed() {
		return refusal{done.Outcome.Decision}
	}
	if err := o.read(context.WithoutCancel(ctx)); err != nil { // it is done: that is told
		return err
	}
	o.say("published %s as revision %d; it counts from now on", some(len(done.Stage.Edits), "edit", "edits"), o.book.Revision())
	return nil
}

type rebaseCommand struct {
	stageName
	Without int `placeholder:"EDIT" help:"Take the edit of this number off the stage first."`
}

// Run puts what is staged on the contracts as they are now.
func (r rebaseCommand) Run(ctx context.Context, o *office) error {
	shown, err := r.find(ctx, o)
	if err != nil {
		return err
	}
	if r.Without < 0 || r.Without > len(shown.Stage.Edits) {
		return inputError(fmt.Sprintf("--without %d: %s staged", r.Without, some(len(shown.Stage.Edits), "edit is", "edits are")))
	}
	if r.Without > 0 {
		if shown, err = o.desk().TakeOff(ctx, r.of(o), shown.Stage.Version, r.Without, o.at); err != nil {
			return err
		}
		o.say("took edit %d off", r.Without)
		if len(shown.Stage.Edits) == 0 {
			return o.desk().Drop(ctx, r.of(o), shown.Stage.Version)
		}
	}
	done, err := o.desk().Rebase(ctx, r.of(o), shown.Stage.Version, o.at)
	if err != nil {
		return err
	}
	if len(done.Changed) == 0 {
		o.say("nobody changed what is staged")
	} else {
		o.differences(done.Changed)
	}
	if !done.Outcome.Decision.Allowed() {
		return refusal{done.Outcome.Decision}
	}
	return nil
}

type dropCommand struct{ stageName }

// Run forgets what is staged.
func (d dropCommand) Run(ctx context.Context, o *office) error {
	shown, err := d.find(ctx, o)
	if err != nil {
		return err
	}
	if err := o.desk().Drop(ctx, d.of(o), shown.Stage.Version); err != nil {
		return err
	}
	o.say("dropped %s", some(len(shown.Stage.Edits), "edit", "edits"))
	return nil
}
