package delivery

// Data is everything that [NewPlan] needs. The order of schedules and of everything in them means nothing.
type Data struct {
	Schedules []Schedule
	// Availability are the products with a schedule of their own.
	Availability []Availability
}

// Availability links a product to the schedule that overrules those of the account (DEL-1), as for goods that are made to
// order.
type Availability struct {
	Product  string
	Schedule string
}
