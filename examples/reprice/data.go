package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
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
