package pricing_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// PRC-5: no price is an answer with its reason, never a zero.
func TestPRC5_Reasons(t *testing.T) {
	refuse := ordered(pricing.LowestPrice, pricing.RefuseTie)
	cases := []ruleCase{
		{reason: "priced", data: lists(level("A", at("1"))), want: "1.00 level:A"},
		{reason: "no list has it", data: lists(level("A", of("Q", "1"))), want: "no-such-product"},
		{reason: "another level has it", data: lists(level("A"), level("B", at("1"))), want: "not-in-level"},
		{reason: "the level has it switched off", data: lists(level("A", off(at("1")))), want: "not-in-level"},
		{reason: "the level has it at 0", data: lists(level("A", at("0"))), want: "not-in-level"},
		{reason: "the level has it in boxes", data: lists(level("A", inBoxes(at("1")))), want: "not-in-unit"},
		{reason: "the level has it in pieces", data: lists(level("A", at("1"))), line: boxes("P", "1"), want: "not-in-unit"},
		{reason: "the level has it in euro", data: lists(level("A", inEuro(at("1")))), want: "not-in-currency"},
		{reason: "too few", data: lists(level("A", at("2.5 1"))), want: "below-minimum from 2.5"},
		{reason: "the row begins later", data: lists(level("A", dated("2026-03-11", "", at("1")))), want: "not-yet-valid"},
		{reason: "the level begins later", data: lists(with(level("A", at("1")), func(l *pricing.List) { l.Days = days("2026-03-11", "") })), want: "not-yet-valid"},
		{reason: "the row has ended", data: lists(level("A", dated("", "2026-03-09", at("1")))), want: "no-longer-valid"},
		{reason: "one has ended, another is to come", data: lists(level("A", dated("", "2026-03-09", at("1")), dated("2026-03-11", "", at("1")))), want: "not-yet-valid"},
		{reason: "prices are hidden", data: lists(level("A", at("1"))), buyer: func(b *pricing.Buyer) { b.PricesHidden = true }, want: "hidden"},
		{reason: "hidden even of what there is not", data: lists(level("A")), buyer: func(b *pricing.Buyer) { b.PricesHidden = true }, want: "hidden"},
		{reason: "a tie", data: declared(refuse, promo("X", at("1")), promo("Y", at("1"))), want: "tie"},
		{reason: "a tie states no least quantity", data: declared(refuse, level("A", at("5 9")), promo("X", at("1")), promo("Y", at("1"))), want: "tie"},
		{reason: "blocked", data: lists(level("A", at("1"))), buyer: func(b *pricing.Buyer) { b.Blocked = true }, want: "blocked"},
		{reason: "blocked and hidden is hidden", data: lists(level("A", at("1"))), buyer: func(b *pricing.Buyer) { b.Blocked, b.PricesHidden = true, true }, want: "hidden"},
	}
	runRule(t, cases)
	seen := map[string]bool{pricing.Price{}.Reason.String(): true}
	for _, c := range cases {
		price := mustAsk(t, c.prices(t), c.asked())
		seen[price.Reason.String()] = true
		if !price.OK() && (price.Unit.IsSet() || price.Source() != (pricing.ListID{}) || price.Special()) {
			t.Errorf("%s: no price, but %s from %s", c.reason, price.Unit, price.Source())
		}
	}
	for reason := pricing.Unasked; reason <= pricing.Blocked; reason++ {
		if !seen[reason.String()] {
			t.Errorf("no case produces %s", reason)
		}
	}
}

// PRC-5: a hidden contract cannot show through the reason.
func TestPRC5_HiddenContractDoesNotShow(t *testing.T) {
	rivals := func(l *pricing.List) { l.Audience = memberOf(pricing.Assignment{Account: "rival"}) }
	for reason, hide := range map[string]func(*pricing.List){
		"another's":              rivals,
		"inactive":               func(l *pricing.List) { l.Inactive = true },
		"ended":                  func(l *pricing.List) { l.Days = days("", "2026-03-09") },
		"not begun":              func(l *pricing.List) { l.Days = days("2026-03-11", "") },
		"without the feature":    func(l *pricing.List) { l.Feature = account.CustomerAccountContracts },
		"without the permission": func(l *pricing.List) { l.Permission = account.MyContracts },
		"assigned later": func(l *pricing.List) {
			l.Audience.Assigned = []pricing.Assignment{{Account: "acme", Days: days("2026-03-11", "")}}
		},
		"assigned and off":     func(l *pricing.List) { l.Audience.Assigned = []pricing.Assignment{{Account: "acme", Inactive: true}} },
		"product switched off": func(l *pricing.List) { l.Rows = []pricing.Row{off(at("9")), off(inBoxes(at("9")))} },
		"product to come": func(l *pricing.List) {
			l.Rows = []pricing.Row{dated("2026-03-11", "", at("9")), dated("2026-03-11", "", inBoxes(at("9")))}
		},
	} {
		for _, base := range []pricing.List{level("A", of("Q", "1")), level("A", at("5 10")), level("A", at("8")), level("A", inBoxes(at("8"))), level("A", inEuro(at("8")))} {
			without, withIt := lists(base), lists(base, with(deal("K", at("1"), inBoxes(at("7")), inEuro(at("7"))), hide))
			for _, line := range []pricing.Line{some1, boxes("P", "1")} {
				want, got := buyersView(t, without, line), buyersView(t, withIt, line)
				sameAs(t, fmt.Sprintf("a contract %s, %s of P", reason, line.Unit), want, got)
			}
		}
	}
}

// buyersView is all that a buyer gets to see of a line but for the end of the
// answer's window, which a contract to come may be.
func buyersView(t *testing.T, data pricing.Data, line pricing.Line) string {
	t.Helper()
	p := sheet(t, data).For(tradeBuyer(), march)
	answer, err := p.Answer(line)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := p.Explain(line)
	if err != nil {
		t.Fatal(err)
	}
	shown := trace.For(tradeBuyer())
	text, err := json.Marshal(shown)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join([]string{told(answer.Price), told(answer.Normal), nextIn(answer.Next), string(text), shown.String(), fmt.Sprint(listed(p, "1"))}, "\n")
}

// PRC-6: a user who may not see prices gets no amount anywhere.
func TestPRC6_NoAmountAnywhere(t *testing.T) {
	const secret = "739154" // of 739154.86, and nowhere else
	price := secret + ".86"
	data := lists(
		level("A", at(price), at("100 "+price)), with(deal("K", at(price), of("Q", price)), notDearer),
		costs(at(price)), derived("B", purchase, twoHalf, "0"), with(promo("G", at(price), at("5 "+price)), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }),
	)
	book := sheet(t, data)
	open := book.For(tradeBuyer(), march)
	if !strings.Contains(everything(t, open, tradeBuyer()), secret) {
		t.Fatal("the search finds nothing where amounts are shown")
	}
	hidden := tradeBuyer()
	hidden.PricesHidden = true
	if text := everything(t, book.For(hidden, march), hidden); strings.Contains(text, secret) {
		t.Errorf("an amount shows:\n%s", text)
	}
	trace, err := open.Explain(some1, purchase)
	if err != nil {
		t.Fatal(err)
	}
	if text := dump(t, trace.For(hidden)); strings.Contains(text, secret) {
		t.Errorf("an amount shows in a stored trace:\n%s", text)
	}
}

// everything is all that pricing says, with errors, as text.
func everything(t *testing.T, p *pricing.Prices, b pricing.Buyer) string {
	t.Helper()
	var all []string
	say := func(value any, err error) { all = append(all, dump(t, value), fmt.Sprint(err)) }
	for _, line := range []pricing.Line{some1, pieces("P", "200"), pieces("Q", "1"), boxes("P", "1"), pieces("none", "1"), pieces("P", "0")} {
		say(p.Price(line))
		say(p.Answer(line))
		trace, err := p.Explain(line, purchase, contractID("K"))
		say(trace, err)
		say(trace.For(b), err)
		all = append(all, trace.String())
	}
	say(p.Explain(some1, promoID("none")))
	basket, err := p.Basket([]pricing.Line{some1, pieces("P", "200"), pieces("Q", "1")})
	say(basket.Lines, err)
	say(basket.Total, nil)
	for i := range basket.Lines {
		say(basket.Answer(i))
		say(basket.Explain(i, purchase))
	}
	_, err = p.Basket([]pricing.Line{pieces("P", "9000000000000"), pieces("Q", "9000000000000")})
	say(nil, err)
	for item, price := range p.All(money.Units(1)) {
		say(item.Product(), nil)
		say(price, nil)
	}
	for id := range p.Lists() {
		say(id, nil)
	}
	return strings.Join(all, "\n")
}

func dump(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + fmt.Sprintf("\n%+v", value)
}

// PRC-6: no error about the data names an amount.
func TestPRC6_ErrorsNameNoAmount(t *testing.T) {
	const secret = "739154"
	_, err := pricing.NewBook(pricing.Data{Zone: march.Location(), Lists: []pricing.List{
		level("A", at(secret+".86"), at(secret+".87")), level("B", at("-"+secret)), level("C", dated("2026-02-02", "2026-01-01", at(secret))),
		level("S", rows("1 "+secret, "2 999999999999999999")...), surcharged("D", sourceS, surcharge("", "3", secret)), surcharged("E", sourceS, surcharge("", "0", secret)),
	}})
	if err == nil || strings.Contains(err.Error()+fmt.Sprintf("%+v", err), secret) {
		t.Errorf("got %+v", err)
	}
}
