package main

import (
	"time"
	_ "time/tzdata" // the zone is there, whatever machine this runs on

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

// open compiles the seller's facts. What is wrong with any of them is told whole, with its place.
func open() (*seller, error) {
	zone, err := calendar.ParseZone("Europe/Berlin")
	if err != nil {
		return nil, err
	}
	s := new(seller)
	if s.customers, err = account.NewGraph(customers()); err != nil {
		return nil, err
	}
	if s.prices, err = pricing.NewBook(prices(zone)); err != nil {
		return nil, err
	}
	if s.schedules, err = delivery.NewPlan(delivery.Data{Schedules: schedules(zone)}); err != nil {
		return nil, err
	}
	if s.terms.Products, err = product.New(products()); err != nil {
		return nil, err
	}
	if s.terms.Taxes, err = tax.New(taxes(zone)); err != nil {
		return nil, err
	}
	s.terms.Conditions, err = condition.New(conditions(zone))
	return s, err
}

func customers() account.Data {
	customer := func(id, name, group, profile, schedule, street, code, city, country string,
		terms account.PaymentTerms) account.Account {
		return account.Account{
			ID: id, Name: name, Groups: []string{group}, PriceLevels: []string{"TRADE"}, Currency: money.EUR, TaxProfile: profile,
			DeliverySchedules: []string{schedule}, PaymentTerms: terms,
			Addresses: []account.Address{{ID: "main", Kind: account.DeliveryAddress, Default: true,
				Lines: []string{street}, PostalCode: code, City: city, Country: country}},
		}
	}
	onAccount, online := account.PaymentTerms{OnAccount: true}, account.PaymentTerms{Online: true}
	return account.Data{Groups: []account.Group{{ID: "dealers"}, {ID: "others"}}, Accounts: []account.Account{
		customer("bremen", "Hansa Büro GmbH", "dealers", "business", "weekdays", "Am Wall 3", "28195", "Bremen", "DE", onAccount),
		customer("wien", "Ringstraße Möbel GmbH", "dealers", "eu business", "tuesdays", "Ring 7", "1010", "Wien", "AT", onAccount),
		customer("basel", "Rheinbüro AG", "others", "business", "thursdays", "Rheingasse 1", "4058", "Basel", "CH", online),
		customer("oslo", "Fjord Kontor AS", "others", "business", "thursdays", "Kaia 2", "0150", "Oslo", "NO", online),
	}}
}

func prices(zone *time.Location) pricing.Data {
	return pricing.Data{Zone: zone, Revision: 41, Lists: []pricing.List{
		{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
			{Product: "desk", Price: eur("349.00")}, {Product: "manual", Price: eur("18.90")}, {Product: "installation", Price: eur("65.00")},
			{Product: "screws", Price: eur("0.0495")}, {Product: "screws", Unit: "box", Price: eur("8.95")},
		}},
		{ID: pricing.ListID{Kind: "promotion", Code: "AUTUMN"}, Audience: pricing.Audience{Kind: pricing.Everyone},
			Days: calendar.Days{To: calendar.MustDate("2026-11-30")}, Rows: []pricing.Row{{Product: "desk", Price: eur("329.00")}}},
	}}
}

func products() []product.Product {
	kilos := money.MustQuantity
	return []product.Product{
		{ID: "desk", Weight: kilos("31.5")},
		{ID: "manual", Weight: kilos("0.4"), TaxClass: "books"},
		{ID: "screws", Weight: kilos("0.004"), Own: product.Unit{Name: "piece", Multiple: money.Units(50)},
			Units: []product.Unit{{Name: "box", Holds: money.Units(200)}}},
		{ID: "installation", TaxClass: "services"},
	}
}

// taxes are a German seller's, in part: an example, not advice. That the installation shares the export of what is installed, for
// instance, is for his adviser to say; apart from it, it would be outside the scope of the tax, and need an order of its own.
func taxes(zone *time.Location) tax.Data {
	standard := func(percent string) tax.Treatment {
		return tax.Treatment{Category: tax.Standard, Rate: money.MustPercent(percent)}
	}
	free := func(c tax.Category, reason string) tax.Treatment { return tax.Treatment{Category: c, Reason: reason} }
	return tax.Data{Zone: zone, Rules: []tax.Rule{
		{ID: "DE", Country: "DE", Treatment: standard("19")},
		{ID: "DE books", Country: "DE", Class: "books", Treatment: standard("7")},
		{ID: "EU goods", Profile: "eu business", Overrules: true,
			Treatment: free(tax.IntraCommunity, "Intra-community supply, Article 138 of Directive 2006/112/EC")},
		{ID: "EU services", Profile: "eu business", Class: "services", Overrules: true,
			Treatment: free(tax.ReverseCharge, "Reverse charge: the customer owes the tax, Article 196 of Directive 2006/112/EC")},
		{ID: "CH", Country: "CH", Treatment: free(tax.Export, "Export, Article 146 of Directive 2006/112/EC")},
	}}
}

func conditions(zone *time.Location) condition.Data {
	dealers, everyone := condition.Audience{Groups: []string{"dealers"}}, condition.Audience{Everyone: true}
	byWeight := func(id, name, country, to30, above string) condition.Delivery {
		return condition.Delivery{
			Terms: condition.Terms{ID: id, Name: name, For: everyone, Countries: []string{country}}, ByWeight: true,
			Costs: []condition.Cost{{Amount: eur(to30)}, {FromWeight: money.Units(30), Amount: eur(above)}},
		}
	}
	home := byWeight("freight DE", "Freight", "DE", "9.90", "39.00")
	home.FreeFrom, home.AfterDiscounts = eur("1500.00"), true
	return condition.Data{Zone: zone,
		Discounts: []condition.Discount{
			{Terms: condition.Terms{ID: "volume", Name: "Volume discount", For: everyone, Rank: 1}, Steps: []condition.Step{
				{From: eur("500.00"), Rate: money.MustPercent("2")}, {From: eur("1000.00"), Rate: money.MustPercent("4")}}},
			{Terms: condition.Terms{ID: "dealers", Name: "Dealer's bonus", For: dealers, Rank: 2},
				Steps: []condition.Step{{Rate: money.MustPercent("3")}}},
		},
		Deliveries: []condition.Delivery{
			home, byWeight("freight AT", "Freight to Austria", "AT", "19.90", "69.00"),
			byWeight("freight CH", "Freight and customs, Switzerland", "CH", "49.00", "129.00"),
		},
	}
}

func schedules(zone *time.Location) []delivery.Schedule {
	at := calendar.MustClock
	workdays := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	tour := func(id string, day time.Weekday) delivery.Schedule {
		rest := make([]time.Weekday, 0, len(workdays))
		for _, d := range workdays {
			if d != day {
				rest = append(rest, d)
			}
		}
		return delivery.Schedule{ID: id, Zone: zone, Week: []delivery.Workday{
			{Weekdays: []time.Weekday{day}, CutOff: at("12:00")}, {Weekdays: rest, CutOff: at("12:00"), NoDelivery: true},
		}}
	}
	return []delivery.Schedule{
		{ID: "weekdays", Zone: zone, Week: []delivery.Workday{{Weekdays: workdays, CutOff: at("14:00"),
			Frames: []delivery.Frame{{From: at("08:00"), Until: at("12:00")}, {From: at("12:00"), Until: at("17:00")}}}}},
		tour("tuesdays", time.Tuesday), tour("thursdays", time.Thursday),
	}
}
