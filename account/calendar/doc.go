// Package calendar has civil dates and the half-open windows of instants that they become.
//
// A [Date] is a day as people write it, [Days] is a range of them with both ends included, and a [Window] is what such a
// range means in one time zone: from the first instant of the first day to the first instant after the last.
// A [Clock] is a time of day; [Date.At] says when a zone's clocks first show it.
// The package reads no clock and knows no weeks, holidays or fiscal years: every instant is an argument.
// Nor does it trust midnight, which some zones skip and others pass twice: [Date.FirstInstant] asks the zone itself.
// A zone comes from [ParseZone], or is checked by [CheckZone], so that no answer depends on the machine's own setting.
// Begin with [ParseDate] or [NewDate], put the dates into a Days and call [Days.Window].
package calendar
