package contract

import "errors"

// EditKind says what an [Edit] does: a closed set. The zero EditKind does nothing and is refused. Its text is stable, its
// number is not.
type EditKind uint8

const (
	// CreateContract makes a local contract of the terms given, without accounts and products.
	CreateContract EditKind = iota + 1
	// ChangeTerms puts other terms in place of those there are.
	ChangeTerms
	// DeleteContract removes the contract.
	DeleteContract
	// AddAccount assigns an account; without dates it starts and ends on the current date (CON-7).
	AddAccount
	// ChangeAccount changes dates and active flag of an assignment; no date is then an open end.
	ChangeAccount
	// RemoveAccount ends an assignment.
	RemoveAccount
	// AddProduct adds a product; without price and breaks it has price 0, and so does not count until it is priced (CON-7).
	AddProduct
	// ChangeProduct changes price, breaks and active flag of a product in one unit.
	ChangeProduct
	// RemoveProduct takes a product in one unit off the contract.
	RemoveProduct
	// ImportContract puts a mirrored contract as the other system has it. Only [Rules.Import] does that: as an edit of a
	// command it is refused.
	ImportContract
	// ImportRemoval removes a mirrored contract that the other system has no longer. Only [Rules.Import] does that.
	ImportRemoval
)

// ErrEditKind is the class of every text that names no EditKind.
var ErrEditKind = errors.New("not a kind of edit")

var editKinds = [...]string{
	"", CreateContract: "create contract", ChangeTerms: "change terms", DeleteContract: "delete contract",
	AddAccount: "add account", ChangeAccount: "change account", RemoveAccount: "remove account",
	AddProduct: "add product", ChangeProduct: "change product", RemoveProduct: "remove product",
	ImportContract: "import contract", ImportRemoval: "import removal",
}

// String returns the kind's text, "" for the zero kind and for those that do not exist.
func (k EditKind) String() string {
	if int(k) < len(editKinds) {
		return editKinds[k]
	}
	return ""
}

// MarshalText returns the kind's text, ErrEditKind for a number that is no kind.
func (k EditKind) MarshalText() ([]byte, error) {
	if k.String() == "" {
		return nil, ErrEditKind
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrEditKind and leaves k as it was.
func (k *EditKind) UnmarshalText(text []byte) error {
	for kind, name := range editKinds {
		if name != "" && name == string(text) {
			*k = EditKind(kind)
			return nil
		}
	}
	return ErrEditKind
}

// Edit is one change of one contract: a plain fact, which a host can keep. What its kind does not speak of is not looked at.
type Edit struct {
	Kind EditKind
	// Contract is the code of the contract.
	Contract string
	// Terms are for CreateContract and ChangeTerms.
	Terms Terms
	// Account is for AddAccount, ChangeAccount and, by its id alone, RemoveAccount.
	Account Account
	// Product is for AddProduct, ChangeProduct and, by product and unit alone, RemoveProduct.
	Product Product
}
