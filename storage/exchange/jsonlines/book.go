package jsonlines

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/record"
)

// WriteBook writes the prices of a book: what is said of all of them, and its lists with their rows, which are not held
// meanwhile. Lists that contracts compile to are left out: write the contracts. The error is as for [Write].
func WriteBook(w *Writer, b *pricing.Book) error {
	d := b.Data()
	lists := d.Lists
	d.Lists, d.Revision = nil, 0
	line(w, kindPrices, d)
	for i := range lists {
		if lists[i].ID.Kind == pricing.Contract {
			continue
		}
		line(w, kindList, lists[i])
		for row := range b.Rows(lists[i].ID) {
			if line(w, kindPrice, record.PriceOf(lists[i].ID, row)); w.err != nil {
				return w.err
			}
		}
	}
	return w.err
}
