package contract

import (
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
)

// Applying yields the codes of the contracts that apply to a buyer now, each with
// the products that are active in it, whether or not the contract's price wins
// (CON-5). Contracts come in the order of their codes and products in that of
// theirs; a contract without active products comes too, with none.
//
// It is the contracts of the account that the buyer is priced from that apply
// (PFR-1), and no amount shows, so a user who may not see prices may see them. A
// blocked buyer has none.
func Applying(prices *pricing.Prices) iter.Seq2[string, iter.Seq[pricing.Item]] {
	return func(yield func(code string, products iter.Seq[pricing.Item]) bool) {
		for id := range prices.Lists() {
			if id.Kind == pricing.Contract && !yield(id.Code, prices.Products(id)) {
				return
			}
		}
	}
}
