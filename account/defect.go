package account

import (
	"cmp"
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of every *DataError.
var ErrData = errors.New("account data refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	// DefectBadID: an identifier that CheckID refuses, in Field.
	DefectBadID DefectCode = "bad id"
	// DefectDuplicate: one id, in Field, with two contents. The same content twice is no defect.
	DefectDuplicate DefectCode = "duplicate"
	// DefectPutAndRemoved: one change both puts and removes it.
	DefectPutAndRemoved DefectCode = "put and removed"
	// DefectUnknownAccount: an account that is to be removed does not exist.
	DefectUnknownAccount DefectCode = "unknown account"
	// DefectUnknownParent: Value, the parent, does not exist.
	DefectUnknownParent DefectCode = "unknown parent"
	// DefectUnknownBillTo: Value, the account billed, does not exist.
	DefectUnknownBillTo DefectCode = "unknown bill to"
	// DefectUnknownPricingFrom: Value, the account priced from, does not exist.
	DefectUnknownPricingFrom DefectCode = "unknown pricing from"
	// DefectUnknownGroup: a group that is named, or is to be removed, does not exist.
	DefectUnknownGroup DefectCode = "unknown group"
	// DefectUnknownCategory: a category that is named, or is to be removed, does not exist.
	DefectUnknownCategory DefectCode = "unknown category"
	// DefectStillNamed: what is to be removed is still named by others; Path has some of them.
	DefectStillNamed DefectCode = "still named"
	// DefectParentNotNational: Value, the parent, is no national account (ACC-2).
	DefectParentNotNational DefectCode = "parent not national"
	// DefectParentCycle: an account is above itself; Path spells the cycle out, from its smallest id back to it.
	DefectParentCycle DefectCode = "parent cycle"
	// DefectBillingCycle: bills go round; Path as with DefectParentCycle.
	DefectBillingCycle DefectCode = "billing cycle"
	// DefectPricingCycle: prices go round; Path as with DefectParentCycle.
	DefectPricingCycle DefectCode = "pricing cycle"
	// DefectTooDeep: the account is the first one on its line below the level MaxDepth.
	DefectTooDeep DefectCode = "too deep"
	// DefectBillingTooLong: the chain of bills from the account on has more than MaxDepth accounts.
	DefectBillingTooLong DefectCode = "billing too long"
	// DefectPricingTooLong: the chain of prices from the account on has more than MaxDepth accounts.
	DefectPricingTooLong DefectCode = "pricing too long"
	// DefectStillLinked: users are still linked to an account that is to be removed; Path has some of them.
	DefectStillLinked DefectCode = "still linked"
	// DefectRevision: the revision, Value, is not above the present one: somebody else changed the data since.
	DefectRevision DefectCode = "revision"
	// DefectBadStatus: a status that does not exist.
	DefectBadStatus DefectCode = "bad status"
	// DefectBadCurrency: a currency that does not exist.
	DefectBadCurrency DefectCode = "bad currency"
	// DefectBadAddressKind: an address that is neither for delivery nor for invoices.
	DefectBadAddressKind DefectCode = "bad address kind"
	// DefectTwoDefaults: two default addresses of one kind; Value is the kind.
	DefectTwoDefaults DefectCode = "two defaults"
	// DefectMisplacedPoint: delivery points under an address that is not for delivery.
	DefectMisplacedPoint DefectCode = "misplaced delivery point"
)

// Defects of users (ACC-4, ACC-5, ACC-7).
const (
	// DefectUnknownUser: a user who is to be removed does not exist.
	DefectUnknownUser DefectCode = "unknown user"
	// DefectBadUserType: a type that does not exist, or none.
	DefectBadUserType DefectCode = "bad user type"
	DefectBadRole     DefectCode = "bad role"
	DefectBadRelation DefectCode = "bad relation"
	// DefectNoRole: a user of type customer without a role.
	DefectNoRole DefectCode = "no role"
	// DefectMisplacedRole: a role of a user who is no customer.
	DefectMisplacedRole DefectCode = "misplaced role"
	// DefectMisplacedRelation: one to multi for one who is neither regular nor account manager.
	DefectMisplacedRelation DefectCode = "misplaced relation"
	// DefectTooFewAccounts: one to multi with fewer than two accounts; Value is how many there are.
	DefectTooFewAccounts DefectCode = "too few accounts"
	// DefectTooManyAccounts: one to one with more than one account.
	DefectTooManyAccounts DefectCode = "too many accounts"
	// DefectNoAccount: a customer or contact without an account.
	DefectNoAccount DefectCode = "no account"
	// DefectMisplacedAccount: an account of a user who belongs to the seller.
	DefectMisplacedAccount DefectCode = "misplaced account"
	// DefectMisplacedOption: an option, in Field, that means nothing for users of the kind Value.
	DefectMisplacedOption DefectCode = "misplaced option"
	// DefectNoRepresentativeID: a sales representative without an id.
	DefectNoRepresentativeID DefectCode = "no representative id"
	// DefectNoLimit: a limited budget without limits.
	DefectNoLimit DefectCode = "no limit"
	// DefectBadLimit: a limit without an amount, or below zero.
	DefectBadLimit DefectCode = "bad limit"
	// DefectNoAuthorizer: a limit, Value, that nobody could authorize an order above.
	DefectNoAuthorizer DefectCode = "no authorizer"
	// DefectUnknownAuthorizer: the authorizer, Value, of the limit in Field does not exist.
	DefectUnknownAuthorizer DefectCode = "unknown authorizer"
	// DefectAuthorizerMayNot: he is neither account manager nor a sub-account that may authorize.
	DefectAuthorizerMayNot DefectCode = "authorizer may not authorize"
	// DefectAuthorizerElsewhere: he is not linked to the account.
	DefectAuthorizerElsewhere DefectCode = "authorizer of another account"
	DefectAuthorizerInactive  DefectCode = "authorizer not activated"
	// DefectAuthorizerBlind: he may not see prices.
	DefectAuthorizerBlind DefectCode = "authorizer may not see prices"
)

// Defects of roles, worker groups and actions.
const (
	DefectUnknownPermissionRole DefectCode = "unknown permission role"
	DefectUnknownWorkerGroup    DefectCode = "unknown worker group"
	DefectBadRoleKind           DefectCode = "bad role kind"
	// DefectUnknownPermission: a permission that no action needs and the application does not declare.
	DefectUnknownPermission DefectCode = "unknown permission"
	// DefectMisplacedPermission: a facility role names a permission of administrators.
	DefectMisplacedPermission DefectCode = "misplaced permission"
	// DefectMisplacedPermissionRole: a user who is no worker has an administration role.
	DefectMisplacedPermissionRole DefectCode = "misplaced permission role"
	// DefectReservedAction: a host's action has the name of one of this package's.
	DefectReservedAction DefectCode = "reserved action"
	DefectBadUserKind    DefectCode = "bad user kind"
	// DefectTooManyRights: more than MaxRights actions, permissions, or features that actions need.
	DefectTooManyRights DefectCode = "too many rights"
)

// Defect is one thing that is wrong with the facts, and where.
type Defect struct {
	Code DefectCode
	// Account, Group, Category, User, PermissionRole, WorkerGroup or Action is the fact at fault; where none is set it is the
	// application, or a fact without an id. Texts are cut after MaxID+1 bytes.
	Account        string
	Group          string
	Category       string
	User           string
	PermissionRole string
	WorkerGroup    string
	Action         string
	// Address is the account's address at fault, if it is one.
	Address string
	// Field says in words which part of the fact, Value what stands there.
	Field string
	Value string
	// Path is a cycle, its first account repeated at the end, or those who still name what is to be removed.
	Path []string
}

func (d Defect) as(code DefectCode, field, value string) Defect {
	d.Code, d.Field, d.Value = code, field, defect.Cut(value)
	return d
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(
		cmp.Compare(d.Account, e.Account), cmp.Compare(d.Group, e.Group), cmp.Compare(d.Category, e.Category),
		cmp.Compare(d.User, e.User), cmp.Compare(d.PermissionRole, e.PermissionRole),
		cmp.Compare(d.WorkerGroup, e.WorkerGroup), cmp.Compare(d.Action, e.Action),
		cmp.Compare(d.Address, e.Address), cmp.Compare(d.Code, e.Code), cmp.Compare(d.Field, e.Field),
		cmp.Compare(d.Value, e.Value), slices.Compare(d.Path, e.Path))
}

// DataError is everything that is wrong with the facts of a graph. errors.Is finds ErrData in it.
type DataError struct {
	// Defects are sorted by place, at most MaxDefects of them.
	Defects []Defect
	// More is how many others there are.
	More int
}

func newDataError(defects []Defect) *DataError {
	kept, more := defect.Keep(defects, Defect.compare)
	return &DataError{Defects: kept, More: more}
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }
