// Package dense gives codes small numbers and keeps values by number.
//
// A compiled value (a price book, an account graph) turns the host's opaque
// codes into numbers 0, 1, 2, … once, and from then on works with arrays.
// [Names] holds the codes, [Vector] the values. Both are immutable: a change
// makes a new one that shares all that did not change, so readers of the old
// one never wait and never notice.
//
// Numbers are only ever appended. A number that a code has in one Names is the
// number it has in every Names made from it.
//
// The package is for the compiled values of this module; it promises nothing to
// others.
package dense
