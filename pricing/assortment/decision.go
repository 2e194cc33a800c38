package assortment

import "github.com/tradeterms/tradeterms/account/defect"

// Decision is whether a customer may see or buy a product, and what that rests
// on. It is a value and can be compared; the zero Decision refuses. The ids in it
// are the seller's: who may not see a product is told that there is none.
type Decision struct {
	Code    Code
	Act     Act
	Product string
	// Catalogue has the product: of several, the one of the lowest id. "" where
	// none has it, or where a contract decides.
	Catalogue string
	// Role denies or allows it, of several the one of the lowest id; "" where no
	// role speaks to the customer or none allows it.
	Role string
	// On is the act that the roles allow or refuse: Seeing, where buying is refused
	// because the product may not be seen. "" where no role decides.
	On Act
	// Contract opens it: of several, the one of the lowest code.
	Contract string
	// Revision is that of the data it rests on.
	Revision uint64
}

// Allowed reports whether the customer may.
func (d Decision) Allowed() bool { return d.Code == InCatalogue || d.Code == OnContract }

// String says the decision for the seller's people.
func (d Decision) String() string {
	switch d.Code {
	case InCatalogue, OnContract:
		return "product " + defect.Quote(d.Product) + " may be " + d.Act.done() + ": " + d.reason()
	case NoProduct:
		return "refused: no product was named"
	case "":
		return "refused: nothing was asked"
	}
	return "product " + defect.Quote(d.Product) + " may not be " + d.Act.done() + ": " + d.reason()
}

func (d Decision) reason() string {
	switch d.Code {
	case InCatalogue:
		text := "catalogue " + defect.Quote(d.Catalogue) + " has it"
		if d.Role != "" {
			text += " and inventory role " + defect.Quote(d.Role) + " allows it"
		}
		return text
	case OnContract:
		return "contract " + defect.Quote(d.Contract) + " has it"
	case NotInCatalogue:
		return "no active catalogue of the customer has it"
	case DeniedByRole:
		return "inventory role " + defect.Quote(d.Role) + " denies " + d.On.doing()
	case NotAllowedByRole:
		return "no inventory role of the customer allows " + d.On.doing()
	case CustomerBlocked:
		return "the customer is blocked"
	case UnknownCustomer:
		return "there is no such account"
	case NoAssortment:
		return "no assortment was made"
	}
	return string(d.Code)
}

func (a Act) done() string {
	if a == Buying {
		return "bought"
	}
	return "seen"
}

func (a Act) doing() string {
	if a == Buying {
		return "buying it"
	}
	return "seeing it"
}
