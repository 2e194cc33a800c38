package exchange

// guarded reports whether a cell begins with apostrophes, or none, and then
// what makes a spreadsheet run it.
func guarded[T string | []byte](cell T) bool {
	for i := range len(cell) {
		switch cell[i] {
		case '\'':
		case '=', '+', '-', '@', '\t', '\r':
			return true
		default:
			return false
		}
	}
	return false
}

// unguard undoes what an export does to such a cell: it removes the apostrophe
// that was put before it. A cell that has none stays as it is.
func unguard(cell []byte) []byte {
	if len(cell) > 1 && cell[0] == '\'' && guarded(cell) {
		return cell[1:]
	}
	return cell
}
