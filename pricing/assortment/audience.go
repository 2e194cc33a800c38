package assortment

// Audience says which customers a catalogue or a role is for. It has an explicit
// kind, so that an audience that lost its last member is nobody's, not
// everyone's. The zero Audience is nobody's.
type Audience struct {
	Kind AudienceKind
	// The members of an audience of kind Members, by id: accounts, all accounts
	// and users of a group, all accounts of a category.
	Accounts   []string
	Groups     []string
	Categories []string
}

// AudienceKind is the kind of an audience.
type AudienceKind uint8

const (
	// Nobody: no customer.
	Nobody AudienceKind = iota
	// Members: the accounts, groups and categories that the audience names.
	Members
	// Everyone: every customer, visitors without an account too.
	Everyone
)

// The kinds of hearers, with which their keys begin.
const (
	everyoneKey = 'e'
	accountKey  = 'a'
	groupKey    = 'g'
	categoryKey = 'c'
)

// hearers returns the keys of those who hear of a fact with this audience.
func (a *Audience) hearers() []string {
	switch a.Kind {
	case Everyone:
		return []string{string(everyoneKey)}
	case Members:
		var keys []string
		for _, some := range a.members() {
			for _, id := range some.ids {
				keys = append(keys, string(some.key)+id)
			}
		}
		return sorted(keys)
	}
	return nil
}

// membership is the members of one kind.
type membership struct {
	key   byte
	field string
	ids   []string
}

func (a *Audience) members() [3]membership {
	return [...]membership{
		{accountKey, "account", a.Accounts}, {groupKey, "group", a.Groups}, {categoryKey, "category", a.Categories},
	}
}
