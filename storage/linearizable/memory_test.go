package linearizable_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/storage/linearizable"
	"github.com/tradeterms/tradeterms/storage/memory"
)

func inMemory(t *testing.T) linearizable.Store[*memory.Tx] {
	s := memory.New()
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestS2_BudgetsInMemory(t *testing.T) { linearizable.Budgets(t, inMemory) }

func TestS2_RequestsInMemory(t *testing.T) { linearizable.Requests(t, inMemory) }

func TestS2_ContractsInMemory(t *testing.T) {
	linearizable.Contracts(t, func(t *testing.T) linearizable.ContractStore[*memory.Tx] {
		return inMemory(t).(linearizable.ContractStore[*memory.Tx])
	})
}
