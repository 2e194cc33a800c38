package main

import "fmt"

// permitters compiles the job of permissions for all peers, the roofline first, then tradeterms, and compares
// their answers.
func permitters(s *staff) ([]permitter, error) {
	engine, err := newEngineStaff(s)
	if err != nil {
		return nil, err
	}
	flat := newFlatStaff(s)
	peers := []permitter{flat, engine, newNaiveStaff(s)}
	for _, with := range []func(*staff) (permitter, error){withCasbin, withCedar, withOPA} {
		p, err := with(s)
		if err != nil {
			return nil, err
		}
		peers = append(peers, p)
	}
	allowed := 0
	for _, peer := range peers[1:] {
		for _, p := range s.pleas {
			want := flat.allows(p)
			if got, err := peer.may(p); err != nil || got != want {
				return nil, fmt.Errorf("%s answers %+v with %v, %v; the roofline with %v", peer.name(), p, got, err, want)
			}
			allowed += int(boolean(want))
		}
	}
	if all := len(s.pleas) * (len(peers) - 1); allowed < all/5 || allowed > all*4/5 {
		return nil, fmt.Errorf("%d of %d allowed: no job to compare", allowed, all)
	}
	return peers, nil
}

// permits is A1: may this user do this for that account?
func permits(s *staff, peers []permitter) contest {
	flat, engine := peers[0].(*flatStaff), peers[1].(*engineStaff)
	upTo := make([]int64, len(s.pleas)+1)
	for i, p := range s.pleas {
		upTo[i+1] = upTo[i] + int64(boolean(flat.allows(p)))
	}
	c := contest{job: "A1 permission", per: "question", size: len(s.pleas)}
	c.sum = func(from, to int) int64 { return upTo[to] - upTo[from] }
	c.entrants = []entrant{
		{"roofline", func(from, to int) (int64, error) { return flat.count(s.pleas[from:to]), nil }, target{}},
		{"tradeterms, handles", func(from, to int) (int64, error) { return engine.count(s.pleas[from:to]), nil }, target{nanos: 10}},
		{"tradeterms, codes", func(from, to int) (sum int64, err error) {
			for _, p := range s.pleas[from:to] {
				if engine.byCode(p) {
					sum++
				}
			}
			return sum, nil
		}, target{nanos: 120}},
	}
	for _, peer := range peers[2:] {
		run := func(from, to int) (int64, error) { return countAllowed(peer, s.pleas[from:to]) }
		c.entrants = append(c.entrants, entrant{peer: peer.name(), run: run})
	}
	return c
}

// countAllowed asks a peer and counts what is allowed.
func countAllowed(peer permitter, pleas []plea) (sum int64, err error) {
	for _, p := range pleas {
		ok, err := peer.may(p)
		if err != nil {
			return 0, err
		}
		if ok {
			sum++
		}
	}
	return sum, nil
}

func (f *flatStaff) count(pleas []plea) (sum int64) {
	for _, p := range pleas {
		if f.allows(p) {
			sum++
		}
	}
	return sum
}

func (e *engineStaff) count(pleas []plea) (sum int64) {
	for _, p := range pleas {
		if e.rights[p.user].Allows(e.actions[p.action], e.accounts[p.target]) {
			sum++
		}
	}
	return sum
}
