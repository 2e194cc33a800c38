package main

func Example() {
	main()
	// Output:
	// ORDER CONFIRMATION R-1001
	// Hansa Büro GmbH, Am Wall 3, 28195 Bremen, DE
	// Prices of 23 November 2026, revision 41. Payment: on account.
	// ┌───┬──────────────┬──────────┬────────┬────────┬──────────┬────────┬────────────────────────┐
	// │   │ product      │ quantity │ price  │ amount │ discount │ tax    │ can come               │
	// ├───┼──────────────┼──────────┼────────┼────────┼──────────┼────────┼────────────────────────┤
	// │ 1 │ desk         │        2 │ 329.00 │ 658.00 │    32.51 │ S 19 % │ 2026-11-26 08:00–12:00 │
	// │ 2 │ manual       │        3 │  18.90 │  56.70 │     2.80 │  S 7 % │ 2026-11-23 12:00–17:00 │
	// │ 3 │ screws       │    2 box │   8.95 │  17.90 │     0.88 │ S 19 % │ 2026-11-23 12:00–17:00 │
	// │ 4 │ installation │      1.5 │  65.00 │  97.50 │     4.82 │ S 19 % │ 2026-11-23 12:00–17:00 │
	// └───┴──────────────┴──────────┴────────┴────────┴──────────┴────────┴────────────────────────┘
	// ┌─────────────────┬────────┬────────┬────────┐
	// │                 │ of     │ rate   │ EUR    │
	// ├─────────────────┼────────┼────────┼────────┤
	// │ Goods           │        │        │ 830.10 │
	// │ Volume discount │ 830.10 │    2 % │ -16.60 │
	// │ Dealer's bonus  │ 813.50 │    3 % │ -24.41 │
	// │ Freight         │        │  S 7 % │   2.66 │
	// │ Freight         │        │ S 19 % │  36.34 │
	// │ Without tax     │        │        │ 828.09 │
	// │ Tax             │  56.56 │  S 7 % │   3.96 │
	// │ Tax             │ 771.53 │ S 19 % │ 146.59 │
	// │ To pay          │        │        │ 978.64 │
	// └─────────────────┴────────┴────────┴────────┘
	// Delivery: 2026-11-26 08:00–12:00, all together (line 1 comes last).
	// Not earlier by the schedule "weekdays", since
	//   from 2026-11-23 to 2026-11-25: the goods are being prepared
	// Where each amount comes from:
	//   line 1: 658.00 EUR, 2 of desk at 329.00 EUR from promotion:AUTUMN, bears 32.51 EUR of the discount, taxed 19 % by rule "DE"
	//   line 2: 56.70 EUR, 3 of manual at 18.90 EUR from level:TRADE, bears 2.80 EUR of the discount, taxed 7 % by rule "DE books"
	//   line 3: 17.90 EUR, 2 box of screws at 8.95 EUR from level:TRADE, bears 0.88 EUR of the discount, taxed 19 % by rule "DE"
	//   line 4: 97.50 EUR, 1.5 of installation at 65.00 EUR from level:TRADE, bears 4.82 EUR of the discount, taxed 19 % by rule "DE"
	//   goods: 830.10 EUR, the sum of the lines
	//   discount "Volume discount": -16.60 EUR, condition "volume", 2 % of 830.10 EUR
	//   discount "Dealer's bonus": -24.41 EUR, condition "dealers", 3 % of 813.50 EUR
	//   delivery "Freight": 2.66 EUR, condition "freight DE", taxed 7 % as the goods are
	//   delivery "Freight": 36.34 EUR, condition "freight DE", taxed 19 % as the goods are
	//   tax S 7 %: 3.96 EUR, of 56.56 EUR (goods 56.70 EUR, discount -2.80 EUR, delivery 2.66 EUR), taxed, by rule "DE books"
	//   tax S 19 %: 146.59 EUR, of 771.53 EUR (goods 773.40 EUR, discount -38.21 EUR, delivery 36.34 EUR), taxed, by rule "DE"
	//   without tax: 828.09 EUR, goods, discounts (41.01 EUR) and delivery (39.00 EUR)
	//   with tax: 978.64 EUR, without tax, and the taxes (150.55 EUR)
	//   to pay: 978.64 EUR, all of it
	//
	// ORDER CONFIRMATION R-1002
	// Ringstraße Möbel GmbH, Ring 7, 1010 Wien, AT
	// Prices of 23 November 2026, revision 41. Payment: on account.
	// ┌───┬──────────────┬──────────┬────────┬────────┬──────────┬────────┬─────────────────────┐
	// │   │ product      │ quantity │ price  │ amount │ discount │ tax    │ can come            │
	// ├───┼──────────────┼──────────┼────────┼────────┼──────────┼────────┼─────────────────────┤
	// │ 1 │ desk         │        2 │ 329.00 │ 658.00 │    32.51 │  K 0 % │ 2026-12-01 any time │
	// │ 2 │ manual       │        3 │  18.90 │  56.70 │     2.80 │  K 0 % │ 2026-11-24 any time │
	// │ 3 │ screws       │    2 box │   8.95 │  17.90 │     0.88 │  K 0 % │ 2026-11-24 any time │
	// │ 4 │ installation │      1.5 │  65.00 │  97.50 │     4.82 │ AE 0 % │ 2026-11-24 any time │
	// └───┴──────────────┴──────────┴────────┴────────┴──────────┴────────┴─────────────────────┘
	// ┌─────────────────────────────┬────────┬────────┬────────┐
	// │                             │ of     │ rate   │ EUR    │
	// ├─────────────────────────────┼────────┼────────┼────────┤
	// │ Goods                       │        │        │ 830.10 │
	// │ Volume discount             │ 830.10 │    2 % │ -16.60 │
	// │ Dealer's bonus              │ 813.50 │    3 % │ -24.41 │
	// │ Freight to Austria          │        │ AE 0 % │   8.10 │
	// │ Freight to Austria          │        │  K 0 % │  60.90 │
	// │ Without tax                 │        │        │ 858.09 │
	// │ Tax, reverse charge         │ 100.78 │ AE 0 % │   0.00 │
	// │ Tax, intra-community supply │ 757.31 │  K 0 % │   0.00 │
	// │ To pay                      │        │        │ 858.09 │
	// └─────────────────────────────┴────────┴────────┴────────┘
	// AE: Reverse charge: the customer owes the tax, Article 196 of Directive 2006/112/EC
	// K: Intra-community supply, Article 138 of Directive 2006/112/EC
	// Delivery: 2026-12-01 any time, all together (line 1 comes last).
	// Not earlier by the schedule "tuesdays", since
	//   from 2026-11-23 to 2026-11-25: the goods are being prepared
	//   from 2026-11-26 to 2026-11-27: nothing is delivered on that day of the week
	//   from 2026-11-28 to 2026-11-29: no working day
	//   2026-11-30: nothing is delivered on that day of the week
	// Where each amount comes from:
	//   line 1: 658.00 EUR, 2 of desk at 329.00 EUR from promotion:AUTUMN, bears 32.51 EUR of the discount, intra-community supply by rule "EU goods"
	//   line 2: 56.70 EUR, 3 of manual at 18.90 EUR from level:TRADE, bears 2.80 EUR of the discount, intra-community supply by rule "EU goods"
	//   line 3: 17.90 EUR, 2 box of screws at 8.95 EUR from level:TRADE, bears 0.88 EUR of the discount, intra-community supply by rule "EU goods"
	//   line 4: 97.50 EUR, 1.5 of installation at 65.00 EUR from level:TRADE, bears 4.82 EUR of the discount, reverse charge by rule "EU services"
	//   goods: 830.10 EUR, the sum of the lines
	//   discount "Volume discount": -16.60 EUR, condition "volume", 2 % of 830.10 EUR
	//   discount "Dealer's bonus": -24.41 EUR, condition "dealers", 3 % of 813.50 EUR
	//   delivery "Freight to Austria": 8.10 EUR, condition "freight AT", reverse charge as the goods are
	//   delivery "Freight to Austria": 60.90 EUR, condition "freight AT", intra-community supply as the goods are
	//   tax AE 0 %: 0.00 EUR, of 100.78 EUR (goods 97.50 EUR, discount -4.82 EUR, delivery 8.10 EUR), Reverse charge: the customer owes the tax, Article 196 of Directive 2006/112/EC, by rule "EU services"
	//   tax K 0 %: 0.00 EUR, of 757.31 EUR (goods 732.60 EUR, discount -36.19 EUR, delivery 60.90 EUR), Intra-community supply, Article 138 of Directive 2006/112/EC, by rule "EU goods"
	//   without tax: 858.09 EUR, goods, discounts (41.01 EUR) and delivery (69.00 EUR)
	//   with tax: 858.09 EUR, without tax, and the taxes (0.00 EUR)
	//   to pay: 858.09 EUR, all of it
	//
	// ORDER CONFIRMATION R-1003
	// Rheinbüro AG, Rheingasse 1, 4058 Basel, CH
	// Prices of 23 November 2026, revision 41. Payment: online.
	// ┌───┬──────────────┬──────────┬────────┬────────┬──────────┬───────┬─────────────────────┐
	// │   │ product      │ quantity │ price  │ amount │ discount │ tax   │ can come            │
	// ├───┼──────────────┼──────────┼────────┼────────┼──────────┼───────┼─────────────────────┤
	// │ 1 │ desk         │        2 │ 329.00 │ 658.00 │    13.16 │ G 0 % │ 2026-11-26 any time │
	// │ 2 │ manual       │        3 │  18.90 │  56.70 │     1.13 │ G 0 % │ 2026-11-26 any time │
	// │ 3 │ screws       │    2 box │   8.95 │  17.90 │     0.36 │ G 0 % │ 2026-11-26 any time │
	// │ 4 │ installation │      1.5 │  65.00 │  97.50 │     1.95 │ G 0 % │ 2026-11-26 any time │
	// └───┴──────────────┴──────────┴────────┴────────┴──────────┴───────┴─────────────────────┘
	// ┌──────────────────────────────────┬────────┬───────┬────────┐
	// │                                  │ of     │ rate  │ EUR    │
	// ├──────────────────────────────────┼────────┼───────┼────────┤
	// │ Goods                            │        │       │ 830.10 │
	// │ Volume discount                  │ 830.10 │   2 % │ -16.60 │
	// │ Freight and customs, Switzerland │        │ G 0 % │ 129.00 │
	// │ Without tax                      │        │       │ 942.50 │
	// │ Tax, export                      │ 942.50 │ G 0 % │   0.00 │
	// │ To pay                           │        │       │ 942.50 │
	// └──────────────────────────────────┴────────┴───────┴────────┘
	// G: Export, Article 146 of Directive 2006/112/EC
	// Delivery: 2026-11-26 any time, all together (line 1 comes last).
	// Not earlier by the schedule "thursdays", since
	//   from 2026-11-23 to 2026-11-25: the goods are being prepared
	// Where each amount comes from:
	//   line 1: 658.00 EUR, 2 of desk at 329.00 EUR from promotion:AUTUMN, bears 13.16 EUR of the discount, export by rule "CH"
	//   line 2: 56.70 EUR, 3 of manual at 18.90 EUR from level:TRADE, bears 1.13 EUR of the discount, export by rule "CH"
	//   line 3: 17.90 EUR, 2 box of screws at 8.95 EUR from level:TRADE, bears 0.36 EUR of the discount, export by rule "CH"
	//   line 4: 97.50 EUR, 1.5 of installation at 65.00 EUR from level:TRADE, bears 1.95 EUR of the discount, export by rule "CH"
	//   goods: 830.10 EUR, the sum of the lines
	//   discount "Volume discount": -16.60 EUR, condition "volume", 2 % of 830.10 EUR
	//   delivery "Freight and customs, Switzerland": 129.00 EUR, condition "freight CH", export as the goods are
	//   tax G 0 %: 0.00 EUR, of 942.50 EUR (goods 830.10 EUR, discount -16.60 EUR, delivery 129.00 EUR), Export, Article 146 of Directive 2006/112/EC, by rule "CH"
	//   without tax: 942.50 EUR, goods, discounts (16.60 EUR) and delivery (129.00 EUR)
	//   with tax: 942.50 EUR, without tax, and the taxes (0.00 EUR)
	//   to pay: 942.50 EUR, all of it
	//
	// Order R-1004 of oslo is refused:
	//   line 1: no tax rule holds: add one for this customer, country and class
}
