package account

import (
	"errors"
	"strconv"
)

// PermissionRole allows and denies permissions to the users that have it. Roles add up, in no order: a permission is
// held if any role allows it and none denies it. The zero PermissionRole says nothing.
type PermissionRole struct {
	ID    string
	Name  string
	Kind  RoleKind
	Allow []Permission
	Deny  []Permission
}

// RoleKind says whose roles they are. The zero RoleKind is Facility.
type RoleKind uint8

const (
	// Facility roles are about the shop; all users may have them.
	Facility RoleKind = iota
	// Administration roles are about the seller's back office; workers may have them.
	Administration
)

// ErrRoleKind is the class of every text that is no kind of permission role.
var ErrRoleKind = errors.New("not a kind of permission role: write facility or administration")

// String returns "facility" or "administration", and the number of a kind that does not exist.
func (k RoleKind) String() string {
	switch k {
	case Facility:
		return "facility"
	case Administration:
		return "administration"
	}
	return "role kind " + strconv.Itoa(int(k))
}

// MarshalText returns "facility" or "administration", ErrRoleKind for another number.
func (k RoleKind) MarshalText() ([]byte, error) {
	if k > Administration {
		return nil, ErrRoleKind
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrRoleKind and leaves k as it was.
func (k *RoleKind) UnmarshalText(text []byte) error {
	switch string(text) {
	case "facility":
		*k = Facility
	case "administration":
		*k = Administration
	default:
		return ErrRoleKind
	}
	return nil
}

func (r PermissionRole) normal() PermissionRole {
	r.Allow = set(r.Allow)
	r.Deny = set(r.Deny)
	return r
}
