package main

import "slices"

// roofline is the job by hand, and nothing but the job: numbers for codes, flat arrays, prices
// as int64, the inheritance resolved beforehand, no checks and no reasons.
type roofline struct {
	products int
	at       int64
	windows  []window
	accounts []flatAccount
	lists    []flatList
	heard    []int32 // the contracts of all accounts

	rowAt  []uint32 // by level and product, into rows
	rows   []flatRow
	laidAt []uint32  // by product, into laid
	laid   []flatRow // of contracts: a header with list and length, then its rows
	items  []int32   // the products of all contracts
}

type flatAccount struct {
	level       int32
	heard, stop uint32
}

type flatList struct {
	until      int64
	item, stop uint32
	forced     bool
	isContract bool
	_          [6]byte
}

// flatRow is a row without list and product; in a header price is the number of rows, min the list.
type flatRow struct {
	price       int64
	min, window int32
}

func newRoofline(j *job) *roofline {
	r := &roofline{products: len(j.products), at: j.at.UnixMicro(), windows: j.windows}
	for a, heard := range j.hears() {
		from := uint32(len(r.heard))
		r.heard = append(r.heard, heard...)
		r.accounts = append(r.accounts, flatAccount{j.accounts[a].level, from, uint32(len(r.heard))})
	}
	for l := range j.lists {
		r.lists = append(r.lists, flatList{until: j.expires(&j.lists[l]), forced: j.lists[l].forced, isContract: l >= levels})
	}
	r.lay(j)
	return r
}

// lay counts the rows of each place, then puts them there. Codes are looked up as in any compiler.
func (r *roofline) lay(j *job) {
	number := make(map[string]int32, len(j.products))
	for i, code := range j.products {
		number[code] = int32(i)
	}
	r.rowAt, r.laidAt = make([]uint32, levels*r.products+1), make([]uint32, r.products+1)
	j.runs(func(rows []row) {
		p, l := number[j.products[rows[0].product]], rows[0].list
		if l < levels {
			r.rowAt[int(l)*r.products+int(p)+1] = uint32(len(rows))
			return
		}
		r.laidAt[p+1] += 1 + uint32(len(rows))
		if r.lists[l].stop == 0 {
			r.lists[l].item = uint32(len(r.items))
		}
		r.items = append(r.items, p)
		r.lists[l].stop = uint32(len(r.items))
	})
	for _, at := range [][]uint32{r.rowAt, r.laidAt} {
		for i := 1; i < len(at); i++ {
			at[i] += at[i-1]
		}
	}
	r.rows, r.laid = make([]flatRow, r.rowAt[len(r.rowAt)-1]), make([]flatRow, r.laidAt[r.products])
	place := slices.Clone(r.laidAt)
	j.runs(func(rows []row) {
		p, l := number[j.products[rows[0].product]], rows[0].list
		if l < levels {
			put(r.rows[r.rowAt[int(l)*r.products+int(p)]:], rows)
			return
		}
		r.laid[place[p]] = flatRow{price: int64(len(rows)), min: l}
		put(r.laid[place[p]+1:], rows)
		place[p] += 1 + uint32(len(rows))
	})
}

// put copies rows in the order in which they are asked.
func put(to []flatRow, rows []row) {
	var sorted [8]row
	n := copy(sorted[:], rows)
	slices.SortFunc(sorted[:n], before)
	for i, x := range sorted[:n] {
		to[i] = flatRow{x.price, x.min, x.window}
	}
}

// first returns the first row that holds.
func (r *roofline) first(rows []flatRow, list, quantity int32) answer {
	for i := range rows {
		x := &rows[i]
		if x.min <= quantity {
			if w := &r.windows[x.window]; w.from <= r.at && r.at < w.until {
				return answer{x.price, list, x.min}
			}
		}
	}
	return answer{list: -1}
}

func (r *roofline) price(account, product, quantity int32) answer {
	a := &r.accounts[account]
	at := int(a.level)*r.products + int(product)
	best := r.first(r.rows[r.rowAt[at]:r.rowAt[at+1]], a.level, quantity)
	stream := r.laid[r.laidAt[product]:r.laidAt[product+1]]
	for i := 0; i < len(stream); {
		list, n := stream[i].min, int(stream[i].price)
		for _, h := range r.heard[a.heard:a.stop] {
			if h == list && r.at < r.lists[list].until {
				if o := r.first(stream[i+1:i+1+n], list, quantity); o.list >= 0 && r.better(o, best) {
					best = o
				}
			}
		}
		i += 1 + n
	}
	return best
}

// better says whether the price of a contract comes before another: forced, lower, a contract, the lowest code.
// What is dearer than the level price loses to it, and needs no rule of its own.
func (r *roofline) better(o, best answer) bool {
	switch {
	case best.list < 0:
		return true
	case r.lists[o.list].forced != r.lists[best.list].forced:
		return r.lists[o.list].forced
	case o.price != best.price:
		return o.price < best.price
	}
	return !r.lists[best.list].isContract
}

// basket prices lines into amounts, rounded half up to pence, and returns their sum.
func (r *roofline) basket(b *basket, amounts []int64) (sum int64) {
	for i, q := range b.lines {
		amounts[i] = (r.price(q.account, q.product, q.quantity).price*int64(q.quantity) + 5) / 10
		sum += amounts[i]
	}
	return sum
}

// file prices all products and returns how many have a price: the level from front to back, then what the contracts have.
func (r *roofline) file(account int32, out []answer) (priced int) {
	a := &r.accounts[account]
	at := r.rowAt[int(a.level)*r.products:]
	for p := range r.products {
		out[p] = r.first(r.rows[at[p]:at[p+1]], a.level, 1)
		if out[p].list >= 0 {
			priced++
		}
	}
	for _, l := range r.heard[a.heard:a.stop] {
		for _, p := range r.items[r.lists[l].item:r.lists[l].stop] {
			was := out[p].list
			if out[p] = r.price(account, p, 1); was < 0 && out[p].list >= 0 {
				priced++
			}
		}
	}
	return priced
}
