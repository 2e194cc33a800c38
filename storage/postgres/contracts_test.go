package postgres_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

func TestContracts(t *testing.T) {
	storagetest.TestAll(t, func(t storagetest.T) *postgres.Store { return open(t) })
}
