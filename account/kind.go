package account

import (
	"errors"
	"strconv"
)

// UserKind is type and role of a user in one: what an [ActionRule] asks for. The zero UserKind is none.
type UserKind uint8

const (
	KindRegular UserKind = iota + 1
	KindAccountManager
	KindSubAccount
	KindContact
	KindSalesAgent
	KindWorker
)

var kinds = [...]string{
	KindRegular: "regular", KindAccountManager: "account manager", KindSubAccount: "sub-account", KindContact: "contact",
	KindSalesAgent: "sales agent", KindWorker: "worker",
}

// String returns the kind in words, and the number of one that does not exist.
func (k UserKind) String() string {
	if k.known() {
		return kinds[k]
	}
	return "user kind " + strconv.Itoa(int(k))
}

// ErrUserKind is the class of every text that is no kind of user.
var ErrUserKind = errors.New("not a kind of user: write regular, account manager, sub-account, contact, sales agent or worker")

// MarshalText returns the kind in words, ErrUserKind for another number.
func (k UserKind) MarshalText() ([]byte, error) {
	if !k.known() {
		return nil, ErrUserKind
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrUserKind and leaves k as it was.
func (k *UserKind) UnmarshalText(text []byte) error {
	for known := KindRegular; known.known(); known++ {
		if known.String() == string(text) {
			*k = known
			return nil
		}
	}
	return ErrUserKind
}

func (k UserKind) known() bool { return k >= KindRegular && k <= KindWorker }

func (k UserKind) staff() bool { return k == KindSalesAgent || k == KindWorker }

// Kind returns type and role in one, and the zero UserKind where they do not go together.
func (u User) Kind() UserKind {
	switch {
	case u.Type == TypeCustomer && u.Role >= RoleRegular && u.Role <= RoleSubAccount:
		return KindRegular + UserKind(u.Role-RoleRegular)
	case u.Role != NoRole:
		return 0
	case u.Type >= TypeContact && u.Type <= TypeWorker:
		return KindContact + UserKind(u.Type-TypeContact)
	}
	return 0
}

// kindSet is some kinds, one bit each.
type kindSet uint8

func kindsOf(kinds ...UserKind) kindSet {
	var s kindSet
	for _, k := range kinds {
		if k.known() {
			s |= 1 << k
		}
	}
	return s
}

func (s kindSet) has(k UserKind) bool { return s&(1<<k) != 0 }

var (
	// buyers buy for accounts; masters among them act for the accounts below; staff belongs to the seller.
	buyers  = kindsOf(KindRegular, KindAccountManager, KindSubAccount, KindContact)
	masters = kindsOf(KindRegular, KindAccountManager, KindContact)
	staff   = kindsOf(KindSalesAgent, KindWorker)
	// authorizing may answer authorizations.
	authorizing = kindsOf(KindAccountManager, KindSubAccount)
)
