package account

// PaymentTerms says how an account may pay (ACC-11). The zero PaymentTerms permits nothing.
type PaymentTerms struct {
	Online    bool
	OnAccount bool
}

// String says the terms for people.
func (p PaymentTerms) String() string {
	switch {
	case p.Online && p.OnAccount:
		return "online or on account"
	case p.Online:
		return "online"
	case p.OnAccount:
		return "on account"
	}
	return "none"
}
