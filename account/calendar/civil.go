package calendar

import "time"

// The proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March, so that the leap day comes last.
const (
	daysPerEra     = 146097
	daysPerCentury = 36524
	daysPer4Years  = 1461
	// marchFirst is the number of days from 0000-03-01 to day number 0, 0000-12-31.
	marchFirst = 305
)

func dayNumber(y int, m time.Month, d int) int32 {
	month := (int(m) + 9) % 12 // March is 0
	if m < time.March {
		y--
	}
	era, yearOfEra := y/400, y%400
	dayOfYear := (153*month+2)/5 + d - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return int32(era*daysPerEra + dayOfEra - marchFirst)
}

func (d Date) civil() (int, time.Month, int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	days := int(d.n) + marchFirst
	era, dayOfEra := days/daysPerEra, days%daysPerEra
	yearOfEra := (dayOfEra - dayOfEra/(daysPer4Years-1) + dayOfEra/daysPerCentury - dayOfEra/(daysPerEra-1)) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month := (5*dayOfYear + 2) / 153
	day := dayOfYear - (153*month+2)/5 + 1
	y := era*400 + yearOfEra
	if month >= 10 {
		return y + 1, time.Month(month - 9), day
	}
	return y, time.Month(month + 3), day
}

func daysIn(y int, m time.Month) int {
	switch m {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
