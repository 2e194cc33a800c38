package main

import (
	"testing"

	"github.com/tradeterms/tradeterms/storage/storagetest"
)

// The table keeps what storage.Requests asks for.
func TestTickets(t *testing.T) {
	storagetest.TestRequests(t, func(storagetest.T) *tickets { return &tickets{rows: make(map[string]row)} })
}

func Example() {
	main()
	// Output:
	// order "T-7": done, it is pending
	//   tell [mia]: ticket T-7 waits
	// order "T-7": level 1: he is behind the order himself: ask another
	// order "T-7": done, it is approved
	//   tell [sam]: ticket T-7 answered
	// order "T-7": done, it is approved
	// A laptop for Sam: approved, version 2
}
