package pricing

// Stable names of the closed sets, as stored in traces.

var competesNames = [...]string{Base: "base", NotDearer: "not-dearer", Cheaper: "cheaper", Forced: "forced"}

// String returns the stable name.
func (c Competes) String() string { return nameOf(competesNames[:], int(c)) }

// MarshalText writes the stable name.
func (c Competes) MarshalText() ([]byte, error) { return textOf(competesNames[:], int(c)) }

// UnmarshalText reads the stable name.
func (c *Competes) UnmarshalText(text []byte) error {
	n, err := indexOf(competesNames[:], string(text), "competes")
	*c = Competes(n)
	return err
}

var criterionNames = [...]string{
	ForcedFirst: "forced-first", LowestPrice: "lowest-price", ContractFirst: "contract-first",
	LowestCode: "lowest-code", LowestKind: "lowest-kind", LevelPosition: "level-position",
	HighestPriority: "highest-priority", RefuseTie: "refuse-tie",
}

// String returns the stable name.
func (c Criterion) String() string { return nameOf(criterionNames[:], int(c)) }

// MarshalText writes the stable name.
func (c Criterion) MarshalText() ([]byte, error) { return textOf(criterionNames[:], int(c)) }

// UnmarshalText reads the stable name.
func (c *Criterion) UnmarshalText(text []byte) error {
	n, err := indexOf(criterionNames[:], string(text), "criterion")
	*c = Criterion(n)
	return err
}
