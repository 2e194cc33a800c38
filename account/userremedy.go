package account

// userRemedies say what to do about defects of users and rights; {field} and {value} stand for those of the defect.
var userRemedies = map[DefectCode]string{
	DefectUnknownUser:       "does not exist, so cannot be removed: leave the user out",
	DefectRevision:          "revision {value} is not above the present one: somebody changed the data since; prepare the change anew",
	DefectNoRole:            "a customer has a role: make the user regular, account manager or sub-account",
	DefectMisplacedRole:     "role {value} is for customers: take it away, or make the user one",
	DefectMisplacedRelation: "one to multi is for regular users and account managers, and this is a {value}: change the role or the relation",
	DefectTooFewAccounts:    "one to multi needs at least two accounts and has {value}: add what is missing",
	DefectTooManyAccounts:   "one to one has one account, and {value} is a second: leave it out, or make the relation one to multi",
	DefectNoAccount:         "has no account: link one",
	DefectMisplacedAccount:  "belongs to the seller and has account {value}: leave it out",
	DefectMisplacedOption:   "{field} means nothing for a user of the kind {value}: leave it out",

	DefectNoRepresentativeID:  "is a sales representative without an id: give one",
	DefectNoLimit:             "has a limited budget and no limit: add one",
	DefectBadLimit:            "{field} {value} is no amount of 0 or more: correct it",
	DefectNoAuthorizer:        "{field} {value} has no authorizer: name one",
	DefectUnknownAuthorizer:   "{field} names authorizer {value}, who does not exist: name another",
	DefectAuthorizerMayNot:    "{field} names authorizer {value}, who may not authorize orders: let him, or name another first",
	DefectAuthorizerElsewhere: "{field} names authorizer {value}, who is not linked to the account: link him, or name another first",
	DefectAuthorizerInactive:  "{field} names authorizer {value}, who is not activated: activate him, or name another first",
	DefectAuthorizerBlind:     "{field} names authorizer {value}, who may not see prices: let him, or name another first",

	DefectUnknownPermission:       "permission {value} does not exist: declare it in the application or leave it out",
	DefectMisplacedPermission:     "permission {value} is for administration roles: leave it out, or change the role's kind",
	DefectMisplacedPermissionRole: "permission role {value} is for workers: take it away",
	DefectReservedAction:          "{value} is an action already: choose another name",
	DefectTooManyRights:           "declares more than there is room for, 64 actions, permissions and features each in all: use fewer",
}
