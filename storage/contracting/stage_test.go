package contracting_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
)

// Staged changes count when they are published, as one revision; a stage is its beginner's, and gone after that.
func TestCON8_StageShowPublish(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	_, err := desk.Stage(ctx, "spring", command("ria", reprice("OWN", "28")))
	if err != nil {
		t.Fatal(err)
	}
	staged, err := desk.Stage(ctx, "spring", command("ada", add("OTHER", "desk", "9")))
	done(t, staged.Outcome.Decision, err)
	if w := look(t, s); w.revision != 1 || w.prices != 1 || len(w.events) != 0 || len(w.stages) != 1 || w.stages[0].User != "ria" ||
		w.stages[0].Version != 2 || !cmp.Equal(w.stages[0], staged.Stage, same) {
		t.Errorf("%+v", w)
	}
	shown, err := desk.Show(ctx, "spring")
	done(t, shown.Outcome.Decision, err)
	if len(shown.Outcome.Contracts) != 2 || shown.Stage.Version != 2 {
		t.Errorf("%+v", shown)
	}
	refused, err := desk.Publish(ctx, "spring", 2, as("ria"), noon)
	if err != nil || refused.Outcome.Decision.Code != contract.RefusedRights || refused.Outcome.Decision.Edit != 2 {
		t.Error(refused.Outcome.Decision, err)
	}
	published, err := desk.Publish(ctx, "spring", 2, as("ada"), noon)
	done(t, published.Outcome.Decision, err)
	w := look(t, s)
	if w.revision != 2 || w.prices != 2 || len(w.stages) != 0 || len(w.events) != 2 || w.lamp != "28.00 EUR by contract:OWN" {
		t.Errorf("%+v", w)
	}
	if e := w.events[1]; e.Principal != "ada" || e.StagedBy != "ria" || !e.StagedAt.Equal(noon) {
		t.Errorf("%+v", e)
	}
	if diff := cmp.Diff(shown.Outcome.Contracts, published.Outcome.Contracts, same); diff != "" {
		t.Error(diff)
	}
	if _, err := desk.Publish(ctx, "spring", 2, as("ada"), noon); !errors.Is(err, storage.ErrNotFound) {
		t.Error("published again:", err)
	}
}

// A stage is published only as it was shown.
func TestCON8_OnlyAsShown(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	for _, price := range []string{"28", "27"} {
		staged, err := desk.Stage(ctx, "spring", command("ria", reprice("OWN", price)))
		done(t, staged.Outcome.Decision, err)
	}
	before := look(t, s)
	for _, version := range []uint64{0, 1, 3} {
		_, publish := desk.Publish(ctx, "spring", version, as("ria"), noon)
		_, rebase := desk.Rebase(ctx, "spring", version, noon)
		_, takeOff := desk.TakeOff(ctx, "spring", version, 1, noon)
		for _, err := range []error{publish, rebase, takeOff, desk.Drop(ctx, "spring", version)} {
			if !errors.Is(err, storage.ErrConflict) {
				t.Errorf("version %d: %v", version, err)
			}
		}
	}
	if diff := cmp.Diff(before, look(t, s), same); diff != "" {
		t.Error(diff)
	}
}

// What goes no longer is named, and taken off.
func TestCON8_RebaseAndTakeOff(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	staged, err := desk.Stage(ctx, "spring", command("ria", add("OWN", "desk", "9"), reprice("OWN", "28")))
	done(t, staged.Outcome.Decision, err)
	out, err := desk.Do(ctx, command("ada", add("OWN", "desk", "8")))
	done(t, out.Decision, err)

	told := []contract.Difference{{Contract: "OWN", Product: "desk", Field: "product", After: "desk"}}
	again, err := desk.Stage(ctx, "spring", command("ria", reprice("OWN", "27")))
	if d := again.Outcome.Decision; err != nil || d.Code != contract.RefusedChanged || !cmp.Equal(told, d.Changed) {
		t.Error("staged on:", d, err)
	}
	stuck, err := desk.Rebase(ctx, "spring", 1, noon)
	if d := stuck.Outcome.Decision; err != nil || d.Code != contract.RefusedListedAlready || d.Edit != 1 || stuck.Stage.Version != 1 {
		t.Error("rebased:", d, err)
	}
	if !cmp.Equal(told, stuck.Changed) {
		t.Error(stuck.Changed)
	}
	off, err := desk.TakeOff(ctx, "spring", 1, 1, noon)
	done(t, off.Outcome.Decision, err)
	rebased, err := desk.Rebase(ctx, "spring", off.Stage.Version, noon)
	done(t, rebased.Outcome.Decision, err)
	same, err := desk.Rebase(ctx, "spring", rebased.Stage.Version, noon)
	done(t, same.Outcome.Decision, err)
	if same.Stage.Version != 3 || len(same.Changed) != 0 {
		t.Errorf("nothing changed: %+v", same)
	}
	published, err := desk.Publish(ctx, "spring", 3, as("ria"), noon)
	done(t, published.Outcome.Decision, err)
	if w := look(t, s); w.lamp != "28.00 EUR by contract:OWN" || len(w.find(t, "OWN").Products) != 2 {
		t.Errorf("%+v", w)
	}
}

func TestCON8_Drop(t *testing.T) {
	s := open(t)
	before := look(t, s)
	desk := contracting.New(s, rules)
	staged, err := desk.Stage(ctx, "spring", command("ria", reprice("OWN", "28")))
	done(t, staged.Outcome.Decision, err)
	if err := desk.Drop(ctx, "spring", 1); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, look(t, s), same); diff != "" {
		t.Error(diff)
	}
	for what, err := range map[string]error{"dropped again": desk.Drop(ctx, "spring", 1), "shown": second(desk.Show(ctx, "spring"))} {
		if !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := desk.Stage(ctx, " no id", command("ria", reprice("OWN", "28"))); err == nil {
		t.Error("a stage whose id is none")
	}
	refused, err := desk.Stage(ctx, "another's", command("rob", reprice("OWN", "28")))
	if err != nil || refused.Outcome.Decision.Code != contract.RefusedRights || len(look(t, s).stages) > 0 {
		t.Error(refused, err)
	}
}

func second[A any](_ A, err error) error { return err }
