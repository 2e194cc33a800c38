package pricing

import (
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Audience says whose list a list is. It has an explicit kind, so that an
// audience that lost its last member is nobody's, not everyone's.
type Audience struct {
	Kind AudienceKind
	// Assigned are the members of an [Assigned] audience, each at most once.
	Assigned []Assignment
}

// AudienceKind is the kind of an audience.
type AudienceKind uint8

const (
	// Named: buyers that name the list among their levels.
	Named AudienceKind = iota
	// Assigned: the accounts and groups that the list names.
	Assigned
	// Everyone: every buyer.
	Everyone
	// Nobody: no buyer; a list to derive others from, such as purchase prices.
	Nobody
)

// Assignment gives a list to an account, or to all accounts of a group.
type Assignment struct {
	// Account or Group, never both.
	Account string
	Group   string
	// Days are the days on which the assignment holds, in the seller's zone.
	Days     calendar.Days
	Inactive bool
}

// hearer is the name under which an audience member is numbered. Groups and
// everyone have a control character, which no id can have.
func (a Assignment) hearer() string {
	if a.Group != "" {
		return groupHearer(a.Group)
	}
	return a.Account
}

func groupHearer(group string) string { return "\x00" + group }

const everyone = "\x00\x00"

// memberOf names the member of a hearer for people.
func memberOf(hearer string) string {
	if group, isGroup := strings.CutPrefix(hearer, "\x00"); isGroup {
		return "group " + group
	}
	return "account " + hearer
}

// reserved reports whether a name is none that an account can have.
func reserved(account string) bool { return account != "" && account[0] == 0 }
