package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// The conditions under which a contract's price is shown: "Dependent Configurations" of TOTECS, in the order of CON-2.
var priceFactors = []factor{
	{"feature", `the "Customer Account Contracts" feature must be enabled`, []string{"on", "off"}},
	{"contract", "the contract is active", []string{"active", "inactive"}},
	{"expiry", "its expiry date, and today", []string{"later", "today", "past"}},
	{"account", "the user's customer account is assigned to the contract", []string{"assigned", "not assigned"}},
	{"assignment", "the account assigned to the contract is active", []string{"active", "inactive"}},
	{"dates", "today is between the start and end dates of the account", []string{"now", "not begun", "ended"}},
	{"product", "the product is assigned to the contract", []string{"assigned", "not assigned"}},
	{"listing", "the product is active within the contract", []string{"active", "inactive"}},
	{"permission", `"My Contracts" is allowed by the user's permission role`, []string{"allowed", "not allowed"}},
	{"price", "the product has a price greater than 0", []string{"above 0", "0"}},
	{"forced", `the contract is marked as "force price"`, []string{"yes", "no"}},
	{"level price", "the price-level price, beside that of the contract", []string{"higher", "none", "equal", "lower"}},
}

// TestCON2_TruthTable writes and judges the table of every combination of TOTECS's conditions, in both of its readings.
func TestCON2_TruthTable(t *testing.T) {
	table := func(title string, r contract.Reading, lastDay, equal bool) truth {
		books := make(map[string]*pricing.Book)
		return truth{title, priceFactors,
			func(t *testing.T, v values) string { return pricedBy(t, v, r, books) },
			func(v values) string { return referencePrice(v, lastDay, equal) }}
	}
	compareTruth(t, "testdata/conditions-prices.txt",
		table("WHEN A CONTRACT'S PRICE COUNTS: the reading of this library, and of TOTECS's overview\n"+
			"(\"not past the current date\", \"equal to or less than the price-level price\")", contract.TotecsOverview(), true, true),
		table("WHEN A CONTRACT'S PRICE COUNTS: the reading of TOTECS's list of conditions\n"+
			"(\"later than the current date\", \"less than the price-level price\")", contract.TotecsConditions(), false, false))
}

// referencePrice takes the conditions one after the other; the first that fails is told.
func referencePrice(v values, lastDay, equal bool) string {
	for _, condition := range []struct {
		fails bool
		code  string
	}{
		{v["feature"] == "off", "feature-off"},
		{v["contract"] == "inactive", "inactive"},
		{v["expiry"] == "past" || v["expiry"] == "today" && !lastDay, "expired"},
		{v["account"] == "not assigned", "not-assigned"},
		{v["assignment"] == "inactive", "assignment-inactive"},
		{v["dates"] == "not begun", "assignment-not-begun"},
		{v["dates"] == "ended", "assignment-ended"},
		{v["product"] == "not assigned", "not-listed"},
		{v["listing"] == "inactive", "product-inactive"},
		{v["permission"] == "not allowed", "no-permission"},
		{v["price"] == "0", "price-zero"},
		{v["forced"] == "no" && v["level price"] == "equal" && !equal, "not-cheaper"},
		{v["forced"] == "no" && v["level price"] == "lower" && equal, "dearer"},
		{v["forced"] == "no" && v["level price"] == "lower", "not-cheaper"},
	} {
		if condition.fails {
			return condition.code
		}
	}
	return "counts"
}

// pricedBy asks the judged: it compiles the contract, and explains the price.
func pricedBy(t *testing.T, v values, r contract.Reading, books map[string]*pricing.Book) string {
	t.Helper()
	var facts string // those of the buyer are in no Book
	for _, f := range priceFactors {
		if f.name != "feature" && f.name != "permission" {
			facts += v[f.name] + ","
		}
	}
	if books[facts] == nil {
		books[facts] = compileAs(t, r, levelBy(v), agreedBy(v)...)
	}
	b := buyer()
	if v["feature"] == "off" {
		b.Features = nil
	}
	if v["permission"] == "not allowed" {
		b.Permissions = nil
	}
	prices := books[facts].For(b, noon())
	trace, err := prices.Explain(line("1"), contract.ID("K"))
	if err != nil {
		t.Fatal(err)
	}
	shown, code := price(t, prices, line("1")).Source().String(), "not in the trace"
	for _, e := range trace.Entries {
		if e.List == contract.ID("K") {
			code = e.Code.String()
		}
	}
	switch {
	case code == pricing.Won.String() && shown == "contract:K":
		return "counts"
	case shown == "contract:K", v["level price"] == "none" && shown != "", v["level price"] != "none" && shown != "level:A":
		t.Errorf("%v: %s, and yet the price shown is from %q", v, code, shown)
	}
	return code
}

func levelBy(v values) pricing.List {
	amount, ok := map[string]string{"higher": "10.00", "equal": "8.00", "lower": "7.99"}[v["level price"]]
	if !ok {
		return level()
	}
	return level(pricing.Row{Product: "P", Price: eur(amount)})
}

// agreedBy returns the contract, and one beside it by which account and product are known in any case.
func agreedBy(v values) []contract.Contract {
	c, other := deal(), deal()
	other.Code, other.Inactive = "OTHER", true
	c.Inactive, c.Force = v["contract"] == "inactive", v["forced"] == "yes"
	c.Expires = date(map[string]string{"later": tomorrow, "today": today, "past": yesterday}[v["expiry"]])
	a := &c.Accounts[0]
	a.Inactive = v["assignment"] == "inactive"
	switch v["dates"] {
	case "now":
		a.Starts, a.Ends = date(today), date(today)
	case "not begun":
		a.Starts, a.Ends = date(tomorrow), calendar.Date{}
	case "ended":
		a.Starts, a.Ends = calendar.Date{}, date(yesterday)
	}
	if v["account"] == "not assigned" {
		a.Account = "C-2"
	}
	p := &c.Products[0]
	p.Inactive = v["listing"] == "inactive"
	if v["price"] == "0" {
		p.Price = eur("0")
	}
	if v["product"] == "not assigned" {
		p.Product = "Q"
	}
	return []contract.Contract{c, other}
}
