package contract

import (
	"iter"
	"slices"

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
		for _, id := range applying(prices) {
			if !yield(id.Code, prices.Products(id)) {
				return
			}
		}
	}
}

func applying(prices *pricing.Prices) []pricing.ListID {
	ids := slices.Collect(prices.Lists())
	ids = slices.DeleteFunc(ids, func(id pricing.ListID) bool { return id.Kind != pricing.Contract })
	slices.SortFunc(ids, pricing.ListID.Compare)
	return ids
}
