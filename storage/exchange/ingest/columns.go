package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"io/fs"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// columns are what accounts.csv says of accounts, by the names of its columns: what all its parts have.
type columns map[string]bool

// readColumns reads the headers of a folder that was read already, so that nothing is wrong with them.
func readColumns(folder fs.FS) columns {
	all := columns{}
	for part := 1; ; part++ {
		header, ok := readHeader(folder, exchange.PartName("accounts", part))
		if !ok {
			return all
		}
		here := make(columns, len(header))
		for _, name := range header {
			here[name] = part == 1 || all[name]
		}
		all = here
	}
}

func readHeader(folder fs.FS, name string) ([]string, bool) {
	file, err := folder.Open(name)
	if err != nil {
		if file, err = folder.Open(name + ".gz"); err != nil {
			return nil, false
		}
	}
	defer func() { _ = file.Close() }()
	in := bufio.NewReader(file)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return nil, false
		}
		in = bufio.NewReader(unpacked)
	}
	line, err := in.ReadString('\n')
	if err != nil && err != io.EOF {
		return nil, false
	}
	line = strings.TrimPrefix(line, "\ufeff")
	header := csv.NewReader(strings.NewReader(line))
	if at := strings.IndexAny(line, ",;"); at >= 0 {
		header.Comma = rune(line[at])
	}
	names, err := header.Read()
	return names, err == nil
}

// over returns the account of the store with what the columns say of it.
func (c columns) over(has, says account.Account) account.Account {
	for name, set := range map[string]func(){
		"name":             func() { has.Name = says.Name },
		"code":             func() { has.Code = says.Code },
		"status":           func() { has.Status = says.Status },
		"national_account": func() { has.National = says.National },
		"parent_a_id":      func() { has.Parent = says.Parent },
		"user_groups_vir":  func() { has.Groups = says.Groups },
		"price_level":      func() { has.PriceLevels = says.PriceLevels },
		"currency":         func() { has.Currency = says.Currency },
		"bill_to":          func() { has.BillTo = says.BillTo },
		"pricing_from":     func() { has.PricingFrom = says.PricingFrom },
	} {
		if c[name] {
			set()
		}
	}
	return has
}
