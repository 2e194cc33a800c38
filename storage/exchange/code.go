package exchange

// Code names a kind of error: a closed set.
type Code string

// What is wrong with a file as such.
const (
	MissingFile    Code = "missing file"
	Unreadable     Code = "unreadable"
	FileTooLarge   Code = "file too large"
	LineTooLong    Code = "line too long"
	FieldTooLong   Code = "field too long"
	TooManyColumns Code = "too many columns"
	BadEncoding    Code = "bad encoding"
	BadQuote       Code = "bad quote"
	FieldCount     Code = "field count"
	NoHeader       Code = "no header"
	MissingColumn  Code = "missing column"
	DoubledColumn  Code = "doubled column"
	UnknownColumn  Code = "unknown column"
)

// What is wrong with a cell.
const (
	MissingValue Code = "missing value"
	BadID        Code = "bad id"
	BadText      Code = "bad text"
	BadDate      Code = "bad date"
	BadTime      Code = "bad time"
	BadFlag      Code = "bad flag"
	BadStatus    Code = "bad status"
	BadOrigin    Code = "bad origin"
	BadCurrency  Code = "bad currency"
	BadPrice     Code = "bad price"
	BadQuantity  Code = "bad quantity"
	ReversedDays Code = "reversed days"
)

// What is wrong between rows, files and options.
const (
	// Duplicate: one key with two contents. The same row twice is no error.
	Duplicate Code = "duplicate"
	// UnknownID: nothing has the id that the cell names.
	UnknownID Code = "unknown id"
	// AmbiguousID: several accounts have the code that the cell names.
	AmbiguousID Code = "ambiguous id"
	// Cycle: accounts, or lists derived from each other, go in a circle.
	Cycle Code = "cycle"
	// NotNational: the parent is no national account.
	NotNational Code = "not national"
	// TooDeep: too many accounts one above the other.
	TooDeep Code = "too deep"
	// CrossingDays: windows of one product of which neither lies in the other.
	CrossingDays Code = "crossing days"
	// NoCurrency: a contract's currency is neither given nor to be concluded.
	NoCurrency Code = "no currency"
	// MirroredPrice: a plain price of a mirrored contract (CON-9).
	MirroredPrice Code = "mirrored price"
	// NotInCSV: an export has a fact that no column says.
	NotInCSV Code = "not in csv"
	// BadOptions: what the host gave in [Options] is defective.
	BadOptions Code = "bad options"
	// BadTerms: another defect of the data.
	BadTerms Code = "bad terms"
)
