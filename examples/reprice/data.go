package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed data/online-retail
var builtIn embed.FS

// open returns the folder to replay and what to call it.
func open(folder string) (fs.FS, string, error) {
	if folder == "" {
		year, err := fs.Sub(builtIn, "data/online-retail")
		return year, "Online Retail (Daqing Chen, UCI Machine Learning Repository, CC BY 4.0), prices derived", err
	}
	info, err := os.Stat(folder)
	if err != nil {
		return nil, "", fmt.Errorf("-data: %w", err)
	}
	if !info.IsDir() {
		return nil, "", fmt.Errorf("-data %s: name a folder, not a file", folder)
	}
	return os.DirFS(folder), folder, nil
}

// isInput reports whether a path has the name of a file that is replayed.
func isInput(path string) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".gz"), ".csv")
	return slices.Contains([]string{
		"accounts", "price_levels", "purchase_prices", "contracts", "contract_accounts", "contract_products",
		"product_account_pricing", "order_lines",
	}, name)
}
