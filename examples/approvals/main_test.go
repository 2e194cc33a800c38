package main

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func Example() {
	main()
	// Output:
	// 1. The laboratory has 3,000.00 a month, whoever of it orders
	//   omar orders        order "1000": done, it is approved
	//                      32 gloves: 400.00 GBP
	//   the seller exports order "1000": done, it is exported
	//
	// 2. Helen will be away for a week; Paul answers for her
	//   helen names paul   until Fri 27 November 16:00
	//
	// 3. Nina orders above both of her limits, 500.00 and 1,000.00: two must agree
	//   nina orders        order "1001": done, it is pending
	//                      1 centrifuge, 5 pipette: 1065.00 GBP
	//                      level 1, above a limit: waits for an answer
	//                      level 2, above a limit: comes after the one before
	//   nina agrees        order "1001": not permitted; user "nina" for account "ashby" may not "authorize": the user's option "may authorize" is off: turn it on
	//
	// 4. Dora and Mark, of whom one is enough, answer in the same moment
	//   mark agrees        order "1001": done, it is pending
	//   dora agrees        order "1001": level 1: approved already, by "mark": have that cancelled first
	//
	// 5. Helen is away, so Paul agrees in her place, and the order goes on
	//   paul agrees        order "1001": done, it is approved
	//                      level 1, above a limit: mark said approve
	//                      level 2, above a limit: paul said approve, for helen
	//   the seller exports order "1001": done, it is exported
	//
	// 6. Dora declines, Nina orders less, and that is gone when Dora changes her mind
	//   nina orders        order "1002": done, it is pending
	//                      8 pipette: 680.00 GBP
	//   dora declines      order "1002": done, it is declined
	//   nina orders        order "1002": done, it is approved
	//                      4 pipette: 340.00 GBP
	//   the seller exports order "1002": done, it is exported
	//   dora takes it back order "1002": it is exported, which does not permit this: it has gone on, so make a new order
	//
	// 7. Dora declines another by mistake, and Mark takes it back in time
	//   nina orders        order "1003": done, it is pending
	//                      6 pipette, 10 gloves: 635.00 GBP
	//   dora declines      order "1003": done, it is declined
	//   declined           left in the month: 1195.00 GBP
	//   mark takes it back order "1003": done, it is pending
	//   taken back         left in the month: 560.00 GBP
	//   mark agrees        order "1003": done, it is approved
	//
	// 8. Omar has no limits, but the month has not enough left: the budget asks Rosa
	//   omar orders        order "1004": done, it is pending
	//                      1 centrifuge: 640.00 GBP
	//                      level 1, above budget lab-2026: waits for an answer
	//
	// 9. What Rosa and Mark find in their queues
	//   rosa               1 waiting
	//                      1004  pending  omar   640.00 GBP  <- answer it
	//                      1003  approved nina   635.00 GBP
	//                      1002  exported nina   340.00 GBP
	//                      1001  exported nina  1065.00 GBP
	//                      1000  exported omar   400.00 GBP
	//   mark               0 waiting
	//                      1004  pending  omar   640.00 GBP
	//                      1003  approved nina   635.00 GBP
	//                      1002  exported nina   340.00 GBP
	//                      1001  exported nina  1065.00 GBP
	//                      1000  exported omar   400.00 GBP
	//
	// 10. Rosa agrees, though it is too much
	//   rosa agrees        order "1004": done, it is approved
	//
	// 11. The budget's statement for the week from 23 November, as Rosa sees it
	//                                                      amount  reserved     spent
	//                      opening                                     0.00    400.00
	//                      Mon 09:00  1001 reserve nina   1065.00   1065.00    400.00
	//                      Mon 09:30  1001 commit  paul   1065.00      0.00   1465.00
	//                      Tue 09:00  1002 reserve nina    680.00    680.00   1465.00
	//                      Tue 09:00  1002 release dora    680.00      0.00   1465.00
	//                      Tue 09:20  1002 reserve nina    340.00    340.00   1465.00
	//                      Tue 09:20  1002 commit  nina    340.00      0.00   1805.00
	//                      Wed 09:00  1003 reserve nina    635.00    635.00   1805.00
	//                      Wed 09:00  1003 release dora    635.00      0.00   1805.00
	//                      Wed 09:00  1003 restore mark    635.00    635.00   1805.00
	//                      Wed 09:05  1003 commit  mark    635.00      0.00   2440.00
	//                      Thu 14:00  1004 reserve omar    640.00    640.00   2440.00
	//                      Thu 15:00  1004 commit  rosa    640.00      0.00   3080.00
	//                      closing                                     0.00   3080.00
	//                      of 3000.00 GBP in 2026-11, left: -80.00 GBP
	//
	// 12. What the shop tells whom, from the outbox
	//   Fri 20 16:00       paul        user substitute named helen
	//   Mon 23 09:00       dora, mark  order waits 1001
	//   Mon 23 09:10       nina        order answered 1001
	//   Mon 23 09:10       helen, paul order waits 1001
	//   Mon 23 09:30       nina        order answered 1001
	//   Tue 24 09:00       dora, mark  order waits 1002
	//   Tue 24 09:00       nina        order answered 1002
	//   Wed 25 09:00       dora, mark  order waits 1003
	//   Wed 25 09:00       rosa        budget notice lab-2026
	//   Wed 25 09:00       nina        order answered 1003
	//   Wed 25 09:00       dora, nina  order reversed 1003
	//   Wed 25 09:00       dora, mark  order waits 1003
	//   Wed 25 09:05       nina        order answered 1003
	//   Thu 26 14:00       rosa        order waits 1004
	//   Thu 26 15:00       omar        order answered 1004
}

// Two answer at once, and still the story is the same each time.
func TestSameEachTime(t *testing.T) {
	told := func() string {
		var b strings.Builder
		if err := run(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := told()
	for range 20 {
		if again := told(); again != first {
			t.Fatalf("%s\nand then\n%s", first, again)
		}
	}
}

// A story that cannot go on ends with the error.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b strings.Builder
	if err := run(ctx, &b); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("%v, and told %q", err, b.String())
	}
}
