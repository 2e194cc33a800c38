package money

// Contained returns a × r/(1+r), rounded once: the tax of rate r that an amount with tax contains. A rounding is
// mandatory. Errors: [ErrRange] for a rate below zero, [ErrRounding], a [*CurrencyError] for no amount, an
// [*OverflowError].
func (a Amount) Contained(r Rate, round Rounding) (Amount, error) {
	if r.coef < 0 {
		return Amount{}, errBelowZero
	}
	part := mul64(magnitude(a.coef), uint64(r.coef)) // of 10^scale + coef parts
	return a.rounded(part, a.coef < 0, pow10[r.scale]+uint64(r.coef), int(a.scale), round, "divide")
}
