package memory_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

func open(t storagetest.T) *memory.Store {
	s := memory.New()
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestContracts(t *testing.T) { storagetest.TestAll(t, open) }
