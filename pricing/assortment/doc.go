// Package assortment decides which products a customer may see and which it may
// buy, and finds products by the customer's own names for them.
//
// From plain facts ([Catalogue], [InventoryRole], the categories of package
// account) [New] makes an [Assortment], which never changes and is safe for any
// number of readers; [Assortment.With] makes the next one from a change.
// [Assortment.For] binds a [Customer] and its prices to a [Selection]:
// [Selection.See] and [Selection.Buy] decide on one product,
// [Selection.Visible] and [Selection.Buyable] give the same as a set that a host
// puts into its own query, and [Selection.Find] searches.
//
// What nobody has allowed is refused. A product must be in an active catalogue of
// the customer. Where inventory roles speak to the customer, one of them must
// allow the product too, and none may deny it. What must be seen to be bought is
// not bought unseen. A contract that applies to the customer opens its products
// all the same.
//
// The package knows no prices: no amount shows anywhere, so it serves users who
// may not see them as well. It does not know which products exist, nor what is in
// stock; it stores nothing and reads no clock. Whether a user may order at all is
// the matter of package account.
// Call New first.
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - CAT-1: catalogues and inventory roles decide which products may be seen and
//     which bought, per account, group or category; as a decision and as a set.
//   - CAT-2: products are found by a category's own code or description.
//   - CON-4: a product on a contract that applies may be seen and bought even
//     where catalogue or role forbid it, whether or not its price wins.
//   - ACC-6: a blocked customer buys nothing.
//   - ACC-9: categories carry their own product codes and descriptions.
//   - DEC-1, DEC-2, DEC-3: every decision has a code and says what it rests on;
//     what is unknown or unset is refused; the same question has the same answer.
package assortment
