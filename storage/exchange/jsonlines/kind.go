package jsonlines

// The kinds of lines: a closed set.
const (
	kindApplication    = "application"
	kindGroup          = "group"
	kindCategory       = "category"
	kindAccount        = "account"
	kindPermissionRole = "permission_role"
	kindWorkerGroup    = "worker_group"
	kindUser           = "user"
	kindPrices         = "prices"
	kindList           = "list"
	kindPrice          = "price"
	kindContract       = "contract"
	kindBudget         = "budget"
	kindEntry          = "entry"
	kindOrder          = "order"
	kindRequest        = "request"
	kindSubstitutes    = "substitutes"
)
