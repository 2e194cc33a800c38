package record_test

import (
	"reflect"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/record"
)

// A field added to a row of prices is one of a price too.
func TestS6_APriceHasAllThatARowHas(t *testing.T) {
	row, price := reflect.TypeFor[pricing.Row](), reflect.TypeFor[record.Price]()
	if price.NumField() != row.NumField()+1 || price.Field(0).Name != "List" {
		t.Fatalf("a row has %d fields, a price %d", row.NumField(), price.NumField())
	}
	for i := range row.NumField() {
		if r, p := row.Field(i), price.Field(i+1); r.Name != p.Name || r.Type != p.Type {
			t.Errorf("field %d is %s of a row and %s of a price", i, r.Name, p.Name)
		}
	}
	id := pricing.LevelID("trade")
	back := record.PriceOf(id, pricing.Row{Product: "P", Unit: "box"})
	if back.List != id || !reflect.DeepEqual(back.Row(), pricing.Row{Product: "P", Unit: "box"}) {
		t.Error(back)
	}
}
