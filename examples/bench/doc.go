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
// With -own only the roofline and tradeterms take part, in about 20 seconds.
//
// The roofline (roofline.go) is the least that the job can cost in Go: small
// numbers for codes, flat arrays, int64, no allocation, no checks, and an answer
// for this job only. PostgreSQL takes part where its binaries are installed, in a
// cluster that is thrown away.
package main
