package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// Rules are what the seller has chosen and what the store does not keep. The zero Rules are usable.
type Rules struct {
	Policy approval.Policy
	// QuotesHold is how long a quote keeps its prices; 0 is for ever.
	QuotesHold time.Duration
	// Assortment hands out the present assortment, by which each line is judged. Without it none is judged, and what has a
	// price may be bought; one that returns nil lets nothing be bought.
	Assortment func() *assortment.Assortment
	// Rates hands out rates for budgets in another currency than the order's, as of an instant. Without it there are none,
	// and such a budget refuses (BUD-8).
	Rates func(at time.Time) []budget.Rate
	// Measure says which total spending limits are held against (APR-1).
	Measure budget.Measure
}
