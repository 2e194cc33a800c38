package jsonlines

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// Take says what is done with the facts of a file, each with its line, from 1. A fact that no function takes is checked all
// the same. An error of a function ends reading and is returned as it is.
type Take struct {
	Application    func(line int, a account.Application) error
	Group          func(line int, g account.Group) error
	Category       func(line int, c account.Category) error
	Account        func(line int, a account.Account) error
	PermissionRole func(line int, r account.PermissionRole) error
	WorkerGroup    func(line int, g account.WorkerGroup) error
	User           func(line int, u account.User) error

	// Prices is what is said of all price data: no lists.
	Prices func(line int, d pricing.Data) error
	// List is a list, with such rows as its own line has; List comes before the Price of each other row.
	List  func(line int, l pricing.List) error
	Price func(line int, p record.Price) error

	Contract func(line int, c contract.Contract) error

	Budget func(line int, b budget.Budget) error
	Entry  func(line int, e budget.Entry) error

	Order       func(line int, o storage.Order) error
	Request     func(line int, r approval.Request) error
	Substitutes func(line int, s approval.Substitutes) error
}

// readers returns what reads a document, by the kind of its line.
func (t *Take) readers() map[string]func(*reading, []byte) error {
	return map[string]func(*reading, []byte) error{
		kindApplication:    taker(t.Application, nil),
		kindGroup:          taker(t.Group, nil),
		kindCategory:       taker(t.Category, nil),
		kindAccount:        taker(t.Account, nil),
		kindPermissionRole: taker(t.PermissionRole, nil),
		kindWorkerGroup:    taker(t.WorkerGroup, nil),
		kindUser:           taker(t.User, nil),
		kindPrices:         taker(t.Prices, (*reading).checkPrices),
		kindList:           taker(t.List, (*reading).checkList),
		kindPrice:          taker(t.Price, (*reading).checkPrice),
		kindContract:       taker(t.Contract, (*reading).checkContract),
		kindBudget:         taker(t.Budget, (*reading).checkBudget),
		kindEntry:          taker(t.Entry, nil),
		kindOrder:          taker(t.Order, (*reading).checkOrder),
		kindRequest:        taker(t.Request, (*reading).checkRequest),
		kindSubstitutes:    taker(t.Substitutes, (*reading).checkSubstitutes),
	}
}

// taker reads a document, looks at what the form asks beyond its type, and gives it on.
func taker[F record.Fact](take func(int, F) error, check func(*reading, *F) bool) func(*reading, []byte) error {
	return func(r *reading, document []byte) error {
		fact, err := record.Unmarshal[F](document)
		if err != nil {
			r.refuseRecord(err)
			return nil
		}
		if check != nil && !check(r, &fact) || take == nil {
			return nil
		}
		return take(r.line, fact)
	}
}
