package main

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curve is the cost of a line by the number of rows.
type curve struct {
	peer   string
	points plotter.XYs
}

// colours are told apart by who sees few colours, too (Okabe and Ito); the roofline is black, tradeterms blue.
var colours = []color.RGBA{
	{A: 255}, {G: 114, B: 178, A: 255}, {R: 86, G: 180, B: 233, A: 255}, {R: 213, G: 94, A: 255},
	{R: 204, G: 121, B: 167, A: 255}, {R: 230, G: 159, A: 255}, {G: 158, B: 115, A: 255}, {R: 110, G: 110, B: 110, A: 255},
}

// drawCurves draws both axes as logarithms, with each peer's name at the end of its line.
func drawCurves(path string, curves []curve) error {
	p := plot.New()
	p.Title.Text = "Price of one line, by the size of the price data"
	p.Title.Padding = vg.Points(8)
	p.X.Label.Text, p.Y.Label.Text = "price rows", "time a line"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{225}, color.Gray{225}
	p.Add(grid)
	for i, c := range curves {
		line, points, err := plotter.NewLinePoints(c.points)
		if err != nil {
			return err
		}
		line.Color, line.Width = colours[i%len(colours)], vg.Points(1.5)
		points.Color, points.Shape, points.Radius = line.Color, draw.CircleGlyph{}, vg.Points(2.5)
		if i == 0 {
			line.Dashes = []vg.Length{vg.Points(5), vg.Points(3)}
		}
		p.Add(line, points)
	}
	if err := name(p, curves); err != nil {
		return err
	}
	low, high := limits(curves)
	p.X.Min, p.X.Max = curves[0].points[0].X/1.2, curves[0].points[len(curves[0].points)-1].X*8 // room for the names
	p.Y.Min, p.Y.Max = math.Pow(10, math.Floor(math.Log10(low))), math.Pow(10, math.Ceil(math.Log10(high)))
	p.X.Tick.Marker = plot.ConstantTicks(sizeTicks(curves[0].points))
	p.Y.Tick.Marker = plot.ConstantTicks(timeTicks(p.Y.Min, p.Y.Max))
	return p.Save(9*vg.Inch, 5.5*vg.Inch, path)
}

func limits(curves []curve) (low, high float64) {
	low, high = math.Inf(1), 0
	for _, c := range curves {
		for _, xy := range c.points {
			low, high = min(low, xy.Y), max(high, xy.Y)
		}
	}
	return low, high
}

// name writes the names at the ends of the lines, apart where lines end side by side.
func name(p *plot.Plot, curves []curve) error {
	low, high := limits(curves)
	apart := math.Pow(high/low, 1.0/22) // the height of a name
	order := slices.Clone(curves)
	end := func(c curve) plotter.XY { return c.points[len(c.points)-1] }
	slices.SortFunc(order, func(a, b curve) int { return int(math.Copysign(1, end(a).Y-end(b).Y)) })
	below := 0.0
	for _, c := range order {
		at := end(c)
		at.Y = max(at.Y, below*apart)
		below = at.Y
		at.X *= 1.1
		text := []string{c.peer + ", " + duration(end(c).Y)}
		label, err := plotter.NewLabels(plotter.XYLabels{XYs: plotter.XYs{at}, Labels: text})
		if err != nil {
			return err
		}
		i := slices.IndexFunc(curves, func(o curve) bool { return o.peer == c.peer })
		label.TextStyle[0].Color, label.TextStyle[0].YAlign = colours[i%len(colours)], draw.YCenter
		p.Add(label)
	}
	return nil
}

func sizeTicks(at plotter.XYs) (ticks []plot.Tick) {
	for _, xy := range at {
		ticks = append(ticks, plot.Tick{Value: xy.X, Label: count(xy.X)})
	}
	return ticks
}

func timeTicks(low, high float64) (ticks []plot.Tick) {
	for at := low; at <= high*1.01; at *= 10 {
		ticks = append(ticks, plot.Tick{Value: at, Label: duration(math.Round(at))})
	}
	return ticks
}
