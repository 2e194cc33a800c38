// Package impact says whose prices change, and by how much, when one Book of prices takes the place of another.
//
// [Between] compares two Books, each with its buyers, and yields every account, product and band of quantities whose price
// differs, with the old price, the new one and the cause. Bands are exact, not samples. It streams: two thousand accounts by
// twenty thousand products are never held at once. [Summarize] counts what it yields by account and by product.
// Begin with [Accounts], which makes the buyers of an account graph.
//
// What is compared is what a single line asks for; breaks that look at a whole basket or a family count that line alone.
// Two prices are the same where they ask the same amount, whatever lists they come from. The package decides nothing: the
// prices are those of package pricing.
//
// # Rules
//
//   - PRC-10: the difference of two Books as account, product and quantity band, with old price, new price and cause; no
//     change has no impact.
//   - CON-8: what a seller looks at before staged contracts are published.
package impact
