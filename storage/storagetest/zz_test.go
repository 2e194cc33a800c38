package storagetest_test

func brokenLedgers() []brokenStore  { return nil }
func brokenOutboxes() []brokenStore { return nil }
func brokenAgendas() []brokenStore  { return nil }
func brokenLocks() []brokenStore    { return nil }
func brokenTerms() []brokenStore    { return nil }
func brokenTogether() []brokenStore { return nil }
