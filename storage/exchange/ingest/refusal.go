package ingest

import (
	"errors"
	"strconv"
	"strings"
)

// ErrRefused is the class of every *[Refusal].
var ErrRefused = errors.New("import refused")

// MaxConflicts is how many conflicts a [Refusal] spells out.
const MaxConflicts = 100

// ConflictCode says why a fact of a file does not go with what the store has: a closed set.
type ConflictCode string

const (
	// LocalContract: a mirrored contract would overwrite a local one (CON-9).
	LocalContract ConflictCode = "local contract"
	// MirroredContract: a local contract would overwrite a mirrored one (CON-9).
	MirroredContract ConflictCode = "mirrored contract"
	// ChangedContract: the store has the local contract with other content. It changes by commands only.
	ChangedContract ConflictCode = "changed contract"
	// NewContract: the store does not have the local contract, and [Options.AddLocal] is off.
	NewContract ConflictCode = "new contract"
	// ChangedBudget: the store has the budget with other content. It changes by revision only (BUD-7).
	ChangedBudget ConflictCode = "changed budget"
	// NoPriceData: the store has no price data, in which contracts count.
	NoPriceData ConflictCode = "no price data"
	// NotKept: the store does not keep facts of this kind.
	NotKept ConflictCode = "not kept"
)

var conflictReasons = map[ConflictCode]string{
	LocalContract: "is local in the store and mirrored in the file, and a mirror never overwrites it: give the mirror another code, " +
		"or delete the local one",
	MirroredContract: "is mirrored in the store and local in the file: give the local one another code, or leave it out",
	ChangedContract:  "is local, and not as the store has it: change it there by commands, or leave it out",
	NewContract: "is local, and the store does not have it: make it there by commands, leave it out, or let the import add local " +
		"contracts",
	ChangedBudget: "is not as the store has it, and orders may have reserved from it: revise it there, or leave it out",
	NoPriceData:   "would count in no prices, for the store has none: import prices first, or together",
	NotKept:       "is of a kind that this store does not keep: leave it out, or take another store",
}

// Conflict is one fact of a file that does not go with what the store has.
type Conflict struct {
	Code ConflictCode
	// Kind says what it is: "contract" or "budget"; ID is its code or id, "" for all of the kind.
	Kind, ID string
}

// String says the conflict for people, and what to do.
func (c Conflict) String() string {
	text := c.Kind
	if c.ID != "" {
		text += " " + strconv.Quote(c.ID)
	}
	return text + " " + conflictReasons[c.Code]
}

// Refusal is everything for which a batch is not taken into a store. It matches [ErrRefused], and what Data matches. No
// amount is in it.
type Refusal struct {
	// Conflicts are by kind and id, at most [MaxConflicts] of them; More is how many there are beyond those.
	Conflicts []Conflict
	More      int
	// Data is what does not go together, where the facts of the batch are put among those of the store: an
	// *account.DataError, *contract.DataError, *budget.DataError, *pricing.DataError, or several of them joined. It is nil
	// for nothing.
	Data error
}

func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString(ErrRefused.Error())
	for _, c := range r.Conflicts {
		b.WriteString("\n\t" + c.String())
	}
	if r.More > 0 {
		b.WriteString("\n\tand " + strconv.Itoa(r.More) + " more")
	}
	if r.Data != nil {
		b.WriteString("\n\t" + strings.ReplaceAll(r.Data.Error(), "\n", "\n\t"))
	}
	return b.String()
}

// Unwrap returns [ErrRefused] and Data.
func (r *Refusal) Unwrap() []error {
	if r.Data == nil {
		return []error{ErrRefused}
	}
	return []error{ErrRefused, r.Data}
}

func (r *Refusal) add(code ConflictCode, kind, id string) {
	if len(r.Conflicts) < MaxConflicts {
		r.Conflicts = append(r.Conflicts, Conflict{code, kind, id})
	} else {
		r.More++
	}
}

func (r *Refusal) data(err error) { r.Data = errors.Join(r.Data, err) }

func (r *Refusal) err() error {
	if len(r.Conflicts) == 0 && r.Data == nil {
		return nil
	}
	return r
}
