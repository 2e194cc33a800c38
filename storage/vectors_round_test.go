package storage_test

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// round is the operation round: the rule is a setting.
func (r *run) round() {
	var s struct {
		Settings struct {
			Rounding rounding `json:"rounding"`
		} `json:"settings"`
	}
	var request struct {
		Op     string   `json:"op"`
		Values []number `json:"values"`
	}
	var expect struct {
		Values []number `json:"values"`
	}
	if !r.read("setup", r.Setup, &s) || !r.read("request", r.Request, &request) || !r.read("expect", r.Expect, &expect) {
		return
	}
	said := s.Settings.Rounding
	steps := make([]money.Rounding, 0, 2)
	if said.PreScale != nil {
		pre, ok := r.rounding(rounding{Scale: said.PreScale, Mode: said.Mode})
		if !ok {
			return
		}
		steps = append(steps, pre)
	}
	round, ok := r.rounding(said)
	if !ok {
		return
	}
	if len(request.Values) != len(expect.Values) {
		r.problem("%d values, %d expected", len(request.Values), len(expect.Values))
		return
	}
	for i, value := range request.Values {
		r.roundOne(value, expect.Values[i], append(steps, round))
	}
}

func (r *run) roundOne(value, want number, steps []money.Rounding) {
	d, err := decimal.NewFromString(value.text)
	for _, round := range steps {
		if err == nil {
			d, err = round.Decimal(d)
		}
	}
	switch {
	case errors.Is(err, money.ErrRange):
		r.lack("a number beyond bounds")
	case err != nil:
		r.problem("round %s: %v", value.text, err)
	default:
		r.same("round "+value.text, d, want)
	}
}

// same compares a decimal with the expected one.
func (r *run) same(what string, got decimal.Decimal, want number) {
	w, err := decimal.NewFromString(want.text)
	if err != nil || !got.Equal(w) {
		r.problem("%s: got %s, want %q", what, got, want.text)
	}
}
