package delivery

import "time"

// Order is when the lines of an order can come, and when all of it is there. The zero Order refuses.
type Order struct {
	// Promise is that of the line that comes last, the first of several; where a line is refused, that refusal.
	Promise Promise
	// Line is that line, counted from 1; 0 where there is none.
	Line int
	// Lines are the promises of all lines, in their order.
	Lines []Promise
}

// Order returns when each line of an order can come, and the whole of it (DEL-1). Lines without an availability schedule of
// their own can come together on the last one's day, when they are all ready; one that has one comes on its own day.
func (p *Plan) Order(schedules []string, lines []Line, at time.Time) Order {
	if len(lines) == 0 {
		return Order{Promise: Promise{Code: RefusedNoLine}}
	}
	o := Order{Lines: make([]Promise, len(lines))}
	for i, line := range lines {
		promise := p.Promise(Question{Schedules: schedules, Product: line.Product, Lead: line.Lead, At: at})
		o.Lines[i] = promise
		if i == 0 || o.Promise.OK() && (!promise.OK() || promise.Slot.Compare(o.Promise.Slot) > 0) {
			o.Promise, o.Line = promise, i+1
		}
	}
	return o
}
