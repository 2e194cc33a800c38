package main

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/plotter"
)

// drawn are the peers of the drawing; of tradeterms the two that hosts use most.
var drawn = []string{
	"roofline", "tradeterms, handles", "tradeterms, codes", "naive Go", "naive + cel-go", "naive + expr", "SQLite", "PostgreSQL",
}

// draw measures the price of a line at five sizes, of a twentieth to five times the rows, and draws it.
func (m *meter) draw(o options, size scale, lines int, in *room) error {
	var curves []curve
	for _, by := range [][2]int{{1, 20}, {3, 20}, {1, 2}, {3, 2}, {5, 1}} {
		results, rows, err := m.at(o, size.by(by[0], by[1]), lines, in)
		if err != nil {
			return err
		}
		for _, r := range results {
			if !slices.Contains(drawn, r.peer) {
				continue
			}
			i := slices.IndexFunc(curves, func(c curve) bool { return c.peer == r.peer })
			if i < 0 {
				i, curves = len(curves), append(curves, curve{peer: r.peer})
			}
			curves[i].points = append(curves[i].points, plotter.XY{X: float64(rows), Y: r.nanos})
		}
	}
	m.progress.done()
	return drawCurves(o.plot, curves)
}

// at measures the price of a line at one size.
func (m *meter) at(o options, size scale, lines int, in *room) ([]result, int, error) {
	sh, err := open(size, lines, m.progress.say)
	if err != nil {
		return nil, 0, err
	}
	defer sh.close()
	if !o.own {
		if err := sh.invite(in); err != nil {
			return nil, 0, err
		}
	}
	if err := sh.compare(); err != nil {
		return nil, 0, err
	}
	m.progress.say(fmt.Sprintf("P1 with %d rows", len(sh.job.rows)))
	c := sh.lines("P1", sh.asks.lines)
	c.entrants = slices.DeleteFunc(c.entrants, func(e entrant) bool { return !slices.Contains(drawn, e.peer) })
	results, err := c.measure(m.pace)
	return results, len(sh.job.rows), err
}
