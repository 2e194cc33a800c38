package account

// Data is all the facts of a graph. Their order means nothing, and a fact given twice counts once.
type Data struct {
	Application Application
	Groups      []Group
	Categories  []Category
	Accounts    []Account
}

// Changes is what is different in the next graph. A fact that is put replaces the whole one of the same id. What is put
// may name what the same change puts, and what it removes may not be named by anything that stays.
type Changes struct {
	// Application replaces the present one; nil leaves it.
	Application *Application
	Put         []Account
	Remove      []string
	PutGroups   []Group
	// RemoveGroups takes a host's groups away; a default group is then again as DefaultGroups has it.
	RemoveGroups     []string
	PutCategories    []Category
	RemoveCategories []string
}
