package account

import "slices"

const (
	// inCircle is the level of an account that is on a cycle or hangs from one.
	inCircle = -1
	// climbing is the level of an account while it is being found.
	climbing = -2
)

// survey looks for cycles and for levels below MaxDepth, wherever a link is new: elsewhere nothing can have gone wrong.
func (e *edit) survey(k link) {
	levels := map[uint32]int{}
	moved := make(map[uint32]bool, len(e.moved[k]))
	for _, n := range e.moved[k] {
		moved[n] = true
		e.climb(k, n, levels)
	}
	for _, n := range e.moved[k] {
		if levels[n] != inCircle {
			e.descend(k, n, levels[n], moved)
		}
	}
}

// climb finds the level of an account and of all above it, 1 at the root, and reports a cycle once.
func (e *edit) climb(k link, n uint32, levels map[uint32]int) {
	var path []uint32
	at := refTo(n)
	for at.some() && levels[at.number()] == 0 {
		path = append(path, at.number())
		levels[at.number()] = climbing
		at = e.nodes.At(at.number()).up[k]
	}
	level := 0
	switch {
	case at.some() && levels[at.number()] == climbing:
		e.reportCycle(k, path[slices.Index(path, at.number()):])
		level = inCircle
	case at.some():
		level = levels[at.number()]
	}
	for _, n := range slices.Backward(path) {
		if level != inCircle {
			level++
		}
		levels[n] = level
	}
}

// reportCycle spells a cycle out from its smallest id, so that it is the same wherever the search came upon it.
func (e *edit) reportCycle(k link, numbers []uint32) {
	first := slices.Index(numbers, slices.MinFunc(numbers, e.byID))
	path := make([]string, 0, len(numbers)+1)
	for i := range len(numbers) + 1 {
		path = append(path, e.names.Code(numbers[(first+i)%len(numbers)]))
	}
	d := Defect{Account: path[0], Path: path}
	e.report(d.as(linkRules[k].cycle, linkRules[k].field, path[1]))
}

// descend reports the accounts just below MaxDepth, at n or below it. Those that moved themselves are left to their turn.
func (e *edit) descend(k link, n uint32, level int, moved map[uint32]bool) {
	if level > MaxDepth {
		if level == MaxDepth+1 {
			node := e.nodes.At(n)
			e.report(Defect{Account: node.fact.ID}.as(linkRules[k].long, linkRules[k].field, linkRules[k].target(node.fact)))
		}
		return
	}
	for below := range e.nodes.At(n).down[k].each {
		if !moved[below] {
			e.descend(k, below, level+1, moved)
		}
	}
}
