package storage_test

import (
	"encoding/json"
	"errors"
	"strings"

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

// roundPlaces says where prices are rounded.
func (r *run) roundPlaces(data json.RawMessage, o *options) {
	var said rounding
	if !r.read("settings.rounding", data, &said) {
		return
	}
	atUnit := said.At == "" || said.At == "unit"
	if said.PreScale != nil {
		pre, ok := r.rounding(rounding{Scale: said.PreScale, Mode: said.Mode})
		if !ok || !atUnit {
			r.lack("rounding.pre_scale at %s", said.At)
			return
		}
		o.unitPre = pre
	}
	round, ok := r.rounding(said)
	switch {
	case !ok:
	case atUnit:
		o.unitRound, o.round.Unit = round, round
	case said.At == "line":
		o.round.Line = round
	case said.At == "total":
		o.round.Order = round
	default:
		r.lack("rounding.at=%s", said.At)
	}
}

// modes are other words for the rounding modes.
var modes = map[string]money.Mode{
	"truncate": money.Down, "trunc": money.Down, "toward zero": money.Down,
	"ceil": money.Ceiling, "away from zero": money.Up,
	"bankers": money.HalfEven, "banker": money.HalfEven, "half away from zero": money.HalfUp, "half toward zero": money.HalfDown,
}

// rounding reads a rounding; half up where no mode is said.
func (r *run) rounding(said rounding) (round money.Rounding, ok bool) {
	name := strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(said.Mode), "_", " "), "round ")
	mode, err := money.ParseMode(name)
	if other, known := modes[name]; known {
		mode, err = other, nil
	}
	if name == "" {
		mode, err = money.HalfUp, nil
	}
	if err != nil {
		r.lack("rounding.mode=%s", said.Mode)
		return round, false
	}
	switch {
	case said.Increment.given() && said.Scale == nil:
		round, err = money.ToIncrement(said.Increment.text, mode)
	case said.Scale != nil && !said.Increment.given():
		round, err = scaled(*said.Scale, mode)
	default:
		r.lack("rounding without either scale or increment")
		return round, false
	}
	if err != nil {
		r.lack("rounding to scale or increment beyond bounds")
		return round, false
	}
	return round, true
}

// scaled rounds to a number of decimals; to tens, hundreds … for negative ones.
func scaled(scale int, mode money.Mode) (money.Rounding, error) {
	if scale < 0 {
		return money.ToIncrement("1"+strings.Repeat("0", -scale), mode)
	}
	round := money.ToPlaces(scale, mode)
	return round, round.Check()
}

// exactly is the rounding of derived prices where none is said: to the six
// decimals that a unit price may have.
func exactly() money.Rounding { return money.ToPlaces(6, money.HalfEven) }
