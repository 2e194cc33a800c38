// Package defect is what the errors for bad data have in common, of whatever package: what is no identifier ([OfID]), what a
// defect keeps and repeats of foreign input ([Cut], [Quote]), and the list of many in one error ([Keep], [Text]).
//
// What the defects are, each package says itself.
//
// The package is for the errors of this module; it promises nothing to others.
package defect
