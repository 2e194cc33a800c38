package pricing

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Buyer is what pricing needs to know of who asks. A host that takes pricing
// alone fills it by hand; [BuyerFor] makes it from an account graph. Features
// and permissions that are not named are not held.
type Buyer struct {
	// Account is the buying account; "" is a visitor without one, who hears what
	// is for everyone and for his groups.
	Account string
	// PricedAs is the account whose terms hold (PFR-1); "" is Account itself.
	// Levels and Groups are that account's.
	PricedAs string
	// CountOwn lets the lists assigned to Account itself count too, where
	// PricedAs is another.
	CountOwn bool
	// Levels are the codes of price levels, in order: the first that yields a
	// price is the level price (ACC-1). One that the Book lacks yields none.
	Levels   []string
	Groups   []string
	Currency money.Currency

	Features    []account.Feature
	Permissions []account.Permission
	// PricesHidden: no amount anywhere (PRC-6).
	PricesHidden bool
	// Blocked: the account, or the one it is priced from or billed to, is
	// blocked: no price (ACC-6).
	Blocked bool
}

// terms returns the account whose assigned lists count.
func (b *Buyer) terms() string {
	if b.PricedAs != "" {
		return b.PricedAs
	}
	return b.Account
}
