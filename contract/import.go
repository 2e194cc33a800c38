package contract

import (
	"errors"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/defect"
)

// Actor is who an import is done by: the host's own job, or a person whom the host lets import.
type Actor struct{ Principal, User string }

// Import puts mirrored contracts as another system has them, and removes those that it has no longer (CON-6, CON-9). Present
// are the contracts as they are, at least those that are named. A mirror never overwrites or removes a local contract. The
// host decides who may import.
//
// The whole import is checked before it is refused: Decision.Defects has all that is wrong with the contracts.
func (r Rules) Import(present, mirrored []Contract, gone []string, by Actor, at time.Time) Outcome {
	w := r.work(present, account.Session{Principal: by.Principal, User: by.User}, at)
	d := w.begin(len(mirrored) + len(gone))
	if d.Allowed() && (by.Principal == "" || by.User == "") {
		d = Decision{Code: RefusedNoActor}
	}
	if !d.Allowed() {
		return Outcome{Decision: d}
	}
	for i := range mirrored {
		if d := w.mirror(&mirrored[i]); !d.Allowed() {
			return refuse(d, i)
		}
	}
	for i, code := range gone {
		if d := w.vanish(code); !d.Allowed() {
			return refuse(d, len(mirrored)+i)
		}
	}
	if err := Check(mirrored, r.Graph); err != nil {
		return Outcome{Decision: defective(err)}
	}
	return w.done()
}

func (w *work) mirror(c *Contract) Decision {
	before := w.now[c.Code]
	switch {
	case c.Origin != Mirrored:
		return Decision{Code: RefusedNotMirrored, Contract: defect.Cut(c.Code)}
	case before != nil && before.Origin != Mirrored:
		return Decision{Code: RefusedLocal, Contract: defect.Cut(c.Code)}
	}
	after := c.clone()
	w.set(Edit{Kind: ImportContract, Contract: c.Code}, before, &after, nil)
	return Decision{Code: Done}
}

func (w *work) vanish(code string) Decision {
	before := w.now[code]
	switch {
	case before == nil:
		return Decision{Code: RefusedUnknownContract, Contract: defect.Cut(code)}
	case before.Origin != Mirrored:
		return Decision{Code: RefusedLocal, Contract: defect.Cut(code)}
	}
	w.set(Edit{Kind: ImportRemoval, Contract: code}, before, nil, nil)
	return Decision{Code: Done}
}

func defective(err error) Decision {
	d := Decision{Code: RefusedDefects}
	errors.As(err, &d.Defects)
	return d
}
