package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

func baseline(l *pricing.List) { l.Competes = pricing.Base }

// PRC-3: the default order, each criterion on its own.
func TestPRC3_DefaultPrecedence(t *testing.T) {
	market := with(promo("Z", at("5")), func(l *pricing.List) { l.ID.Kind = "market" })
	runRule(t, []ruleCase{
		{reason: "forced before others, though dearer", data: lists(level("A", at("1")), with(deal("K", at("12")), forced)), want: "12.00 contract:K"},
		{reason: "a forced promotion before an unforced contract", data: lists(deal("K", at("1")), with(promo("X", at("12")), forced)), want: "12.00 promotion:X"},
		{reason: "of two forced the lowest", data: lists(level("A", at("1")), with(deal("K", at("12")), forced), with(deal("L", at("11")), forced)), want: "11.00 contract:L"},
		{reason: "the lowest price", data: lists(level("A", at("10")), deal("K", at("9")), deal("L", at("8"))), want: "8.00 contract:L"},
		{reason: "the lowest price, though of a level", data: lists(level("A", at("10")), promo("X", at("11"))), want: "10.00 level:A"},
		{reason: "a contract before any other list of that price", data: lists(level("A", at("9")), promo("B", at("9")), deal("K", at("9"))), want: "9.00 contract:K"},
		{reason: "the lowest code, byte by byte", data: lists(deal("k", at("9")), deal("K2", at("9")), deal("K10", at("9"))), want: "9.00 contract:K10"},
		{reason: "then the kind", data: lists(promo("Z", at("5")), market), want: "5.00 market:Z"},
		{reason: "the code before the kind", data: lists(promo("Y", at("5")), market), want: "5.00 promotion:Y"},
		{reason: "equal to the level price counts", data: lists(level("A", at("9")), deal("K", at("9"))), want: "9.00 contract:K"},
		{reason: "above the level price does not", data: lists(level("A", at("9")), deal("K", at("9.000001"))), want: "9.00 level:A"},
		{reason: "where only less counts, equal does not", data: lists(level("A", at("9")), with(deal("K", at("9")), cheaperOnly)), want: "9.00 level:A"},
		{reason: "where only less counts, less does", data: lists(level("A", at("9")), with(deal("K", at("8.999999")), cheaperOnly)), want: "8.999999 contract:K"},
		{reason: "without a level price it counts whatever it is", data: lists(deal("K", at("99"))), want: "99.00 contract:K"},
		{reason: "below the level's minimum there is no level price", data: lists(level("A", at("5 1")), deal("K", at("99"))), want: "99.00 contract:K"},
		{reason: "a level in another currency is no level price", data: lists(level("A", inEuro(at("1"))), deal("K", at("99"))), want: "99.00 contract:K"},
		{reason: "a level in another unit is no level price", data: lists(level("A", inBoxes(at("1"))), deal("K", at("99"))), want: "99.00 contract:K"},
		{reason: "a level price of 0 is none", data: lists(level("A", at("0")), deal("K", at("99"))), want: "99.00 contract:K"},
		{reason: "a price of 0 never wins, forced or not", data: lists(level("A", at("9")), with(deal("K", at("0")), forced)), want: "9.00 level:A"},
	})
}

func cheaperOnly(l *pricing.List) { l.Competes = pricing.Cheaper }

func ordered(criteria ...pricing.Criterion) pricing.Precedence {
	return pricing.Precedence{Criteria: criteria}
}

func declared(p pricing.Precedence, all ...pricing.List) pricing.Data {
	return pricing.Data{Precedence: p, Lists: all}
}

// PRC-3: a host may declare another order.
func TestPRC3_DeclaredPrecedence(t *testing.T) {
	priority := func(n int) func(*pricing.List) { return func(l *pricing.List) { l.Priority = n } }
	two := func(b *pricing.Buyer) { b.Levels = []string{"B", "A"} }
	every := func(c ...pricing.Criterion) pricing.Precedence {
		return pricing.Precedence{Criteria: c, EveryLevel: true}
	}
	runRule(t, []ruleCase{
		{reason: "lowest price alone: forced is nothing special", data: declared(ordered(pricing.LowestPrice), level("A", at("9")), with(deal("K", at("12")), forced)), want: "9.00 level:A"},
		{reason: "contract first, though dearer", data: declared(ordered(pricing.ContractFirst), level("A", at("9")), with(deal("K", at("12")), baseline)), want: "12.00 contract:K"},
		{reason: "lowest code, though dearer", data: declared(ordered(pricing.LowestCode), level("A", at("12")), promo("B", at("9"))), want: "12.00 level:A"},
		{reason: "lowest kind, though dearer", data: declared(ordered(pricing.LowestKind), level("A", at("12")), promo("0", at("9"))), want: "12.00 level:A"},
		{reason: "highest priority, though dearer", data: declared(ordered(pricing.HighestPriority), with(promo("X", at("1")), priority(1)), with(promo("Y", at("2")), priority(2)), with(promo("Z", at("3")), priority(-3))), want: "2.00 promotion:Y"},
		{reason: "what is left open is decided by code", data: declared(ordered(pricing.HighestPriority), promo("Y", at("1")), promo("X", at("2"))), want: "2.00 promotion:X"},
		{reason: "and then by kind", data: declared(ordered(pricing.HighestPriority), promo("A", at("1")), level("A", at("2"))), want: "2.00 level:A"},
		{reason: "the first level that yields a price is the level price", data: lists(level("A", at("1")), level("B", at("2"))), buyer: two, want: "2.00 level:B"},
		{reason: "one that lacks the product yields none", data: lists(level("A", at("1")), level("B", of("Q", "2"))), buyer: two, want: "1.00 level:A"},
		{reason: "one that is inactive yields none", data: lists(level("A", at("1")), with(level("B", at("2")), func(l *pricing.List) { l.Inactive = true })), buyer: two, want: "1.00 level:A"},
		{reason: "one whose permission is missing yields none", data: lists(level("A", at("1")), with(level("B", at("2")), func(l *pricing.List) { l.Permission = account.MyContracts })), buyer: two, want: "1.00 level:A"},
		{reason: "every level: the lowest of them", data: declared(pricing.Precedence{EveryLevel: true}, level("A", at("1")), level("B", at("2"))), buyer: two, want: "1.00 level:A"},
		{reason: "every level: that is what others may not be above", data: declared(pricing.Precedence{EveryLevel: true}, level("A", at("1")), level("B", at("2")), deal("K", at("1.5"))), buyer: two, want: "1.00 level:A"},
		{reason: "the position of the levels can be part of it", data: declared(every(pricing.LevelPosition), level("A", at("1")), level("B", at("2"))), buyer: two, want: "2.00 level:B"},
		{reason: "other lists come after all levels then", data: declared(every(pricing.LevelPosition), level("A", at("2")), promo("X", at("1"))), buyer: two, want: "2.00 level:A"},
		{reason: "a fifth level and more are looked at", data: lists(level("F", at("6"))), buyer: func(b *pricing.Buyer) { b.Levels = []string{"A", "B", "C", "D", "E", "F"} }, want: "6.00 level:F"},
	})
}

// PRC-3: a tie that the host does not want decided.
func TestPRC3_RefuseTie(t *testing.T) {
	refuse := ordered(pricing.ForcedFirst, pricing.LowestPrice, pricing.RefuseTie)
	runRule(t, []ruleCase{
		{reason: "equal prices are no price", data: declared(refuse, promo("X", at("5")), promo("Y", at("5"))), want: "tie"},
		{reason: "a level and a contract of one price tie too", data: declared(refuse, level("A", at("5")), deal("K", at("5"))), want: "tie"},
		{reason: "in whatever order they come", data: declared(refuse, promo("Y", at("5")), promo("X", at("5")), promo("Z", at("9"))), want: "tie"},
		{reason: "a lower third decides", data: declared(refuse, promo("X", at("5")), promo("Y", at("5")), promo("Z", at("4"))), want: "4.00 promotion:Z"},
		{reason: "what an earlier criterion decides is no tie", data: declared(refuse, promo("X", at("5")), with(promo("Y", at("5")), forced)), want: "5.00 promotion:Y"},
		{reason: "two tables that only look alike are no tie", data: declared(refuse, promo("X", at("5")), promo("Y", at("5.000001"))), want: "5.00 promotion:X"},
		{reason: "one list heard twice does not tie with itself", data: declared(refuse, with(promo("X", at("5")), func(l *pricing.List) {
			l.Audience = memberOf(pricing.Assignment{Account: "acme"}, pricing.Assignment{Group: "north"})
		})), buyer: func(b *pricing.Buyer) { b.Groups = []string{"north"} }, want: "5.00 promotion:X"},
		{reason: "levels of which the first counts do not tie", data: declared(refuse, level("A", at("5")), level("B", at("5"))), buyer: func(b *pricing.Buyer) { b.Levels = []string{"B", "A"} }, want: "5.00 level:B"},
	})
	trace := explained(t, declared(refuse, promo("X", at("5")), promo("Y", at("5")), promo("Z", at("6"))), some1)
	sameAs(t, "the trace names the rows that tie", []string{"promotion:X tied", "promotion:Y tied", "promotion:Z outbid"}, codes(trace))
	if trace.Price.IsSet() || trace.Source != (pricing.ListID{}) || trace.Break.Sign() != 0 {
		t.Errorf("a tie states a price: %+v", trace)
	}
}

func explained(t testing.TB, data pricing.Data, line pricing.Line, also ...pricing.ListID) pricing.Trace {
	t.Helper()
	trace, err := sheet(t, data).For(tradeBuyer(), march).Explain(line, also...)
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

// codes are the entries of a trace, in words.
func codes(trace pricing.Trace) (all []string) {
	for _, e := range trace.Entries {
		all = append(all, e.List.String()+" "+e.Code.String())
	}
	return all
}
