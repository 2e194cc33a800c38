package account

// Data is all the facts of a graph. Their order means nothing, and a fact given twice counts once.
type Data struct {
	// Revision is the host's number of this state of the data; decisions name it.
	Revision        uint64
	Application     Application
	Groups          []Group
	Categories      []Category
	Accounts        []Account
	PermissionRoles []PermissionRole
	WorkerGroups    []WorkerGroup
	Users           []User
}

// Changes is what is different in the next graph. A fact that is put replaces the whole one of the same id. What is put
// may name what the same change puts, and what it removes may not be named by anything that stays.
type Changes struct {
	// Revision is that of the next Graph, and must be above the present one, so that of two changes which were prepared from
	// one Graph the second is refused; 0 keeps the present one.
	Revision uint64
	// Application replaces the present one; nil leaves it.
	Application *Application
	Put         []Account
	Remove      []string
	PutGroups   []Group
	// RemoveGroups takes a host's groups away; a default group is then again as DefaultGroups has it.
	RemoveGroups     []string
	PutCategories    []Category
	RemoveCategories []string

	PutPermissionRoles    []PermissionRole
	RemovePermissionRoles []string
	PutWorkerGroups       []WorkerGroup
	// RemoveWorkerGroups takes a host's worker groups away; the default one is then again as DefaultWorkerGroups has it.
	RemoveWorkerGroups []string
	PutUsers           []User
	RemoveUsers        []string
}
