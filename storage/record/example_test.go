package record_test

import (
	"fmt"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/record"
)

// A store keeps a request as one document, and reads it as it was.
func Example() {
	request := approval.Request{
		Order: "4711", State: approval.Pending, By: approval.Self("kim", "acme"), Amount: money.MustParse("120.00", money.GBP),
	}
	document, err := record.Marshal(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(document))

	same, err := record.Unmarshal[approval.Request](document)
	fmt.Println(same.State, same.Amount, err)

	_, err = record.Unmarshal[approval.Request]([]byte(`{"order":"4711","amount":"120.00"}`))
	fmt.Println(err)
	// Output:
	// {"order":"4711","state":"pending","by":{"principal":"kim","user":"kim","account":"acme"},"amount":"120.00 GBP"}
	// pending 120.00 GBP <nil>
	// record of approval.Request: amount: not a text of its kind
}
