package record

import (
	"errors"
	"reflect"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Fact is what can be written as a document.
type Fact interface {
	approval.Request | approval.Substitutes | storage.Order |
		account.Application | account.Group | account.Category | account.Account | account.PermissionRole |
		account.WorkerGroup | account.User |
		budget.Budget | budget.Rate | budget.Entry |
		pricing.List | pricing.Data |
		contract.Contract | storage.ContractEvent | storage.ContractStage | Price
}

// ErrRecord is the class of every *[Error].
var ErrRecord = errors.New("not a record")

// Error says which part of a fact cannot be written or read, and why. It matches ErrRecord.
type Error struct {
	// Fact is its Go type, Field the path to the part in it, "" for the whole.
	Fact, Field string
	// Fault says what is wrong; no amount is in it.
	Fault string
}

func (e *Error) Error() string {
	if e.Field == "" {
		return "record of " + e.Fact + ": " + e.Fault
	}
	return "record of " + e.Fact + ": " + e.Field + ": " + e.Fault
}

// Unwrap returns ErrRecord.
func (e *Error) Unwrap() error { return ErrRecord }

// Marshal writes a fact. The error is an *[Error]: something in it would not come back.
func Marshal[F Fact](fact F) ([]byte, error) {
	v := reflect.ValueOf(&fact).Elem()
	document, fault := codecs.of(v.Type()).write(make([]byte, 0, 256), v)
	if fault != nil {
		return nil, fault.of(v.Type())
	}
	return document, nil
}

// Unmarshal reads what [Marshal] writes, the fields in any order and with spaces between. The error is an *[Error], the fact
// is zero then.
func Unmarshal[F Fact](document []byte) (F, error) {
	var fact F
	v := reflect.ValueOf(&fact).Elem()
	in := &scanner{text: document}
	fault := codecs.of(v.Type()).read(in, v)
	if fault == nil {
		fault = in.end()
	}
	if fault != nil {
		var none F
		return none, fault.of(v.Type())
	}
	return fact, nil
}

// fault is what is wrong, on its way up from where it was found.
type fault struct {
	field, what string
}

func (f *fault) of(t reflect.Type) *Error {
	return &Error{Fact: t.String(), Field: f.field, Fault: f.what}
}

// in adds the name of the field in which it was found.
func (f *fault) in(field string) *fault {
	switch {
	case f == nil:
		return nil
	case f.field == "":
		f.field = field
	default:
		f.field = field + "." + f.field
	}
	return f
}
