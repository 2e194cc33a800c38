package main

import (
	"fmt"
	"strings"
)

// meter collects what is measured.
type meter struct {
	progress *progress
	pace     pace
	only     string // the beginning of the names of jobs
	rows     int    // of the job
	results  []result
	growth   []grown
	notes    []string
}

// grown is how the cost of a line grows from the small job to the large one.
type grown struct {
	job             string
	small, large    int // rows
	roofline, ours  float64
	target, bounded float64 // ours at most; or ours by the roofline's at most
}

func (m *meter) measure(contests ...contest) error {
	for _, c := range contests {
		if !strings.HasPrefix(c.job, m.only) {
			continue
		}
		m.progress.say(c.job)
		results, err := c.measure(m.pace)
		if err != nil {
			return err
		}
		m.results = append(m.results, results...)
	}
	return nil
}

// table measures all jobs at the ordinary size, and what depends on the size at others.
func (m *meter) table(size scale, lines int, o options, in *room) error {
	sh, err := open(size, lines, m.progress.say)
	if err != nil {
		return err
	}
	m.rows = len(sh.job.rows)
	if !o.own {
		defer sh.close()
		if err := sh.invite(in); err != nil {
			return err
		}
	}
	if err := sh.compare(); err != nil {
		return err
	}
	hot := min(lines, hotLines)
	err = m.measure(sh.lines("P1 cold", sh.asks.lines), sh.lines("P1 hot", sh.asks.lines[:hot]), sh.baskets(), sh.files(),
		sh.compiling(), sh.updating(), sh.reading())
	if err != nil {
		return err
	}
	m.results = append(m.results, sh.built...)
	if err := m.permissions(sh.job, min(lines, 4096)); err != nil {
		return err
	}
	if m.only != "" {
		return nil
	}
	return m.sizes(size, lines)
}

func (m *meter) permissions(j *job, pleas int) error {
	m.progress.say("permissions")
	s := newStaff(j, pleas)
	peers, err := permitters(s)
	if err != nil {
		return err
	}
	return m.measure(permits(s, peers))
}

// sizes measures roofline and tradeterms on a job of a twentieth and of five times the rows.
func (m *meter) sizes(size scale, lines int) error {
	var costs [2][2][]result // by size, then cold and hot
	var rows [2]int
	for i, s := range []scale{size.by(1, 20), size.by(5, 1)} {
		sh, err := open(s, lines, m.progress.say)
		if err != nil {
			return err
		}
		rows[i] = len(sh.job.rows)
		if err := sh.compare(); err != nil {
			return err
		}
		for n, asked := range [][]question{sh.asks.lines, sh.asks.lines[:min(lines, hotLines)]} {
			c := sh.lines("", asked)
			c.entrants = c.entrants[:2]
			m.progress.say(fmt.Sprintf("P1 with %d rows", rows[i]))
			if costs[i][n], err = c.measure(m.pace); err != nil {
				return err
			}
		}
		if i == 1 {
			if err := m.large(sh); err != nil {
				return err
			}
		}
	}
	for n, job := range []string{"P1 cold", "P1 hot"} {
		g := grown{job: job, small: rows[0], large: rows[1]}
		g.roofline, g.ours = costs[1][n][0].nanos/costs[0][n][0].nanos, costs[1][n][1].nanos/costs[0][n][1].nanos
		if n == 0 {
			g.bounded = 1.5
		} else {
			g.target = 2
		}
		m.growth = append(m.growth, g)
	}
	return nil
}

// large measures what has its target at the large size.
func (m *meter) large(sh *shop) error {
	before := len(m.results)
	if err := m.measure(sh.compiling(), sh.updating(), sh.reading()); err != nil {
		return err
	}
	m.results = append(m.results, sh.built...)
	for i := range m.results[before:] {
		m.results[before+i].job += fmt.Sprintf(", %.1f M rows", float64(len(sh.job.rows))/1e6)
	}
	return nil
}
