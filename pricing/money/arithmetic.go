package money

import "math"

// Add returns a + other exactly. Two currencies, or no amount on either side,
// are a [*MismatchError]; a sum that does not fit is an [*OverflowError].
func (a Amount) Add(other Amount) (Amount, error) { return a.plus(other, "add") }

// Sub returns a − other exactly, with the errors of [Amount.Add].
func (a Amount) Sub(other Amount) (Amount, error) { return a.plus(other.Neg(), "subtract") }

// Neg returns −a, and no amount for no amount.
func (a Amount) Neg() Amount {
	a.coef = -a.coef
	return a
}

func (a Amount) plus(b Amount, op string) (Amount, error) {
	if err := a.meets(b); err != nil {
		return Amount{}, err
	}
	if a.scale == b.scale {
		sum := a.coef + b.coef
		if (a.coef^sum)&(b.coef^sum) >= 0 && sum != math.MinInt64 {
			a.coef = sum
			return a, nil
		}
	}
	if a.scale < b.scale {
		a, b = b, a
	}
	x, y := wide{0, magnitude(a.coef)}, mul64(magnitude(b.coef), pow10[a.scale-b.scale])
	negative := a.coef < 0
	switch {
	case negative == (b.coef < 0):
		x = x.add(y)
	case x.cmp(y) >= 0:
		x = x.sub(y)
	default:
		x, negative = y.sub(x), !negative
	}
	return a.fit(negative, x, int(a.scale), op)
}

// fit returns ±w × 10^-scale in a's currency.
func (a Amount) fit(negative bool, w wide, scale int, op string) (Amount, error) {
	mag, scale, ok := narrow(w, scale)
	if !ok {
		return Amount{}, &OverflowError{op, a.currency}
	}
	return Amount{coef: signed(negative, mag), scale: uint8(scale), currency: a.currency}, nil
}

// set refuses no amount.
func (a Amount) set() error {
	if a.currency == 0 {
		return &CurrencyError{}
	}
	return nil
}

// Mul returns a × q exactly: the total of a line. It allocates nothing. No
// amount is a [*CurrencyError]; a product beyond 18 decimals or an int64 of
// digits is an [*OverflowError] (see [Amount.MulRound]).
func (a Amount) Mul(q Quantity) (Amount, error) {
	if err := a.set(); err != nil {
		return Amount{}, err
	}
	mag, scale := q.factor()
	return a.fit(a.coef < 0 != (q.micro < 0), mul64(magnitude(a.coef), mag), int(a.scale)+scale, "multiply")
}

// MulRound returns a × q, rounded once. Only the rounded product must fit. The
// zero Rounding means exact, as [Amount.Mul]. Errors: those of Mul, and
// [ErrRounding] for an invalid rounding.
func (a Amount) MulRound(q Quantity, round Rounding) (Amount, error) {
	if !round.IsSet() {
		return a.Mul(q)
	}
	mag, scale := q.factor()
	return a.rounded(mul64(magnitude(a.coef), mag), a.coef < 0 != (q.micro < 0), 1, int(a.scale)+scale, round, "multiply")
}

// Times returns a × r, rounded once: a surcharge, a tax. A rounding is
// mandatory. Errors: [ErrRounding], a [*CurrencyError] for no amount, an
// [*OverflowError].
func (a Amount) Times(r Rate, round Rounding) (Amount, error) {
	product := mul64(magnitude(a.coef), magnitude(r.coef))
	return a.rounded(product, a.coef < 0 != (r.coef < 0), 1, int(a.scale)+int(r.scale), round, "multiply")
}

// Per returns a / q, rounded once: the unit price, for show, of the total of a
// line. A rounding is mandatory. Errors: [ErrRounding], [ErrRange] for a
// quantity of zero, a [*CurrencyError] for no amount, an [*OverflowError].
func (a Amount) Per(q Quantity, round Rounding) (Amount, error) {
	if q.micro == 0 {
		return Amount{}, errDivisor
	}
	mag, scale := q.factor()
	num := mul64(magnitude(a.coef), pow10[scale])
	return a.rounded(num, a.coef < 0 != (q.micro < 0), mag, int(a.scale), round, "divide")
}

// Round returns a rounded. It allocates nothing in the ordinary case. Errors:
// [ErrRounding], a [*CurrencyError] for no amount, an [*OverflowError].
func (a Amount) Round(round Rounding) (Amount, error) {
	if a.currency != 0 && round.step == 1 && a.scale <= round.places && round.Check() == nil {
		return a, nil
	}
	return a.rounded(wide{0, magnitude(a.coef)}, a.coef < 0, 1, int(a.scale), round, "round")
}

// rounded returns ±num/den × 10^-scale rounded, in a's currency.
func (a Amount) rounded(num wide, negative bool, den uint64, scale int, round Rounding, op string) (Amount, error) {
	if err := round.Check(); err != nil {
		return Amount{}, err
	}
	if err := a.set(); err != nil {
		return Amount{}, err
	}
	w, ok := round.round(negative, num, den, -scale)
	if !ok {
		return Amount{}, &OverflowError{op, a.currency}
	}
	return a.fit(negative, w, int(round.places), op)
}
