package account

// Target is the thing that an action is about. The zero Target asks about the action as such, for the session's own
// account; what is named is judged, and what the action is not about is refused.
type Target struct {
	// Account, where it is not the session's own.
	Account string
	// User to impersonate, or sub-account to manage.
	User string
	// Address of the session's account to choose, and Point a delivery point under it. AddressKind is what it is to be
	// chosen for; none asks about it whatever it is for.
	Address     string
	AddressKind AddressKind
	Point       string
	// Contract is the code of a contract, and Representative the sales representative id that it has, "" for none. A
	// Representative alone asks for any contract of that id.
	Contract       string
	Representative string
}

// fields of a target, one bit each.
const (
	fieldUser = 1 << iota
	fieldAddress
	fieldContract
)

// fields of a target that an action takes, besides the account.
var fields = [...]uint8{
	aboutOthers: fieldUser, aboutSub: fieldUser, aboutAddress: fieldAddress, aboutOwnContract: fieldContract, aboutContract: fieldContract, aboutAny: 0,
}

// strange returns the name of a field that an action does not take, "" where there is none.
func (t *Target) strange(a about) string {
	takes := fields[a]
	switch {
	case t.User != "" && takes&fieldUser == 0:
		return "user"
	case t.Address != "" && takes&fieldAddress == 0:
		return "address"
	case t.AddressKind != 0 && t.Address == "":
		return "address kind"
	case t.Point != "" && t.Address == "":
		return "delivery point"
	case t.Contract != "" && takes&fieldContract == 0:
		return "contract"
	case t.Representative != "" && takes&fieldContract == 0:
		return "representative"
	}
	return ""
}
