package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/approval"
)

// Substitutes keeps whom users have named to answer in their place (APR-12).
//
// To who implements it: SubstitutesOf returns those of the users given, by user, each once; who never named any has none, and
// that is no error. PutSubstitutes compares and adds one, as [Requests] says of PutRequest.
type Substitutes[T any] interface {
	SubstitutesOf(ctx context.Context, tx T, users ...string) ([]approval.Substitutes, error)
	PutSubstitutes(ctx context.Context, tx T, s approval.Substitutes) error
}
