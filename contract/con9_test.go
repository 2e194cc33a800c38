package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/contract"
)

// A mirror never overwrites or removes a local contract, nor the other way (CON-9).
func TestCON9_ImportKeepsOrigins(t *testing.T) {
	r, by := rules(t), contract.Actor{Principal: "ada", User: "ada"}
	mirrored := kept()
	mirrored.Origin = contract.Mirrored
	newer := mirrored
	newer.Name = "newer"
	for _, c := range []struct {
		name    string
		present contract.Contract
		give    []contract.Contract
		gone    []string
		want    string
	}{
		{"over a local one", kept(), []contract.Contract{mirrored}, nil, "local"},
		{"removes a local one", kept(), nil, []string{"K"}, "local"},
		{"local given", mirrored, []contract.Contract{kept()}, nil, "not mirrored"},
		{"mirrored over mirrored", mirrored, []contract.Contract{newer}, nil, "done"},
		{"removed", mirrored, nil, []string{"K"}, "done"},
		{"never there", mirrored, nil, []string{"L"}, "unknown contract"},
		{"twice", mirrored, []contract.Contract{newer, newer}, nil, "defects"},
	} {
		out := r.Import([]contract.Contract{c.present}, c.give, c.gone, by, noon())
		wantRuling(t, c.name, out.Decision, c.want)
		if done := len(out.Contracts)+len(out.Dropped) == 1 && len(out.Events) == 1; done != out.Decision.Allowed() {
			t.Errorf("%s: %+v", c.name, out)
		}
	}
	wantRuling(t, "by nobody", r.Import(nil, []contract.Contract{mirrored}, nil, contract.Actor{User: "ada"}, noon()).Decision, "no actor")
	if out := r.Import([]contract.Contract{mirrored}, []contract.Contract{mirrored}, nil, by, noon()); len(out.Events)+len(out.Contracts) > 0 {
		t.Errorf("the same again: %+v", out)
	}
}
