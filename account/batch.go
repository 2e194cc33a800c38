package account

import (
	"reflect"
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// batch is what a change says about one kind of facts, by id: the new fact, or nil where it is removed.
type batch[T any] struct {
	ids   []string // sorted
	facts map[string]*T
	torn  map[string]bool // ids of facts that contradict each other
}

// shape is what a batch must know of its kind of facts.
type shape[T any] struct {
	id     func(T) string
	normal func(T) T
	// stub stands for facts that contradict each other, so that no further defect follows from either.
	stub func(id string) T
	// at is a defect at the place of a fact, field says which id.
	at    func(id string) Defect
	field string
}

var (
	accountShape = shape[Account]{
		id:     func(a Account) string { return a.ID },
		normal: Account.normal,
		stub:   func(id string) Account { return Account{ID: id, National: true} },
		at:     func(id string) Defect { return Defect{Account: id} },
		field:  "account id",
	}
	groupShape = shape[Group]{
		id:     func(g Group) string { return g.ID },
		normal: Group.normal,
		stub:   func(id string) Group { return Group{ID: id} },
		at:     func(id string) Defect { return Defect{Group: id} },
		field:  "group id",
	}
	roleShape = shape[PermissionRole]{
		id:     func(r PermissionRole) string { return r.ID },
		normal: PermissionRole.normal,
		stub:   func(id string) PermissionRole { return PermissionRole{ID: id} },
		at:     func(id string) Defect { return Defect{PermissionRole: id} },
		field:  "permission role id",
	}
	workerGroupShape = shape[WorkerGroup]{
		id:     func(w WorkerGroup) string { return w.ID },
		normal: WorkerGroup.normal,
		stub:   func(id string) WorkerGroup { return WorkerGroup{ID: id} },
		at:     func(id string) Defect { return Defect{WorkerGroup: id} },
		field:  "worker group id",
	}
	userShape = shape[User]{
		id:     func(u User) string { return u.ID },
		normal: User.normal,
		stub:   func(id string) User { return User{ID: id, Type: TypeWorker} },
		at:     func(id string) Defect { return Defect{User: id} },
		field:  "user id",
	}
	categoryShape = shape[Category]{
		id:     func(c Category) string { return c.ID },
		normal: Category.normal,
		stub:   func(id string) Category { return Category{ID: id} },
		at:     func(id string) Defect { return Defect{Category: id} },
		field:  "category id",
	}
)

// newBatch sorts out what is put and what is removed. It does not depend on the order of either.
func newBatch[T any](put []T, remove []string, s shape[T], report func(Defect)) batch[T] {
	b := batch[T]{facts: make(map[string]*T, len(put)+len(remove))}
	torn := map[string]bool{}
	b.torn = torn
	for _, given := range put {
		fact := s.normal(given)
		id := s.id(fact)
		if fault := defect.OfID(id); fault != "" {
			report(s.at(defect.Cut(id)).as(DefectBadID, s.field, id))
		} else if had, ok := b.facts[id]; !ok {
			b.facts[id] = &fact
			b.ids = append(b.ids, id)
		} else if !torn[id] && !reflect.DeepEqual(*had, fact) {
			torn[id] = true
			report(s.at(id).as(DefectDuplicate, s.field, id))
		}
	}
	for id := range torn {
		stub := s.stub(id)
		b.facts[id] = &stub
	}
	for _, id := range remove {
		if had, ok := b.facts[id]; !ok {
			b.facts[id] = nil
			b.ids = append(b.ids, id)
		} else if had != nil {
			report(s.at(id).as(DefectPutAndRemoved, s.field, id))
		}
	}
	slices.Sort(b.ids)
	return b
}
