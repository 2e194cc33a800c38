module github.com/tradeterms/tradeterms/storage/linearizable

go 1.25.0

require (
	github.com/anishathalye/porcupine v1.3.1
	github.com/tradeterms/tradeterms v0.0.0
	go.uber.org/goleak v1.3.0
)

require github.com/shopspring/decimal v1.6.0 // indirect

replace github.com/tradeterms/tradeterms => ../..
