package exchange_test

import (
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// A contract without a currency takes that of its own accounts, whatever others
// buy in.
func TestCSV2_CurrencyOfAContract(t *testing.T) {
	files := sound()
	files["accounts.csv"] += "A3,,,,RETAIL,EUR,,\n"
	terms, err := exchange.ReadFolder(folder(files), options(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range terms.Contracts {
		if c.Currency != money.GBP {
			t.Errorf("%s is in %s", c.Code, c.Currency)
		}
	}
	files["contract_accounts.csv"] += "K1,A3,,,1\n"
	_, err = exchange.ReadFolder(folder(files), options(t))
	if err == nil || !strings.Contains(err.Error(), "contracts.csv:2: Currency: ") || strings.Contains(err.Error(), "contracts.csv:3") {
		t.Errorf("accounts of two currencies on one contract: %v", err)
	}
}

func TestReadFolder_None(t *testing.T) {
	if terms, err := exchange.ReadFolder(nil, options(t)); terms != nil || err == nil {
		t.Errorf("no folder: %v, %v", terms, err)
	}
}

// A misspelt file is not passed over: its prices would be missing in silence.
func TestCSV3_MisspeltFile(t *testing.T) {
	files := sound()
	files["contract_account.csv"] = files["contract_accounts.csv"]
	delete(files, "contract_accounts.csv")
	_, err := exchange.ReadFolder(folder(files), options(t))
	if err == nil || !strings.Contains(err.Error(), "contract_account.csv: no file has this name: call it contract_accounts.csv") {
		t.Errorf("got %v", err)
	}
	files = sound()
	files["products.csv"] = "code\nP1\n"
	if _, err = exchange.ReadFolder(folder(files), options(t)); err != nil {
		t.Errorf("a file of another kind: %v", err)
	}
}
