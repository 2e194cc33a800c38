// Package budget keeps amounts that people share: it judges an order against all budgets that hold for it, and keeps the
// ledger of what they have reserved and spent.
//
// A [Budget] is a plain fact; [New] checks all of a seller's and compiles them into an immutable [Book]. A [Book] judges an
// order ([Book.Judge]), reserves it ([Book.Place]) and says which changes of a budget are permitted ([Book.Revise]);
// [Commit], [Release], [Credit] and [Reopen] move what was reserved, and [Book.Restore] reserves it again.
//
// Every one of them is a pure function of what was read ([State]) and a command, and returns what is to be stored: new
// entries, and the usages and shares that are their sums. A refusal is a value with a code and changes nothing; an error
// means that what was read does not belong together, or that a sum does not fit. The host locks, loads and stores.
//
// The package does not know what an order consists of, who may authorize it, or what a user may do. It reads no clock,
// converts no currency by itself, and lets no sentence show an amount.
//
// # Ledger
//
// A pot is a budget in one period. Each of its entries has a number, and its [Usage] is their sum. A [Share] is what one
// placement of an order has in one budget; a placement is known by its round, and an order that is placed again begins the
// next. What each movement makes of a share; what is marked - is refused and changes nothing:
//
//	          nothing          reserved         spent            part given back  released
//	Place     reserved         -                -                -                reserved
//	Commit    nothing          spent            -                -                -
//	Release   nothing          released         -                -                -
//	Credit    nothing          -                part given back  part given back  -
//	Reopen    nothing          -                reserved         -                -
//	Restore   nothing          -                -                -                reserved
//
// A carry-over is one entry in the new period's pot that names the period it comes from; it adds to the one's limit and
// takes from the other's.
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - BUD-1: a maximum per order, or per period, or both. 0 is zero; no limit is no amount.
//   - BUD-2: holders share one pot. Decided here: that a budget is for everyone is said, and no holder at all is a defect, so
//     that taking the last one away does not make a budget of one department that of the whole company.
//   - BUD-3: the strictest action of all exceeded budgets wins, every one is reported with what was left; exactly reaching
//     the amount is no excess.
//   - BUD-4: periods are those of the calendar in the budget's zone. An order counts in the period in which it was placed.
//   - BUD-5: every movement is an entry, usage their sum. Reversing an approval reserves exactly what was spent, reversing a
//     decline exactly what was released. Decided here: of what was given back in part no approval is reversed.
//   - BUD-6: orders placed at once never together exceed a blocking budget, where the store keeps others away from the pots
//     ([Book.Pots], [SharePots]) between reading and writing, or compares what was read when it writes.
//   - BUD-7: a change that would put a blocking budget below what is used holds from the next period on, so a budget keeps
//     the terms of each period; nobody makes more room for himself.
//   - BUD-8: what is measured, and at which rate, is recorded. Parts of an order at a rate never come to more than the whole.
//   - BUD-9: all budgets or none; notices; carry-over. Decided here: what is left of periods in which nobody ordered is
//     carried too, as each is opened with the first order after it; more used than there was is never carried; the budget
//     begins with its window or, without one, with its first order.
//   - BUD-10: supervisors are named by their ids.
package budget
