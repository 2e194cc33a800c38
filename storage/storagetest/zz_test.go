package storagetest_test

func brokenLocks() []brokenStore    { return nil }
func brokenTerms() []brokenStore    { return nil }
func brokenTogether() []brokenStore { return nil }
