package account

import (
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// String says the defect for people, and what to do about it.
func (d Defect) String() string {
	if place := d.place(); place != "" {
		return place + ": " + d.remedy()
	}
	return d.remedy()
}

func (d Defect) place() string {
	switch {
	case d.Address != "":
		return "account " + defect.Quote(d.Account) + ", address " + defect.Quote(d.Address)
	case d.Group != "":
		return "group " + defect.Quote(d.Group)
	case d.Category != "":
		return "category " + defect.Quote(d.Category)
	case d.Account != "":
		return "account " + defect.Quote(d.Account)
	case d.User != "":
		return "user " + defect.Quote(d.User)
	case d.PermissionRole != "":
		return "permission role " + defect.Quote(d.PermissionRole)
	case d.WorkerGroup != "":
		return "worker group " + defect.Quote(d.WorkerGroup)
	case d.Action != "":
		return "action " + defect.Quote(d.Action)
	}
	if d.Field == "feature" {
		return "the application"
	}
	return ""
}

func (d Defect) remedy() string {
	if s, ok := fixedRemedies[d.Code]; ok {
		return s
	}
	if s, ok := userRemedies[d.Code]; ok {
		return strings.NewReplacer("{field}", d.Field, "{value}", defect.Quote(d.Value)).Replace(s)
	}
	value := defect.Quote(d.Value)
	switch d.Code {
	case DefectBadID:
		return d.Field + " " + value + " " + defect.OfID(d.Value)
	case DefectDuplicate:
		return d.Field + " " + value + " is given twice with different content: keep one"
	case DefectUnknownParent, DefectUnknownBillTo, DefectUnknownPricingFrom:
		return d.Field + " names account " + value + ", which does not exist: add it or name another"
	case DefectUnknownGroup, DefectUnknownCategory, DefectUnknownPermissionRole, DefectUnknownWorkerGroup:
		return d.Field + " " + value + " does not exist: add it or leave it out"
	case DefectUnknownAccount:
		if d.User != "" {
			return "account " + value + " does not exist: add it or leave it out"
		}
		return "does not exist, so it cannot be removed: leave it out"
	case DefectStillLinked:
		return "is still linked to users " + chain(d.Path, ", ") + ": unlink those first, or with it"
	case DefectStillNamed:
		return "is still named by " + chain(d.Path, ", ") + ": change those first, or with it"
	case DefectParentNotNational:
		return "parent " + value + " is no national account: make it one, or choose another parent"
	case DefectParentCycle, DefectBillingCycle, DefectPricingCycle:
		return d.Field + " goes in a circle, " + chain(d.Path, " → ") + ": cut it at one of them"
	case DefectBadStatus, DefectBadCurrency, DefectBadAddressKind, DefectBadUserType, DefectBadRole, DefectBadRelation,
		DefectBadRoleKind, DefectBadUserKind:
		return d.Field + " " + value + " does not exist: choose one that does"
	case DefectTwoDefaults:
		return "has two default " + d.Value + " addresses: keep one"
	}
	return string(d.Code)
}

var fixedRemedies = map[DefectCode]string{
	DefectPutAndRemoved:  "is both put and removed: do one of them",
	DefectTooDeep:        "has 64 accounts above it: at most 63 are possible, hang it higher",
	DefectBillingTooLong: "is billed by way of 64 others: at most 63 are possible, name the last one directly",
	DefectPricingTooLong: "is priced by way of 64 others: at most 63 are possible, name the last one directly",
	DefectMisplacedPoint: "has delivery points but is not for delivery: move them or change its kind",
}

// chain joins ids; of a long one it shows both ends.
func chain(ids []string, with string) string {
	const shown = 12
	var text strings.Builder
	for i, id := range ids {
		if len(ids) > shown && i == shown/2 {
			text.WriteString(with + "…")
		}
		if len(ids) > shown && i >= shown/2 && i < len(ids)-shown/2 {
			continue
		}
		if i > 0 {
			text.WriteString(with)
		}
		text.WriteString(defect.Quote(id))
	}
	return text.String()
}
