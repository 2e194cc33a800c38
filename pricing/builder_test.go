package pricing_test

import (
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A Builder makes one Book; a second would be empty, so it is refused.
func TestBuilder_OneBook(t *testing.T) {
	b := pricing.NewBuilder(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "P", Price: gbp("1")}},
	}}})
	b.Row(pricing.LevelID("A"), pricing.Row{Product: "O", Price: gbp("1")})
	if _, err := b.Book(); err != nil {
		t.Fatal(err)
	}
	b.List(pricing.List{ID: pricing.LevelID("B")})
	b.Row(pricing.LevelID("A"), pricing.Row{Product: "Q", Price: gbp("1")})
	if book, err := b.Book(); book != nil || !errors.Is(err, pricing.ErrData) {
		t.Errorf("a second Book: %v, %v", book, err)
	}
}

// A graph that is not there knows no account: its buyers get no price.
func TestBuyerFor_NoGraph(t *testing.T) {
	price, err := exampleBook().For(pricing.BuyerFor(nil, "acme"), march).Price(bolts(1))
	if err != nil || price.Reason != pricing.Blocked {
		t.Errorf("got %s, %v", price, err)
	}
}

// A price that is derived or rounded to what cannot be stored is refused when
// the Book is made, not when its trace is stored.
func TestNewBook_PricesCanBeStored(t *testing.T) {
	source := pricing.List{ID: pricing.LevelID("A"), Rows: []pricing.Row{
		{Product: "P", Price: money.MustParse("999999999999999999", money.GBP)},
	}}
	half := pricing.List{ID: pricing.LevelID("B"), Derived: &pricing.Derivation{
		From: source.ID, Surcharges: []pricing.Surcharge{{Rate: money.MustPercent("-50")}}, Round: money.ToPlaces(2, money.HalfUp),
	}}
	computed := pricing.List{ID: pricing.LevelID("C"), Rows: []pricing.Row{
		{Product: "P", Price: money.Scaled(1, 9, money.GBP)},
	}}
	_, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{source, half, computed}})
	var data *pricing.DataError
	if !errors.As(err, &data) || len(data.Defects) != 2 ||
		data.Defects[0].Code != pricing.OutOfRange || data.Defects[0].List != half.ID ||
		data.Defects[1].Code != pricing.OutOfRange || data.Defects[1].List != computed.ID {
		t.Errorf("got %v", err)
	}
}
