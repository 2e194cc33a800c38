// Package tax finds the tax of what is sold, by the seller's rules, and says which rule it is.
//
// A [Rule] says for whom (a tax profile, or one account), to where (a country, or a region of it) and for what (a tax class of
// products) it holds; what it leaves out it says of all. [New] makes a [Book] of rules: immutable, safe for any number of
// goroutines. [Book.For] binds a [Customer] and an instant, [Rates.Of] answers for a class.
//
// The most specific rule wins: the one that says all that another says, and more. Two rules of which neither is the more
// specific, and which could both hold for one customer, place and class at one instant, are a tie: New refuses them, unless a
// third rule says what both say, and so wins wherever both hold. Rules that overrule (Overrules) come before all others, which
// is how an account is exempt everywhere by one rule.
//
// Where no rule holds there is no tax, which is not a tax of zero: the answer refuses. A category other than [Standard] is a tax
// of zero, and all but [ZeroRated] need a reason, to be printed. The package knows neither law nor rates: the rules are the
// seller's. It reads no clock and computes no amounts.
//
// # Rules
//
//   - TAX-1: profile (which may overrule), country and class decide; the most specific rule wins, and ties are refused when the
//     rules are built.
//   - DEC-1, DEC-2, DEC-3: an answer has a code and names its rule; what is unknown or unset is refused; the order in which rules
//     are given is irrelevant.
package tax
