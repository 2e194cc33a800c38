package contract

import (
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/defect"
)

// Decision is what became of a command, and why. The zero Decision refuses. No amount is in its sentence.
type Decision struct {
	Code Code
	// Edit is the number of the edit that is refused, from 1; 0 where it is none alone.
	Edit int
	// Contract is the code of the contract, Subject the account or product that a refusal is about.
	Contract string
	Subject  string
	// Rights is what the accounts say, for RefusedRights.
	Rights account.Decision
	// Defects are, for RefusedDefects, what would be wrong.
	Defects *DataError
	// Changed is, for RefusedChanged, what is different from when it was staged.
	Changed []Difference
}

// Allowed reports whether it was not refused.
func (d Decision) Allowed() bool { return d.Code == Done }

// String says the decision for people, and for a refusal what would have to change.
func (d Decision) String() string {
	text, ok := sentences[d.Code]
	if !ok {
		return "nothing was asked"
	}
	text = strings.NewReplacer("{contract}", defect.Quote(d.Contract), "{subject}", defect.Quote(d.Subject)).Replace(text)
	switch d.Code {
	case RefusedRights:
		text = d.Rights.String()
	case RefusedDefects:
		text = d.Defects.Error()
	case RefusedChanged:
		for _, c := range d.Changed {
			text += "\n\t" + c.place() + ": " + c.Field
		}
	}
	if d.Edit > 0 {
		return "edit " + strconv.Itoa(d.Edit) + ": " + text
	}
	return text
}

var sentences = map[Code]string{
	Done:                   "done",
	RefusedNoInstant:       "no instant or no time zone is named: say when, and where the seller's days begin",
	RefusedNoActor:         "the import names no principal or no user: say who does it, and as whom",
	RefusedNoEdit:          "nothing is to be changed: name an edit",
	RefusedUnknownEdit:     "the edit is of a kind that does not exist or that only an import has: name another",
	RefusedRights:          "not allowed",
	RefusedUnknownContract: "there is no contract {contract}: create it first, or correct the code",
	RefusedExists:          "there is a contract {contract} already: choose another code",
	RefusedMirrored:        "contract {contract} is mirrored from another system and changes by import only: change it there, and import it again",
	RefusedLocal:           "contract {contract} is local, and an import leaves it alone: give the mirrored one another code",
	RefusedNotMirrored:     "contract {contract} is not marked as mirrored: only such contracts are imported so",
	RefusedAssignedAlready: "account {subject} is on contract {contract} already: change its assignment",
	RefusedNotAssigned:     "account {subject} is not on contract {contract}: add it first",
	RefusedListedAlready:   "product {subject} is on contract {contract} in that unit already: change it",
	RefusedNotListed:       "product {subject} is not on contract {contract} in that unit: add it first",
	RefusedDefects:         "defects",
	RefusedChanged:         "somebody else changed the contracts since this was staged: look at what is different, and rebase",
	RefusedNotApplying:     "no contract {contract} applies now: correct the code",
}
