module github.com/tradeterms/tradeterms/examples

go 1.25.0

require github.com/tradeterms/tradeterms v0.0.0-00010101000000-000000000000

require github.com/shopspring/decimal v1.6.0 // indirect

replace github.com/tradeterms/tradeterms => ../
