// Package money holds exact amounts of money, quantities, rates and roundings.
//
// An [Amount] is a decimal with a [Currency]; a [Quantity] counts millionths
// (kilograms and metres are quantities too); a [Rate] is a dimensionless
// decimal such as a tax or a surcharge; a [Rounding] says to what and how to
// round. All are small immutable values. Nothing is a float, nothing wraps,
// and nothing is rounded unless a Rounding is given.
//
// Start with [Parse] or [New], multiply with [Amount.Mul] or
// [Amount.MulRound], sum with [Amount.Add], share out with [Amount.Split] or
// [Amount.Allocate], and print with [Amount.String].
//
// What enters (text, JSON, SQL, decimals) has at most 18 significant digits
// and 6 decimals (rates: 12), and is refused by length before it is read.
// What is computed may be longer, up to 18 digits of any value and 18
// decimals; it is an [ErrOverflow] beyond that.
//
// The package does not convert between currencies, knows no symbols and no
// locales, and is not for numbers that are not money, counts or percentages.
package money
