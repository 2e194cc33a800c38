package account_test

import (
	"github.com/tradeterms/tradeterms/account"
)

// user of any kind, linked to accounts that are there.
func (w *permWorld) user(id string) account.User {
	u := account.User{
		ID: id, Name: "Name of " + id, Email: id + "@example.com",
		Activated: w.chance(93), Person: permPick(w, []string{"", "", "ann", "bob"}),
	}
	letter := permPick(w, []string{"R", "R", "R", "M", "M", "M", "M", "S", "S", "S", "C", "C", "A", "W", "W", "W"})
	switch letter {
	case "R", "M", "S":
		u.Type = account.TypeCustomer
		u.Role = map[string]account.Role{
			"R": account.RoleRegular, "M": account.RoleAccountManager, "S": account.RoleSubAccount,
		}[letter]
	case "C":
		u.Type = account.TypeContact
	case "A":
		u.Type = account.TypeSalesAgent
	case "W":
		u.Type = account.TypeWorker
	}
	u.PermissionRoles = w.roles(permRoles)
	if letter == "A" || letter == "W" {
		w.staff(&u)
		return u
	}
	u.MayOrder, u.MaySeePrices, u.MaySeeStock = w.likely(), w.likely(), w.likely()
	u.MayAuthorize = letter == "S" && w.likely() || letter == "M" && w.chance(20)
	u.ChildHistory = w.chance(60)
	if w.chance(60) {
		u.Groups = append(permSome(w, 40, permGroups), account.PowerCustomerGroup)
	}
	w.link(&u, letter)
	return u
}

func (w *permWorld) roles(from []string) []string {
	roles := permSome(w, 25, from[1:])
	if w.likely() {
		roles = append(roles, from[0])
	}
	return roles
}

func (w *permWorld) staff(u *account.User) {
	if u.Type == account.TypeSalesAgent {
		if w.chance(90) {
			u.RepresentativeID = permPick(w, permReps)
		}
		return
	}
	if w.chance(55) {
		u.PermissionRoles = append(u.PermissionRoles, w.roles(permAdmins)...)
	}
	u.WorkerGroups = permSome(w, 35, permWorkers)
	if w.chance(70) {
		u.RepresentativeID = permPick(w, permReps)
		u.SalesRepresentative = w.chance(80)
	}
}

// link gives a user the one account or several; those high up are liked more, for they have accounts below.
func (w *permWorld) link(u *account.User, letter string) {
	ids := make([]string, len(w.data.Accounts))
	for i, a := range w.data.Accounts {
		ids[i] = a.ID
	}
	high := min(w.IntN(len(ids)), w.IntN(len(ids)), w.IntN(len(ids)))
	u.Accounts = []string{permPick(w, []string{ids[high], permPick(w, ids)})}
	for _, other := range w.data.Users {
		if letter == "S" && other.Role == account.RoleAccountManager && w.chance(40) {
			u.Accounts = []string{permPick(w, other.Accounts)}
		}
	}
	if (letter == "R" || letter == "M") && w.chance(55) {
		more := permSome(w, 30, ids)
		if many := u.ToMulti(more...); len(many.Accounts) > 1 {
			*u = many
		}
	}
}

func (w *permWorld) findUser(id string) (account.User, bool) {
	return permRef{reference{w.data}}.user(id)
}

func (w *permWorld) ids() (ids []string) {
	for _, a := range w.data.Accounts {
		ids = append(ids, a.ID)
	}
	return ids
}

// someUser is a user that exists, mostly.
func (w *permWorld) someUser() string {
	if w.chance(3) {
		return "nobody"
	}
	return permPick(w, w.data.Users).ID
}

func (w *permWorld) someAccount() string {
	if w.chance(4) {
		return "nowhere"
	}
	return permPick(w, w.data.Accounts).ID
}
