package delivery_test

import (
	"cmp"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

func TestDEC1_Codes(t *testing.T) {
	for code := delivery.Promised; code.String() != ""; code++ {
		var back delivery.Code
		roundTrip(t, code, &back)
		if back != code {
			t.Errorf("%s came back as %s", code, back)
		}
		if text := (delivery.Promise{Code: code}).String(); code != delivery.Promised && text == "refused" {
			t.Errorf("%s has no sentence", code)
		}
	}
	for code := delivery.ReasonClosed; code.String() != ""; code++ {
		var back delivery.ReasonCode
		roundTrip(t, code, &back)
		if back != code {
			t.Errorf("%s came back as %s", code, back)
		}
	}
	var code delivery.Code
	var reason delivery.ReasonCode
	if err := code.UnmarshalText([]byte("no")); !errors.Is(err, delivery.ErrCode) {
		t.Error(err)
	}
	if err := reason.UnmarshalText([]byte("no")); !errors.Is(err, delivery.ErrReasonCode) {
		t.Error(err)
	}
	if _, err := delivery.Code(99).MarshalText(); !errors.Is(err, delivery.ErrCode) {
		t.Error(err)
	}
	if _, err := delivery.ReasonCode(99).MarshalText(); !errors.Is(err, delivery.ErrReasonCode) {
		t.Error(err)
	}
}

func roundTrip(t *testing.T, code encoding.TextMarshaler, back encoding.TextUnmarshaler) {
	t.Helper()
	text, err := code.MarshalText()
	if err == nil {
		err = back.UnmarshalText(text)
	}
	if err != nil {
		t.Errorf("%v: %v", code, err)
	}
}

// DEC-2: zero values refuse and say so, and no number makes a sentence panic.
func TestDEC2_ZeroValues(t *testing.T) {
	var p delivery.Promise
	if p.OK() || p.String() != "refused: nothing was asked" || p.Slot.String() != "none" || (delivery.Order{}).Promise.OK() {
		t.Error(p)
	}
	if text := fmt.Sprint(delivery.Promise{Code: 99}, delivery.Reason{Code: 99}, delivery.Code(99), delivery.ReasonCode(99)); text != "refused : no reason  " {
		t.Errorf("%q", text)
	}
	if (delivery.Frame{}).String() != "any time" {
		t.Error(delivery.Frame{})
	}
}

// Slots that differ are never equal in order, so that lists of them are always the same.
func TestSlot_Compare(t *testing.T) {
	frame := func(from, until int) delivery.Frame { return delivery.Frame{From: clock(from), Until: clock(until)} }
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	day := calendar.MustDate("2026-12-08")
	slots := []delivery.Slot{
		{Schedule: "z", Date: day.AddDays(-1), Window: calendar.Window{From: at(9), Until: at(9)}},
		{Schedule: "z", Date: day, Window: calendar.Window{From: at(0), Until: at(9)}},
		{Schedule: "z", Date: day, Window: calendar.Window{From: at(1), Until: at(2)}},
		{Schedule: "a", Date: day, Window: calendar.Window{From: at(1), Until: at(3)}},
		{Schedule: "b", Date: day, Window: calendar.Window{From: at(1), Until: at(3)}},
		{Schedule: "b", Date: day, Frame: frame(1, 9), Window: calendar.Window{From: at(1), Until: at(3)}},
		{Schedule: "b", Date: day, Frame: frame(2, 3), Window: calendar.Window{From: at(1), Until: at(3)}},
		{Schedule: "b", Date: day, Frame: frame(2, 4), Window: calendar.Window{From: at(1), Until: at(3)}},
	}
	for i, s := range slots {
		for j, u := range slots {
			if s.Compare(u) != cmp.Compare(i, j) {
				t.Errorf("%d and %d: %d", i, j, s.Compare(u))
			}
		}
	}
}

// A promise is readable where a host stores it.
func TestPromise_JSON(t *testing.T) {
	plan := planOf(t, delivery.Data{Schedules: []delivery.Schedule{week()}})
	p := plan.Promise(delivery.Question{Schedules: []string{"weekdays"}, At: noon})
	text, err := json.Marshal(p)
	const want = `{"Code":"promised","Subject":"","Slot":{"Schedule":"weekdays","Date":"2026-12-08","Frame":{"From":"13:00","Until":"17:00"},` +
		`"Window":{"From":"2026-12-08T13:00:00Z","Until":"2026-12-08T17:00:00Z"}},"Taken":"2026-12-08","Ready":"2026-12-08"}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	var back delivery.Promise
	if err := json.Unmarshal(text, &back); err != nil || back != p {
		t.Errorf("%+v, %v", back, err)
	}
	if p.Slot.Date != calendar.MustDate("2026-12-08") {
		t.Error(p)
	}
}
