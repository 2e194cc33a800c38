// Package account knows the business customers of a seller, how they hang together, and who may do what for them.
//
// From plain facts (accounts and their groups, users and their roles, what the application has switched on) [NewGraph]
// makes a [Graph]. It answers who is above whom ([Graph.AtOrAbove]), which features an account may use ([Graph.Feature]),
// whose data counts when it is billed ([Graph.Billing]) and priced ([Graph.Pricing]), and what a [Session] may do
// ([Graph.May]).
// A Graph never changes and is safe for any number of readers; [Graph.With] makes the next one from a change.
// What is wrong with the facts is refused when a Graph is made, all of it at once, as a [DataError]. A question always has
// an answer: a [Decision], whose refusal names the layer that says no and what would have to change.
// The package stores nothing, reads no clock, authenticates nobody and prices nothing; currencies, price levels, tax
// profiles and delivery schedules are codes here, whose meaning is another package's.
// Call NewGraph first, then [Graph.Login] with a user whom the host has recognized, and [Graph.May] at each request.
//
// # Decisions
//
// Everything is refused unless every layer agrees, in this order: the session (does it hold now?), the question (is there
// such an action?), the user's kind, acting (what needs the principal's own hand?), the application's switches and
// features, the groups of account and user, the account (is it blocked?), the user's options, permission roles and worker
// groups, and what the action is done to. What any permission role denies is denied, whatever others allow.
//
// Adding a grant never refuses what was allowed, but where it changes what the question is about: a feature that puts an
// override in force makes prices come from the account that is named, which may be blocked; and a user's main account is the
// first one left.
//
// A session is judged at each use against the present graph: cutting a relation, withdrawing a group's right or
// deactivating either user refuses what is open, for as long as that holds; a host deletes such a session, and never gives
// a deleted user's id to another person. Who impersonates has the rights of the user that he acts for, and not what
// needs his own hand.
//
// Who may do what, with everything switched on and granted: R regular, M account manager, S sub-account, C contact, A sales
// agent and W worker who is a sales representative, both with the own account assigned to them. A question without a
// target is about the action as such: so May says that a parent's user may manage child accounts, whichever there are.
//
//	action                     own       linked    below     sibling   parent    stranger
//	see prices                 RMSC      -         -         -         -         -
//	see stock                  RMSC      -         -         -         -         -
//	order                      RMSC      -         -         -         -         -
//	quote                      RMSC      -         -         -         -         -
//	convert quote              RMSC      -         -         -         -         -
//	pay invoice                RMSC      -         -         -         -         -
//	return                     RMSC      -         -         -         -         -
//	choose address             RMSC      -         -         -         -         -
//	add address                RMSC      -         -         -         -         -
//	view orders                RMSC      -         RMSC      -         -         -
//	view invoices              RMSC      -         RMSC      -         -         -
//	see power customer links   RMSC      -         -         -         -         -
//	represent                  RM        RM        -         -         -         -
//	impersonate                AW        W         RMCW      W         W         W
//	manage child account       -         -         RMC       -         -         -
//	manage sub-accounts        M         -         -         -         -         -
//	manage budgets             M         -         -         -         -         -
//	view authorizations        MS        -         -         -         -         -
//	authorize                  MS        -         -         -         -         -
//	reverse authorization      MS        -         -         -         -         -
//	name substitute            MS        -         -         -         -         -
//	view contracts             RMSCAW    -         -         -         -         -
//	email contracts            RMSCAW    -         -         -         -         -
//	modify local contracts     W         -         -         -         -         -
//	manage contracts           W         W         W         W         W         W
//	export contracts           W         W         W         W         W         W
//	edit national accounts     W         W         W         W         W         W
//	edit billing override      W         W         W         W         W         W
//	edit pricing override      W         W         W         W         W         W
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - ACC-1: what an account has: id, code, name, status, parent, groups, price levels, currency, overrides, addresses …
//   - ACC-2: at most one parent, which is a national account; no cycles, at most 64 levels.
//   - ACC-3: parent, ancestors, children, descendants, root, "at or above".
//   - ACC-4: what a user has; customers have a role, others have none.
//   - ACC-5: a user has one account, or several in order, the first the main one; found by any of them.
//   - ACC-6: a blocked account sees no prices and no stock, neither orders nor pays nor returns, and still has its history;
//     who is priced from or billed to one gets no price and no order; nobody impersonates out of one.
//   - ACC-7: account managers keep the sub-accounts of the account, and grant no more than they hold.
//   - ACC-8: a seller's switch beats a user's option; sub-accounts order on account only.
//   - ACC-9: groups gather accounts and users; categories carry their own product codes.
//   - ACC-10: the default address of each kind needs no permission, choosing another one or adding one does
//     ([Rights.Destination], [Graph.AddAddress]). Decided here: a delivery point is another address.
//   - ACC-11: payment online, on account or both ([Rights.Pay]). Decided here: the terms are those of the account that orders.
//   - ACC-12: using a feature needs the application and a group of the account or the user; an override in force looks at the
//     account's groups only; worker groups are for editing only.
//   - REP-1: a user of several accounts represents one at a time.
//   - REP-2, REP-5: a user of a parent impersonates users of accounts below; workers by a permission; sales representatives
//     the accounts assigned to them.
//   - REP-3, REP-4: while acting everything is the other's; nothing is gained; each use is judged anew.
//   - HIS-1, HIS-2, HIS-3: who sees which orders and invoices, as a decision on one and as a filter.
//   - BIL-1, PFR-1: an account may be billed to, or priced from, another; overrides chain and count only while their
//     features are on for the account itself.
//   - DEC-1, DEC-2: a decision is a value with a code, and refuses by default.
package account
