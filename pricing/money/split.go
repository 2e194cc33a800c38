package money

const maxShares = 1_000_000

// Split returns n shares of a, as equal as they can be at the given number of
// decimals (0 to 12), the larger ones first. They add up to a exactly; those of
// −a are the negated ones of a. Errors: [ErrRange] for n outside 1 to 1000000,
// for places, or where a has more decimals than places; a [*CurrencyError] for
// no amount; an [*OverflowError].
func (a Amount) Split(n int, places int) ([]Amount, error) {
	if n < 1 || n > maxShares {
		return nil, errShares
	}
	total, err := a.inUnits(places, "split")
	if err != nil {
		return nil, err
	}
	each, extra := total/uint64(n), total%uint64(n)
	shares := make([]Amount, n)
	for i := range shares {
		share := each
		if uint64(i) < extra {
			share++
		}
		shares[i] = Amount{coef: signed(a.coef < 0, share), scale: uint8(places), currency: a.currency}
	}
	return shares, nil
}

// inUnits returns |a| in units of 10^-places.
func (a Amount) inUnits(places int, op string) (uint64, error) {
	if err := a.set(); err != nil {
		return 0, err
	}
	if places < 0 || places > maxPlaces {
		return 0, errPlaces
	}
	mag, scale := magnitude(a.coef), int(a.scale)
	for ; scale > places; scale-- {
		if mag%10 != 0 {
			return 0, errFiner
		}
		mag /= 10
	}
	units, ok := wide{0, mag}.toInt64(pow10[places-scale])
	if !ok {
		return 0, &OverflowError{op, a.currency}
	}
	return uint64(units), nil
}
