package main

func Example() {
	main()
	// Output:
	// 1. Helen, of the head office, searches its branches
	//   ""                       4: H100 Harbour Hotels, H110 Harbour Hotel York, H120 Harbour Hotel Bath, 1 more
	//   "H12"                    1: H120 Harbour Hotel Bath
	//   "spa"                    1: H130 Harbour Spa
	//   "york"                   1: H110 Harbour Hotel York
	//   "leeds"                  0:
	//
	// 2. She looks at a branch's users, and logs in as one
	//   H110                     Mary Tan (account manager), Sam Reed (sub-account)
	//   H120                     Bea Lowe (regular)
	//   K200                     no: account "K200" is not below the session's own: choose one that is
	//   log in as tom            no: user "tom" is not activated: activate the login
	//   log in as mary           yes
	//   log in as bea            yes
	//
	// 3. Prices of ten, in GBP: her own, Mary's (from the head office), Bea's (own level, and a contract)
	//   York                     account "H110" is priced from "H100"; its own contracts do not count
	//                            user helen, for H100            user mary, for H110             user bea, for H120
	//   sheet                    10.90 level:TRADE               10.90 level:TRADE               9.50 contract:BATH (13.00)
	//   soap                     0.35 level:TRADE                0.35 level:TRADE                0.45 level:RETAIL
	//   towel                    4.80 contract:GROUP (5.20)      4.80 contract:GROUP (5.20)      6.50 level:RETAIL
	//   10 of towel for H110, priced as H100: 4.80 GBP each, from contract:GROUP
	//     contract:GROUP wins with 4.80 GBP
	//     level:TRADE has 5.20 GBP, but another price is lower
	//   10 of sheet for H120: 9.50 GBP each, from contract:BATH
	//     contract:BATH wins with 9.50 GBP
	//     level:RETAIL has 13.00 GBP, but another price is lower
	//
	// 4. The bills of York go to the head office: shown there, changed there
	//   bill to                  Harbour Hotels, 4 Quay Street, Bristol
	//   because                  account "H110" is billed to "H100"
	//   mary changes the address no: account "H100" is not below the session's own: choose one that is
	//
	// 5. Which orders and invoices each of them sees, for the shop's own query
	//   orders of mary           ordering account in H110
	//   invoices of mary         sold-to account or bill-to account in H110
	//   orders of helen          ordering account in H100 H110 H120 H130
	//   invoices of helen        sold-to account or bill-to account in H100 H110 H120 H130
	//
	// 6. What Helen may do as Mary
	//   order for York           yes
	//   persons behind it        helen, mary
	//   authorize it             no: it needs the own hand of "helen": end the acting first
	//   mary, an order of others yes
	//   log in as bea from here  no: acting as user "mary" already: end that first
	//   see bath's orders        no: account "H120" is not below the session's own: choose one that is
	//
	// 7. Meanwhile the seller's Wanda takes York out of the group
	//   edit the parent          yes
	//   recorded                 account changed by wanda: parent "", was "H100"
	//   helen orders as mary     no: acting has ended, for it could not begin now: account "H110" is not below the session's own: choose one that is
	//   prices                   none: acting has ended, for it could not begin now: account "H110" is not below the session's own: choose one that is
	//                            user mary, for H110
	//   sheet                    no price: hidden
	//   soap                     no price: hidden
	//   towel                    no price: hidden
	//
	// 8. Paula buys for three kitchens; her basket has lines when she logs in
	//   order                    no: no account is chosen: represent one first
	//   K200                     Kettle Kitchens Leeds (active, main account)
	//   K210                     Kettle Kitchens Ripon (active)
	//   K220                     Kettle Kitchens Hull (blocked)
	//
	// 9. She chooses the blocked one: to look at its history, not at prices
	//   represent K220           yes
	//   K220                     Kettle Kitchens Hull (blocked, selected)
	//   K200                     Kettle Kitchens Leeds (active, main account)
	//   K210                     Kettle Kitchens Ripon (active)
	//   prices                   none: account "K220" is blocked: unblock it
	//                            user paula, for K220
	//   sheet                    no price: blocked
	//   soap                     no price: blocked
	//   towel                    no price: blocked
	//   order                    no: account "K220" is blocked: unblock it
	//   see its orders           yes
	//
	// 10. And changes to another, with that one's prices
	//   represent K210           yes
	//                            user paula, for K210
	//   sheet                    10.90 level:TRADE
	//   soap                     0.35 level:TRADE
	//   towel                    5.20 level:TRADE
	//   order                    yes
	//   represent H110           no: the user is not linked to account "H110": link the two
	//
	// 11. The seller asks who may, what, and why not
	//   may order for H110       mary
	//   may order for H120       bea
	//   may order for K200       paula
	//   may order for K220       nobody
	//   mary may                 see prices, see stock, order, quote, convert quote,
	//                            pay invoice, return, view orders, view invoices,
	//                            manage child account, manage sub-accounts, manage budgets,
	//                            view authorizations, authorize, reverse authorization,
	//                            name substitute, view contracts
	//   sam: order               user: the user's option "may order" is off: turn it on
	//   sam: view orders         target: account "H120" is not below the session's own: choose one that is
	//   mary: impersonate        groups: no group of the account or the user grants "impersonate": put one of them in a group that does
	//                            target: account "H120" is not below the session's own: choose one that is
	//   helen as mary: order     acting: acting has ended, for it could not begin now: account "H110" is not below the session's own: choose one that is
	//   10 of soap for H110, priced as H100: 0.35 GBP each, from level:TRADE
	//     level:TRADE wins with 0.35 GBP
	//     contract:YORK does not count: the account is priced from another
}
