package delivery

// refuse says what is wrong with a question, and nothing where it can be answered.
func (p *Plan) refuse(q *Question) Promise {
	switch {
	case q.At.IsZero():
		return Promise{Code: RefusedNoInstant}
	case q.Lead < 0 || q.Lead > MaxLead:
		return Promise{Code: RefusedLead}
	case p.overruling(q.Product) != nil:
		return Promise{}
	case len(q.Schedules) == 0:
		return Promise{Code: RefusedNoSchedule}
	}
	for _, id := range q.Schedules {
		if p.find(id) == nil {
			return Promise{Code: RefusedUnknownSchedule, Subject: id}
		}
	}
	return Promise{}
}

// Promise returns the earliest slot of a line, or why there is none (DEL-1).
func (p *Plan) Promise(q Question) Promise {
	if no := p.refuse(&q); no.Code != 0 {
		return no
	}
	if s := p.overruling(q.Product); s != nil {
		return s.promise(&q)
	}
	best := Promise{}
	for _, id := range q.Schedules {
		next := p.find(id).promise(&q)
		if !best.OK() && (next.OK() || best.Code == 0) || next.OK() && next.Slot.Compare(best.Slot) < 0 {
			best = next
		}
	}
	return best
}

func (s *schedule) promise(q *Question) Promise {
	c := s.start(q.At, q.Lead)
	if c.day.IsZero() {
		return Promise{Code: RefusedNoInstant}
	}
	slot, ok := c.first()
	if !ok {
		return Promise{Code: RefusedTooFar}
	}
	return Promise{Code: Promised, Slot: slot, Taken: c.taken, Ready: c.ready}
}
