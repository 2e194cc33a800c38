// Bench compares tradeterms with the ways in which a shop would otherwise price
// and permit: code written by hand, naive Go with maps and decimals, rule
// engines, databases, policy engines.
//
//	go run ./examples/bench                   the table, in about two minutes
//	go run ./examples/bench -plot cost.svg    and a drawing of cost against size
//	go run ./examples/bench -quick            tiny sizes, to see that it works
//
// All of them do one job, made from a fixed seed (job.go): 2,000 accounts, 20,000
// products on 5 price levels, 500 contracts, about half a million price rows. All
// answers are compared before anything is timed, and their sums while it is. The
// peers take turns in one process; a ratio is taken inside a round, so that what
// slows the machine down slows both, and the table shows medians over the rounds.
// With -own only the roofline and tradeterms take part, in about 20 seconds; with
// -only P3 only the jobs whose name begins so. A second table has a line for each
// target, with what was measured beside it.
//
// What bounds them. A price by handle reads the rows of the level and the first header
// of the product's contracts, as the roofline does, each through one page more, so that
// a change copies pages and not the book. A price by code adds a look-up in a Go map,
// which takes nearly as long again. Times, unlike ratios, are the machine's: on a busy one all of them are longer, those
// of the roofline too. Do not run it with real-time priority on one core: databases
// then wait for helpers that never get their turn.
//
// The roofline (roofline.go) is the least that the job can cost in Go: small
// numbers for codes, flat arrays, int64, no allocation, no checks, and an answer
// for this job only. PostgreSQL takes part where its binaries are installed, in a
// cluster that is thrown away.
package main
