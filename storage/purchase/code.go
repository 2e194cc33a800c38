package purchase

// Code says what became of a command: the set is closed, the zero Code is a refusal.
type Code string

const (
	// Done: it was done, or had been done before under the same key.
	Done Code = "done"
	// RefusedCommand: the command says not all it must; Subject is the field.
	RefusedCommand Code = "bad command"
	// RefusedKeyReused: the key was used for something else.
	RefusedKeyReused Code = "key reused"
	// RefusedPermission: the session may not; see Permissions.
	RefusedPermission Code = "not permitted"
	// RefusedNoOrder: there is no such order, or none that is the session's concern.
	RefusedNoOrder Code = "no such order"
	// RefusedNoBudget: there is no such budget, or none that the session may see.
	RefusedNoBudget Code = "no such budget"
	// RefusedTaken: the id is that of a quote, or of another account's order.
	RefusedTaken Code = "id taken"
	// RefusedConverted: the quote is an order already, Subject.
	RefusedConverted Code = "already converted"
	// RefusedLines: there are none, or some have no price, are not sold, or the terms refuse; see Unpriced, Unsold and Refusals.
	RefusedLines Code = "lines"
	// RefusedBudget: see Budget.
	RefusedBudget Code = "budget"
	// RefusedApproval: see Approval, and Budget, which may refuse as well.
	RefusedApproval Code = "approval"
	// RefusedState: the order is not in a state in which that is done; see State.
	RefusedState Code = "state"
)
