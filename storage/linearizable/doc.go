// Package linearizable checks whether what goroutines see of a store, at once, could have come one after the other (S2):
// [Budgets], [Requests] and [Contracts] let eight of them loose, and have the history of all calls and answers checked by
// porcupine against a model that knows one call at a time. A twin of the store without its guard must be found wrong, else
// the check proves nothing.
//
// It is a module of its own because it needs libraries that the core does without, and its tests check the stores that are
// beside it. TRADETERMS_PROOF=full and =soak take more seeds.
package linearizable
