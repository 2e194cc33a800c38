package money

import (
	"errors"
	"fmt"
)

// The classes of errors. Every error of this package is one of them under
// [errors.Is]. No message holds an amount or repeats the text that was refused.
var (
	// ErrFormat: the text is not written in the grammar.
	ErrFormat = errors.New("money: bad format")
	// ErrRange: too many digits or decimals, or an argument outside its bounds.
	ErrRange = errors.New("money: out of range")
	// ErrCurrency: the currency is missing or not an active ISO 4217 code.
	// The error is a [*CurrencyError].
	ErrCurrency = errors.New("money: unknown currency")
	// ErrMismatch: two amounts of different currencies, or one that is no
	// amount. The error is a [*MismatchError].
	ErrMismatch = errors.New("money: currencies differ")
	// ErrOverflow: the exact result does not fit. The error is an
	// [*OverflowError].
	ErrOverflow = errors.New("money: overflow")
	// ErrRounding: a rounding is missing or invalid.
	ErrRounding = errors.New("money: no valid rounding")
)

// CurrencyError reports a currency that cannot be used.
type CurrencyError struct {
	// Currency is the unknown code where it was three capital letters, else 0.
	Currency Currency
}

func (e *CurrencyError) Error() string {
	if e.Currency == 0 {
		return "money: no known currency: give an active ISO 4217 code in three capital letters"
	}
	return fmt.Sprintf("money: unknown currency %s: give an active ISO 4217 code", e.Currency)
}

// Unwrap returns [ErrCurrency].
func (e *CurrencyError) Unwrap() error { return ErrCurrency }

// MismatchError reports two amounts that do not meet. A zero currency stands
// for no amount.
type MismatchError struct {
	Left, Right Currency
}

func (e *MismatchError) Error() string {
	if e.Left == 0 || e.Right == 0 {
		return "money: an operand is no amount: check IsSet first"
	}
	return fmt.Sprintf("money: amounts in %s and %s do not meet: convert one of them first", e.Left, e.Right)
}

// Unwrap returns [ErrMismatch].
func (e *MismatchError) Unwrap() error { return ErrMismatch }

// OverflowError reports a result that does not fit.
type OverflowError struct {
	// Op names the operation: "add", "subtract", "multiply", "divide",
	// "round", "split" or "allocate".
	Op string
	// Currency is that of the amounts; zero for quantities, rates and decimals.
	Currency Currency
}

func (e *OverflowError) Error() string {
	if e.Currency == 0 {
		return fmt.Sprintf("money: %s: the result has too many digits: use smaller numbers", e.Op)
	}
	return fmt.Sprintf("money: %s: the result in %s has too many digits: use smaller numbers or round first",
		e.Op, e.Currency)
}

// Unwrap returns [ErrOverflow].
func (e *OverflowError) Unwrap() error { return ErrOverflow }

// detail is an error without data: a class, and what to do.
type detail struct {
	class error
	text  string
}

func (d *detail) Error() string { return d.text }
func (d *detail) Unwrap() error { return d.class }

// faults are the two ways in which a number is refused. They are made once, so
// that refusing a megabyte of digits allocates nothing.
type faults struct{ format, size error }

func faultsOf(what, write string) faults {
	return faults{
		format: &detail{ErrFormat, "money: " + what + ": " + write},
		size:   &detail{ErrRange, "money: " + what + " out of range: " + write},
	}
}

var (
	amountFaults    = faultsOf("amount", "write at most 18 digits and 6 decimals, without exponent")
	quantityFaults  = faultsOf("quantity", "write at most 18 digits and 6 decimals, below nine million million, without exponent")
	rateFaults      = faultsOf("rate", "write at most 18 digits and 12 decimals, without exponent or percent sign")
	percentFaults   = faultsOf("percentage", "write at most 18 digits and 10 decimals, without exponent or percent sign")
	incrementFaults = faultsOf("increment", "write a positive number of at most 18 digits and 12 decimals")
	decimalFaults   = faultsOf("decimal", "give at most 38 digits and 38 decimals")
)

var (
	errAmountText   error = &detail{ErrFormat, `money: amount: write a number, one space and a currency, as in "12.50 GBP"`}
	errUnreadable   error = &detail{ErrRange, "money: more than 18 digits or 6 decimals (rates: 12) cannot be stored: round first"}
	errDivisor      error = &detail{ErrRange, "money: division by a zero quantity: check the quantity first"}
	errNoRounding   error = &detail{ErrRounding, "money: no rounding stated: give one of ToPlaces or ToIncrement"}
	errBadRounding  error = &detail{ErrRounding, "money: invalid rounding: state a mode and 0 to 12 places"}
	errRoundingText error = &detail{ErrFormat, `money: rounding: write as in "2 places, half up" or "steps of 0.05, half even"`}
	errModeText     error = &detail{ErrFormat, "money: rounding mode: write half up, half down, half even, up, down, ceiling or floor"}
	errPlaces       error = &detail{ErrRange, "money: decimals of the shares: give 0 to 12"}
	errShares       error = &detail{ErrRange, "money: number of shares: give 1 to 1000000"}
	errFiner        error = &detail{ErrRange, "money: the amount has more decimals than its shares may have: round it first"}
	errWeights      error = &detail{ErrRange, "money: weights: give none below zero and at least one above"}
	errBelowZero    error = &detail{ErrRange, "money: the rate is below zero: give one of zero or more"}
	errJSON         error = &detail{ErrFormat, "money: give a short JSON string, not null and not a number"}
	errSQL          error = &detail{ErrFormat, "money: scan a short text column; for NULL scan into sql.Null"}
)
