// Bench compares tradeterms with the ways in which a shop would otherwise price
// and permit: code written by hand, naive Go with maps and decimals, rule
// engines, databases, policy engines.
//
//	go run ./examples/bench                   the tables, in a minute or two
//	go run ./examples/bench -plot cost.svg    and a drawing of cost against size
//	go run ./examples/bench -quick            tiny sizes, to see that it works
//
// All of them do one job, made from a fixed seed (job.go): 2,000 accounts, 20,000
// products on 5 price levels, 500 contracts, about half a million price rows. All
// answers are compared before anything is timed, and their sums while it is. The
// peers take turns in one process; a ratio is taken inside a round, so that what
// slows the machine down slows both, and the table shows medians over the rounds.
// With -own only the roofline and tradeterms take part, in about 30 seconds; with
// -only P3 only the jobs whose name begins so. A second table has a line for each
// target, with what was measured beside it.
//
// What bounds them. A price by handle reads the rows of the level and the first header
// of the product's contracts, as the roofline does, each through one page more, so that
// a change copies pages and not the book. A price by code adds a look-up in a Go map,
// which takes nearly as long again.
//
// What is missed, and why. Compiling 2.5 million rows takes about 300 ns a row where 260
// are asked: fresh memory and the collector, for the roofline too takes a third longer
// there, and the ratio is met; looking a list and a product up once for rows that
// follow each other took it down from 435. A permission by code is 80 to 90 times as
// fast as cedar-go where 100 are asked: looking codes up is most of its 80 ns (9 by
// handle); to ask for the right before the path took it down from 100. A hot line grows
// 1.5 to 2.9 times from 25 thousand rows to 2.5 million, from run to run, where 2 are
// asked: 4,096 lines of the large book do not fit the caches near the processor, nor do
// those of the roofline.
//
// Times, unlike ratios, are the machine's: on a busy one all of them are longer, those
// of the roofline too. Do not run it with real-time priority on one core: databases
// then wait for helpers that never get their turn.
//
// The roofline (roofline.go) is the least that the job can cost in Go: small
// numbers for codes, flat arrays, int64, no allocation, no checks, and an answer
// for this job only. PostgreSQL takes part where its binaries are installed, in a
// cluster that is thrown away.
package main
