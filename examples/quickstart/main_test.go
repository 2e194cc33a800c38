package main

func Example() {
	main()
	// Output:
	// account "acme-york" is priced from "acme"; its own contracts do not count
	// 10 of bolt for acme-york, priced as acme: 0.45 GBP each, from contract:DEAL
	//   contract:DEAL wins with 0.45 GBP
	//   level:TRADE has 0.50 GBP (from 1 on), but another price is lower
	// 200 of bolt for acme-york, priced as acme: 0.40 GBP each, from level:TRADE (from 100 on)
	//   level:TRADE wins with 0.40 GBP (from 100 on)
	//   contract:DEAL has 0.45 GBP, which is more than the level price
}
