package main

import (
	"errors"
	"fmt"
	"hash/maphash"
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// orders yields the lines to price together: each line alone where breaks look
// at the line, else the lines of one order, which must follow each other. The
// slice is used again for the next order. Lines that the file's reader refuses
// are left out and told at the end, by an error that names all of them.
func orders(lines iter.Seq2[exchange.OrderLine, error], scope pricing.Scope) iter.Seq2[[]exchange.OrderLine, error] {
	return func(yield func([]exchange.OrderLine, error) bool) {
		var refused refusals
		var order []exchange.OrderLine
		ended := make(map[uint64]bool) // orders that are complete, by hash
		seed := maphash.MakeSeed()
		for line, err := range lines {
			if err != nil {
				refused.add(err)
				continue
			}
			if refused.count > 0 {
				continue // nothing more is priced, only checked
			}
			if len(order) > 0 && (scope == pricing.LineScope || order[0].Order != line.Order || order[0].Account != line.Account) {
				if !yield(order, nil) {
					return
				}
				if scope != pricing.LineScope {
					ended[maphash.Comparable(seed, [2]string{order[0].Order, order[0].Account})] = true
				}
				order = order[:0]
			}
			if ended[maphash.Comparable(seed, [2]string{line.Order, line.Account})] {
				refused.add(atLine(line, "order", "bring the lines of one order and account together: with -scope product they count together"))
				continue
			}
			order = append(order, line)
		}
		if refused.count > 0 {
			yield(nil, &refused)
		} else if len(order) > 0 {
			yield(order, nil)
		}
	}
}

// atLine is an error of an order line.
func atLine(line exchange.OrderLine, column, reason string) error {
	return &exchange.FileError{
		File: "order_lines.csv", Line: line.Line, Column: column, Code: exchange.UnknownID, Reason: reason,
	}
}

// refusals collects the lines that are refused, up to a bound.
type refusals struct {
	errs  []error
	count int
}

func (r *refusals) add(err error) {
	r.count++
	if len(r.errs) < exchange.DefaultErrors {
		r.errs = append(r.errs, err)
	}
}

func (r *refusals) Error() string {
	text := errors.Join(r.errs...).Error()
	if more := r.count - len(r.errs); more > 0 {
		text += fmt.Sprintf("\nand %d more", more)
	}
	return text
}
