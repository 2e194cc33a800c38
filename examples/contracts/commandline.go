package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// commandLine is all that can be asked for.
type commandLine struct {
	DB string        `name:"db" placeholder:"FILE" default:"${db}" help:"The database file (${default})."`
	As string        `placeholder:"USER" default:"ada" help:"The user who acts (${default}, the administrator)."`
	On calendar.Date `placeholder:"DATE" help:"The day on which it is done (today)."`

	Import  importCommand  `cmd:"" help:"Take over a folder of CSV files."`
	Lint    lintCommand    `cmd:"" help:"Find what is allowed and yet hardly meant."`
	List    listCommand    `cmd:"" help:"List the contracts."`
	Show    showCommand    `cmd:"" help:"Show a contract with its accounts and products."`
	Price   priceCommand   `cmd:"" help:"Explain what an account pays for a product."`
	Stage   stageCommands  `cmd:"" help:"Collect changes, which count once they are published."`
	Staged  stagedCommand  `cmd:"" help:"Show what is staged."`
	Impact  impactCommand  `cmd:"" help:"Show whose prices the staged changes would change."`
	Publish publishCommand `cmd:"" help:"Make all staged changes, as one."`
	Rebase  rebaseCommand  `cmd:"" help:"Put what is staged on what somebody else changed since."`
	Drop    dropCommand    `cmd:"" help:"Forget what is staged."`
	Export  exportCommand  `cmd:"" help:"Write everything to a folder, as CSV files or as JSON."`
	Log     logCommand     `cmd:"" help:"Show who did what to contracts."`
}

// Validate refuses flags that say nothing.
func (c commandLine) Validate() error {
	if c.DB == "" || c.As == "" {
		return errors.New("--db and --as: give a value, or leave it out")
	}
	return nil
}

// defaultDB is a file that is in nobody's way.
func defaultDB() string { return filepath.Join(os.TempDir(), "tradeterms-contracts.db") }
