package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
)

func TestCON10_Email(t *testing.T) {
	other := kept()
	other.Code, other.SalesRep = "L", "R2"
	other.Accounts = []contract.Account{{Account: "C-3"}}
	present := []contract.Contract{kept(), other}
	book := compile(t, base(), present...)
	for _, c := range []struct{ user, code, want string }{
		{"cora", "K", "done"}, {"cora", "L", "not applying"}, {"cora", "M", "not applying"},
		{"ria", "K", "done"}, {"ria", "L", "not allowed: another representative's"},
		{"clerk", "K", "not allowed: no sales representative"}, {"ada", "K", "not allowed: no sales representative"},
	} {
		wantRuling(t, c.user+" "+c.code, rules(t).Email(book, present, c.code, as(c.user), noon()), c.want)
	}
	without := rules(t, func(d *account.Data) { d.PermissionRoles[1].Allow = []account.Permission{account.MyContracts} })
	wantRuling(t, "no permission", without.Email(book, present, "K", as("cora"), noon()), "not allowed: permission not allowed")
	wantRuling(t, "expired", rules(t).Email(book, present, "K", as("cora"), noon().AddDate(1, 0, 0)), "not applying")
}
