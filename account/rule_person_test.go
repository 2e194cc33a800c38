package account_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// A manager cannot make a login that counts as another user's person, nor one more of his own (ACC-7, APR-16).
func TestACC7_NewSubAccountIsAPersonOfItsOwn(t *testing.T) {
	g := openWorld(t)
	worker, _ := g.User("Worker")
	worker.Person = "mrs-worker"
	g, err := g.With(account.Changes{PutUsers: []account.User{worker}})
	if err != nil {
		t.Fatal(err)
	}
	manager, _ := g.Login("Manager", false, noon)
	for id, want := range map[string]account.DecisionCode{"mrs-worker": account.RefusedOtherUser, "mrs-other": account.Allowed} {
		out, err := g.PutSubAccount(manager, account.SubAccount{ID: id}, noon)
		if err != nil || out.Decision.Code != want {
			t.Errorf("%s: %v, %v, want %s", id, out.Decision, err, want)
		}
	}
}
