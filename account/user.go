package account

// User is one login (ACC-4). All references are ids; the empty text is none. The zero User may do nothing.
type User struct {
	ID   string
	Name string
	// Email is where the host writes to; the library sends nothing and compares nothing with it.
	Email string
	Type  UserType
	// Role is for type customer, and such users must have one.
	Role Role
	// Activated users may log in; nobody acts as any other, and what a user had open ends with it (REP-4).
	Activated bool
	// Person is the human behind the login, who may have several; "" is one of the user's own id.
	Person string

	// Accounts are those that the user is linked to, in order; the first is the main account (ACC-5). Staff have none.
	Accounts []string
	Relation Relation
	// Groups are customer groups that the user belongs to, beside those of the account (ACC-12).
	Groups []string
	// ChildHistory is the contact setting "my account and my child accounts" (HIS-1).
	ChildHistory bool

	// Options of customers and contacts (ACC-7).
	MayOrder     bool
	MaySeePrices bool
	MaySeeStock  bool
	// MayAuthorize is an option of sub-accounts; account managers always may, others never.
	MayAuthorize bool
	// LimitedBudget puts Limits in force; both are for sub-accounts.
	LimitedBudget bool
	Limits        []SpendingLimit

	// PermissionRoles allow and deny, whatever the order: what any of them denies is denied.
	PermissionRoles []string
	// WorkerGroups are for workers.
	WorkerGroups []string
	// SalesRepresentative marks a worker as one, RepresentativeID says for which accounts and contracts. Sales agents
	// have the id alone.
	SalesRepresentative bool
	RepresentativeID    string
}

// person returns the human behind the login.
func (u *User) person() string {
	if u.Person == "" {
		return u.ID
	}
	return u.Person
}

// main returns the main account, "" for staff.
func (u *User) main() string {
	if len(u.Accounts) == 0 {
		return ""
	}
	return u.Accounts[0]
}

// represents returns the id under which the user sells to accounts, "" where he is no sales representative.
func (u *User) represents() string {
	if u.Type == TypeSalesAgent || u.Type == TypeWorker && u.SalesRepresentative {
		return u.RepresentativeID
	}
	return ""
}

// normal returns a copy that shares nothing with u and in which equal users are equal values.
func (u User) normal() User {
	u.Accounts = clone(u.Accounts)
	u.Groups = set(u.Groups)
	u.Limits = normalLimits(u.Limits)
	u.PermissionRoles = set(u.PermissionRoles)
	u.WorkerGroups = set(u.WorkerGroups)
	return u
}
