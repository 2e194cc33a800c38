package assortment

import "github.com/tradeterms/tradeterms/account"

// Data is what an [Assortment] is made from. The order of the facts means nothing.
type Data struct {
	Catalogues []Catalogue
	Roles      []InventoryRole
	// Categories are those of the account graph, as [account.Graph.Categories]
	// gives them; their names for products are what [Selection.Find] searches.
	Categories []account.Category
	// OwnCodes are products of the seller that are to be found by their own codes
	// although no catalogue lists them: where a catalogue is everything, only the
	// host knows what there is. It opens none of them.
	OwnCodes []string
	// Revision is the host's number of this state of the data; decisions name it.
	Revision uint64
}

// Changes turn one Assortment into the next. A fact is put, removed or changed in
// place, one of them; it can have new terms and other products at once.
type Changes struct {
	// PutCatalogues adds catalogues, or replaces those of the same id whole.
	PutCatalogues []Catalogue
	// CatalogueTerms replaces all of a catalogue but its products, which stay and
	// are not looked at here.
	CatalogueTerms []Catalogue
	// CatalogueProducts puts single products into a catalogue or takes them out.
	CatalogueProducts []ProductChange
	RemoveCatalogues  []string

	PutRoles    []InventoryRole
	RemoveRoles []string

	PutCategories    []account.Category
	RemoveCategories []string

	AddOwnCodes    []string
	RemoveOwnCodes []string

	// Revision is that of the next Assortment; 0 keeps the present one.
	Revision uint64
}

// ProductChange puts products into a catalogue and takes others out, whether it
// lists its products or has everything with exceptions. To put in what is in
// already changes nothing.
type ProductChange struct {
	Catalogue string
	Add       []string
	Remove    []string
}
