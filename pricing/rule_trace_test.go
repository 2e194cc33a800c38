package pricing_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// codeCase is a case in which a list gets a code.
type codeCase struct {
	code     pricing.Code
	data     pricing.Data
	buyer    func(*pricing.Buyer)
	also     []pricing.ListID
	list     pricing.ListID
	sentence string
	shown    bool // to the buyer
}

func codeCases() []codeCase {
	a, k, x := pricing.LevelID("A"), contractID("K"), promoID("X")
	ten, nine := level("A", at("10")), deal("K", at("9"))
	refuse := ordered(pricing.LowestPrice, pricing.RefuseTie)
	member := func(m pricing.Assignment) pricing.Data {
		return lists(ten, with(nine, func(l *pricing.List) { m.Account = "acme"; l.Audience = memberOf(m) }))
	}
	terms := func(change func(*pricing.List)) pricing.Data { return lists(ten, with(nine, change)) }
	rowOf := func(r pricing.Row) pricing.Data { return lists(ten, deal("K", r)) }
	return []codeCase{
		{pricing.Won, lists(ten, nine), nil, nil, k, "contract:K wins with 9.00 GBP", true},
		{pricing.Tied, declared(refuse, promo("X", at("5 9")), promo("Y", at("9")), promo("Z", at("9"))), nil, nil, promoID("Z"), "promotion:Z ties with 9.00 GBP", true},
		{pricing.Unforced, lists(ten, with(promo("X", at("12")), forced)), nil, nil, a, "level:A has 10.00 GBP, but a forced price comes first", true},
		{pricing.Outbid, lists(ten, nine), nil, nil, a, "level:A has 10.00 GBP, but another price is lower", true},
		{pricing.Outranked, lists(deal("K", at("10")), ten), nil, nil, a, "level:A has 10.00 GBP too, but another list comes first", true},
		{pricing.LaterLevel, lists(ten, level("B", at("1 8"))), levels("A", "B"), nil, pricing.LevelID("B"), "level:B has 8.00 GBP (from 1 on), but an earlier price level has a price", true},
		{pricing.Dearer, rowOf(at("11")), nil, nil, k, "contract:K has 11.00 GBP, which is more than the level price", true},
		{pricing.NotCheaper, lists(ten, with(promo("X", at("10")), cheaperOnly)), nil, nil, x, "promotion:X has 10.00 GBP, which is not less than the level price", true},
		{pricing.FeatureOff, terms(func(l *pricing.List) { l.Feature = account.CustomerAccountContracts; l.Inactive = true }), nil, nil, k, `contract:K does not count: the feature "customer account contracts" is off`, false},
		{pricing.Inactive, terms(func(l *pricing.List) { l.Inactive = true; l.Days = days("2027-01-01", "") }), nil, nil, k, "contract:K does not count: it is switched off", false},
		{pricing.NotBegun, terms(func(l *pricing.List) { l.Days = days("2027-01-01", "") }), nil, nil, k, "contract:K does not count: it begins 2027-01-01 00:00 UTC", false},
		{pricing.Expired, terms(until("2026-03-09")), nil, nil, k, "contract:K does not count: it ended 2026-03-10 00:00 UTC", false},
		{pricing.NotAssigned, lists(ten, with(nine, func(l *pricing.List) { l.Audience.Assigned = []pricing.Assignment{{Account: "other"}} })), nil, []pricing.ListID{k}, k, "contract:K does not count: it is not assigned to the buyer", false},
		{pricing.AssignmentInactive, member(pricing.Assignment{Inactive: true}), nil, nil, k, "contract:K does not count: its assignment to the buyer is switched off", false},
		{pricing.AssignmentNotBegun, member(pricing.Assignment{Days: days("2026-03-11", "")}), nil, nil, k, "contract:K does not count: its assignment to the buyer begins 2026-03-11 00:00 UTC", false},
		{pricing.AssignmentEnded, member(pricing.Assignment{Days: days("", "2026-03-09")}), nil, nil, k, "contract:K does not count: its assignment to the buyer ended 2026-03-10 00:00 UTC", false},
		{pricing.NotListed, lists(ten, deal("K", of("Q", "1"))), nil, []pricing.ListID{k}, k, "contract:K does not have the product", false},
		{pricing.ProductInactive, rowOf(off(at("9"))), nil, nil, k, "contract:K does not count: the product is switched off in it", false},
		{pricing.NoPermission, terms(func(l *pricing.List) { l.Permission = account.MyContracts }), nil, nil, k, `contract:K does not count: the user lacks the permission "` + string(account.MyContracts) + `"`, false},
		{pricing.OtherUnit, rowOf(inBoxes(at("9"))), nil, nil, k, "contract:K has the product in other units only", true},
		{pricing.OtherCurrency, rowOf(inEuro(at("9"))), nil, nil, k, "contract:K has the product in other currencies only", true},
		{pricing.RowNotBegun, rowOf(dated("2027-01-01", "", at("9"))), nil, nil, k, "contract:K has a price that begins 2027-01-01 00:00 UTC", false},
		{pricing.RowEnded, rowOf(dated("", "2026-03-09", at("9"))), nil, nil, k, "contract:K has a price that ended 2026-03-10 00:00 UTC", false},
		{pricing.BelowMinimum, rowOf(at("5 9")), nil, nil, k, "contract:K has a price from 5 on only", true},
		{pricing.PriceZero, rowOf(at("0")), nil, nil, k, "contract:K does not count: its price is 0", true},
		{pricing.SetAside, lists(ten, nine), func(b *pricing.Buyer) { b.PricedAs = "parent" }, nil, k, "contract:K does not count: the account is priced from another", false},
	}
}

func levels(codes ...string) func(*pricing.Buyer) {
	return func(b *pricing.Buyer) { b.Levels = codes }
}

func (c *codeCase) explain(t *testing.T) (pricing.Trace, pricing.Buyer) {
	t.Helper()
	buyer := tradeBuyer()
	if c.buyer != nil {
		c.buyer(&buyer)
	}
	trace, err := sheet(t, c.data).For(buyer, march).Explain(some1, c.also...)
	if err != nil {
		t.Fatal(err)
	}
	return trace, buyer
}

func entryOf(trace pricing.Trace, id pricing.ListID) (found []pricing.Entry) {
	for _, e := range trace.Entries {
		if e.List == id {
			found = append(found, e)
		}
	}
	return found
}

// PRC-4: every code of the closed set, its sentence, and whether the buyer may
// know. The trace comes back from JSON as it was, and replays.
func TestPRC4_Codes(t *testing.T) {
	produced := make(map[pricing.Code]bool)
	for _, c := range codeCases() {
		t.Run(c.code.String(), func(t *testing.T) {
			trace, buyer := c.explain(t)
			entries := entryOf(trace, c.list)
			if len(entries) != 1 || entries[0].Code != c.code {
				t.Fatalf("got %v, want one entry %s %s", codes(trace), c.list, c.code)
			}
			produced[c.code] = true
			if got := entries[0].Sentence(); got != c.sentence {
				t.Errorf("says %q, want %q", got, c.sentence)
			}
			if shown := len(entryOf(trace.For(buyer), c.list)) == 1; shown != c.shown {
				t.Errorf("shown to the buyer: %v, want %v", shown, c.shown)
			}
			stored(t, trace)
			stored(t, trace.For(buyer))
		})
	}
	for code := pricing.Won; code <= pricing.SetAside; code++ {
		if !produced[code] {
			t.Errorf("no case produces %s", code)
		}
	}
}

// PRC-4: traces of other precedences come back and replay too.
func TestPRC4_ReplayOfOtherPrecedences(t *testing.T) {
	two := func(b *pricing.Buyer) { b.Levels = []string{"B", "A"} }
	all := []pricing.List{level("A", at("9")), level("B", at("10")), deal("K", at("9.50")), deal("L", at("8")), with(promo("X", at("12")), func(l *pricing.List) { l.Priority = 2 })}
	for _, criteria := range [][]pricing.Criterion{
		nil, {pricing.LowestPrice}, {pricing.ContractFirst}, {pricing.LowestCode}, {pricing.LowestKind}, {pricing.LevelPosition}, {pricing.HighestPriority},
		{pricing.ForcedFirst, pricing.RefuseTie}, {pricing.LowestPrice, pricing.RefuseTie},
	} {
		for _, every := range []bool{false, true} {
			c := codeCase{data: declared(pricing.Precedence{Criteria: criteria, EveryLevel: every}, all...), buyer: two}
			trace, buyer := c.explain(t)
			stored(t, trace)
			stored(t, trace.For(buyer))
		}
	}
}

// PRC-4: what is switched off does not show as another unit's.
func TestPRC4_SwitchedOffInOtherUnits(t *testing.T) {
	trace := explained(t, lists(level("A", at("10")), deal("K", off(inBoxes(at("9")))), deal("L", off(inBoxes(at("9"))), inEuro(inBoxes(at("9"))))), some1)
	sameAs(t, "codes", []string{"level:A won", "contract:K product-inactive", "contract:L other-unit"}, codes(trace))
}

// stored shows that a trace comes back from JSON and replays to its price.
func stored(t *testing.T, trace pricing.Trace) {
	t.Helper()
	data, err := json.Marshal(trace)
	if err != nil {
		t.Fatal(err)
	}
	var again pricing.Trace
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	sameAs(t, "the trace comes back", trace, again)
	price, err := again.Replay()
	if err != nil {
		t.Fatalf("replay: %v\n%s", err, data)
	}
	if !price.Unit.Equal(trace.Price) || price.Source() != trace.Source || price.Break != trace.Break || price.Reason != trace.Reason {
		t.Errorf("replays to %q, stated %s %s", told(price), trace.Price, trace.Source)
	}
}

// PRC-4: conditions come in the order of CON-2: the first that fails is told.
func TestPRC4_FirstConditionIsTold(t *testing.T) {
	l := with(deal("K", off(at("9"))), func(l *pricing.List) {
		l.Feature, l.Inactive, l.Days = account.CustomerAccountContracts, true, days("", "2026-03-09")
		l.Audience = memberOf(pricing.Assignment{Account: "acme", Inactive: true, Days: days("2026-03-11", "")})
		l.Permission = account.MyContracts
	})
	buyer := tradeBuyer()
	for _, step := range []struct {
		want pricing.Code
		mend func()
	}{
		{pricing.FeatureOff, func() { buyer.Features = []account.Feature{account.CustomerAccountContracts} }},
		{pricing.Inactive, func() { l.Inactive = false }},
		{pricing.Expired, func() { l.Days = days("", "") }},
		{pricing.AssignmentInactive, func() { l.Audience = memberOf(pricing.Assignment{Account: "acme", Days: days("2026-03-11", "")}) }},
		{pricing.AssignmentNotBegun, func() { l.Audience = memberOf(pricing.Assignment{Account: "acme"}) }},
		{pricing.ProductInactive, func() { l.Rows = []pricing.Row{inEuro(at("9"))} }},
		{pricing.NoPermission, func() { buyer.Permissions = []account.Permission{account.MyContracts} }},
		{pricing.OtherCurrency, func() { l.Rows = rows("5 0") }},
		{pricing.BelowMinimum, func() { l.Rows = rows("0") }},
		{pricing.PriceZero, func() { l.Rows = rows("11") }},
		{pricing.Dearer, func() { l.Rows = rows("10") }},
		{pricing.Won, func() {}},
	} {
		trace, err := sheet(t, lists(level("A", at("10")), l)).For(buyer, march).Explain(some1)
		if err != nil {
			t.Fatal(err)
		}
		if got := entryOf(trace, l.ID); len(got) != 1 || got[0].Code != step.want {
			t.Errorf("got %v, want %s", codes(trace), step.want)
		}
		step.mend()
	}
}

// PRC-4: the winner first, then those that counted by the precedence, then the
// others by id.
func TestPRC4_OrderOfTheTrace(t *testing.T) {
	trace := explained(t, lists(
		level("A", at("10")), deal("K", at("9")), deal("B", at("11")), promo("Z", at("9.50")), promo("C", at("8")),
		with(deal("D", at("1")), func(l *pricing.List) { l.Inactive = true }), promo("B", at("5 1")),
	), some1)
	sameAs(t, "order", []string{
		"promotion:C won", "contract:K outbid", "promotion:Z outbid", "level:A outbid",
		"contract:B dearer", "promotion:B below-minimum", "contract:D inactive",
	}, codes(trace))
	lines := strings.Split(trace.String(), "\n")
	if len(lines) != 1+len(trace.Entries) || lines[0] != trace.Sentence() {
		t.Errorf("told as\n%s", trace)
	}
}

// PRC-4: not assigned and not listed are told only of lists that are named; no
// trace names another customer's contract.
func TestPRC4_OthersAreNotNamed(t *testing.T) {
	data := lists(
		level("A", at("10")), level("B", at("7")), deal("K", of("Q", "1")),
		with(deal("SECRET", at("1")), func(l *pricing.List) { l.Audience = memberOf(pricing.Assignment{Account: "rival"}) }),
	)
	text := explained(t, data, some1).String()
	for _, name := range []string{"SECRET", "level:B", "contract:K"} {
		if strings.Contains(text, name) {
			t.Errorf("unasked, the trace names %s:\n%s", name, text)
		}
	}
	trace := explained(t, data, some1, contractID("SECRET"), pricing.LevelID("B"), contractID("K"), contractID("SECRET"))
	sameAs(t, "each that is named, once", []string{"level:A won", "level:B not-assigned", "contract:K not-listed", "contract:SECRET not-assigned"}, codes(trace))
	if trace.Entries[3].Price.IsSet() || trace.Entries[3].Break.Sign() != 0 {
		t.Errorf("another's price is told: %+v", trace.Entries[3])
	}
	sameAs(t, "and none of it to the buyer", []string{"level:A won"}, codes(trace.For(tradeBuyer())))
	if _, err := sheet(t, data).For(tradeBuyer(), march).Explain(some1, promoID("none")); err == nil {
		t.Error("a list that there is not is explained")
	}
}

// PRC-4: the buyer's form leaves out what he may not know.
func TestPRC4_ForTheBuyer(t *testing.T) {
	data := lists(costs(at("8")), derived("A", purchase, twoHalf, "0.25"), with(deal("K", at("1")), func(l *pricing.List) { l.Inactive = true }))
	trace := explained(t, data, some1, purchase)
	if got := trace.Entries[0].Sentence(); got != "level:A wins with 10.00 GBP, derived from cost:C + 25 %, to 2 places, half up" {
		t.Errorf("the seller's form says %q", got)
	}
	shown := trace.For(tradeBuyer())
	text, err := json.Marshal(shown)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"cost", "contract:K", "inactive", "derived"} {
		if strings.Contains(string(text)+shown.String(), secret) {
			t.Errorf("the buyer's form says %q: %s", secret, text)
		}
	}
	if len(trace.Entries) != 3 || trace.Entries[0].Derived != purchase {
		t.Errorf("the seller's form changed: %v", codes(trace))
	}
	for reason, change := range map[string]func(*pricing.Buyer){
		"another account": func(b *pricing.Buyer) { b.Account = "rival" },
		"prices hidden":   func(b *pricing.Buyer) { b.PricesHidden = true },
	} {
		buyer := tradeBuyer()
		change(&buyer)
		got := trace.For(buyer)
		if got.Price.IsSet() || len(got.Entries) > 0 || got.Source != (pricing.ListID{}) || got.Reason != pricing.Hidden {
			t.Errorf("%s gets %+v", reason, got)
		}
	}
}

// PRC-4: a graduated price is traced with its bands.
func TestPRC4_Bands(t *testing.T) {
	data := lists(with(level("A", rows("1 10", "10 8")...), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }))
	trace := explained(t, data, pieces("P", "12"))
	var got []string
	for _, b := range trace.Entries[0].Bands {
		got = append(got, b.Quantity.String()+" at "+b.Price.Number())
	}
	slices.Sort(got)
	sameAs(t, "the bands", []string{"3 at 8.00", "9 at 10.00"}, got)
	stored(t, trace)
}
