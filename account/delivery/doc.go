// Package delivery says when goods can come: the day of a line and of a whole order, the next time frames to choose from,
// and why it is not earlier.
//
// A [Schedule] is a plain fact: on which days of the week the seller works and delivers, until when an order counts for the
// day, in which frames goods are brought, and which days are closed. [NewPlan] checks all schedules of a seller, and which
// product has an availability schedule of its own, and compiles them into an immutable [Plan]. [Plan.Promise] answers for a
// line, [Plan.Order] for an order, [Plan.Slots] lists what can be chosen, and [Plan.Why] gives a reason for each day
// that is passed over.
//
// The package does not know what is in stock: how many working days a product needs is the question's. It plans no routes,
// counts no vans and reserves no frame; it reads no clock and has no holidays of its own: the host names the closed days,
// from a list or from a calendar library, as examples/holidays does. The same plan gives the same answer for the same
// question, for ever.
//
// # How a day is found
//
//  1. The day is the one that the schedule's zone shows at the instant of the order.
//  2. The order counts for the first working day whose cut-off comes after that instant.
//  3. Lead time passes in working days: with a lead of 2 the goods are ready on the second working day after that day; with
//     none, on the day itself.
//  4. From then on, the first day with delivery on which a frame has not begun yet is the day. Frames of one day may
//     overlap; a day without frames brings goods at some time of the day.
//
// Whoever has several schedules gets the earliest day of any. A search ends [MaxDays] after the order, with a refusal.
//
// Clocks that are changed: a cut-off or frame that begins or ends in a gap does so where the gap ends, and a frame that
// lies in it whole does not exist on that day; of two equal times the first one counts, for the end of a frame too.
//
// # Rules
//
//   - DEL-1: working days, any number of time frames a day, days closed; several schedules per account, of which the
//     earliest counts; an availability schedule of a product overrules them, so it alone decides; the day of each line and
//     of the order, in the schedule's zone. Decided here: the order's day is that of its last line.
//   - ACC-1: an account names its schedules; what they say is here.
//   - DEC-1, DEC-2: an answer is a value with a code, and refuses by default.
package delivery
