package main

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// importer hands out terms as facts: lists at once, their rows one at a time.
type importer struct{ terms *exchange.Terms }

// data is the price data without the rows.
func (i importer) data() pricing.Data {
	data := i.terms.Book.Data()
	data.Revision = 1
	return data
}

func (i importer) rows(add func(pricing.ListID, pricing.Row) error) error {
	for id := range i.terms.Book.Lists() {
		for row := range i.terms.Book.Rows(id) {
			if err := add(id, row); err != nil {
				return err
			}
		}
	}
	return nil
}
