package main

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"iter"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// importer hands out the terms of a folder as facts: lists at once, the rows of price levels and purchase prices one at a
// time, as they are read.
type importer struct {
	folder  fs.FS
	options exchange.Options
	terms   *exchange.Terms
}

// data is the price data without the rows that are read one at a time.
func (i importer) data() (pricing.Data, error) {
	reading := i.options.Reading
	if reading.Breaks == (pricing.Breaks{}) {
		reading.Breaks = i.options.Breaks
	}
	lists, err := contract.Lists(i.terms.Contracts, i.terms.Graph, reading)
	for id := range i.terms.Book.Lists() {
		switch id.Kind {
		case pricing.Level:
			lists = append(lists, pricing.List{ID: id, Breaks: i.options.Breaks})
		case pricing.Cost:
			lists = append(lists, pricing.List{ID: id, Breaks: i.options.Breaks, Audience: pricing.Audience{Kind: pricing.Nobody}})
		}
	}
	return pricing.Data{Zone: i.options.Zone, Revision: 1, Lists: lists}, err
}

// rows reads the files of rows once more; they were checked as a whole before.
func (i importer) rows(add func(pricing.ListID, pricing.Row) error) error {
	err := i.each("price_levels", exchange.PriceLevels, add)
	if err != nil {
		return err
	}
	return i.each("purchase_prices", exchange.PurchasePrices, add)
}

// each adds the rows of a file, plain or packed, if it is there.
func (i importer) each(name string, read readPrices, add func(pricing.ListID, pricing.Row) error) error {
	file, err := i.open(name)
	if file == nil || err != nil {
		return err
	}
	defer file.Close()
	options := i.options
	options.Progress = nil
	for price, err := range read(file, options) {
		if err != nil {
			return err
		}
		if err := add(price.List, price.Row); err != nil {
			return err
		}
	}
	return nil
}

// readPrices reads a file of price rows.
type readPrices func(io.Reader, exchange.Options) iter.Seq2[exchange.Price, error]

// open returns nil where there is no such file.
func (i importer) open(name string) (io.ReadCloser, error) {
	file, err := i.folder.Open(name + ".csv")
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	if file, err = i.folder.Open(name + ".csv.gz"); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return nil, err
	}
	unpacked, err := gzip.NewReader(file)
	return packed{unpacked, file}, err
}

// packed is a packed file, unpacked as it is read.
type packed struct {
	io.Reader
	io.Closer
}
