// Package approval collects the agreement that an order needs before it goes on: whom it must be asked, who has answered,
// who still may, and what that makes of the order.
//
// A [Policy] has the rules that a seller chooses; the zero Policy is a good one. [Policy.Do] is the machine: from a
// [Request], a [Command], an instant and the [People] as they are then it makes the next Request and the events that led
// to it, or a refusal that says why. [Policy.Plan] tells beforehand which levels an order would need, [Policy.Eligible] and
// [Policy.Missing] who may answer now and what is lacking, [Policy.Due] whom time has made it necessary to tell.
// A Request is a plain value: the host stores it with its events, or neither, and nothing here keeps anything; package
// storage/authorization reads, decides and stores for a host that has a table for it.
// The package knows ids, persons and money; it reads no clock, sends nothing, prices nothing and keeps no budget: that one
// is exceeded reaches it as a fact, and what an order contains as a digest that the host computed.
// Fill a [Place] and give it to Policy.Do first, with the zero Request and a [Directory] of the users concerned.
//
// # States
//
// Each command leads from a state to one of those given, if persons, content and key allow; everything else is refused
// with the state, and so is what is marked - here. A refusal changes nothing.
//
//	                          draft               pending             approved            declined            exported
//	place                     pending, approved   -                   -                   pending, approved   -
//	withdraw                  -                   draft               -                   -                   -
//	amend                     draft               -                   -                   draft               -
//	amend, with AmendPending  draft               pending, approved   -                   draft               -
//	approve                   -                   pending, approved   -                   -                   -
//	decline                   -                   declined            -                   -                   -
//	reverse                   -                   pending             pending             pending             -
//	export                    -                   -                   exported            -                   -
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - APR-1: an order above a spending limit needs one of its authorizers; above several, one of each, from the lowest up.
//     Limits of one amount are one level. By default levels are asked in turn; options: side by side, or the highest only.
//   - APR-2: authorizers may authorize, are active, see prices, are of the order's account, and not behind the order.
//   - APR-3: a decline at any level declines the order; whoever answered a level may still decline while it is pending.
//   - APR-4: of two authorizers of a level the first answer counts; the other is told by whom it was given.
//   - APR-5: an authorizer of a level may cancel its answer, also another's, until the order is exported; the order is then
//     pending from that level on, and answers at levels above are void, side by side too.
//   - APR-6: queues, filtered by status and date, searched by order number, counted.
//   - APR-7: notices are events, each with a key, stored with the change that caused them.
//   - APR-8: a user whom a waiting order names stands in the way of his own removal.
//   - APR-10: each exceeded budget that asks a supervisor is one more level, above the limits. Budgets that ask just the same
//     supervisors share one, for it would be one question put to the same persons twice.
//   - APR-11: an answer names the content that was seen, by digest; of an order that has changed it is refused, and says what
//     changed.
//   - APR-12: an authorizer names a substitute for a window; a level that waits too long also goes to the authorizers of the
//     next, after the last to the account's managers.
//   - APR-13: the same key and payload again gives the stored outcome; another payload is refused and told nothing.
//   - APR-15: an order that different persons could never authorize is refused when placed; an answer that would leave another
//     level without anyone is refused.
//   - APR-16: one person answers one level, those behind the order none; both also through whom they stand in for.
//   - APR-17: the table above. An amended order is a draft again, so that no decline of what it was can be taken back.
//   - APR-18: approval rights: none, up to an amount, unlimited; a level lists its authorizers or routes upwards.
//   - DEC-1, DEC-2, DEC-3: a decision is a value with a code, refuses by default, and does not depend on any order of inputs.
package approval
