package contracting_test

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// A sales representative changes a local contract of her own, and at once it counts. On a mirrored one, on another's, and on
// one that she would make her own by its representative id she is refused, and nothing is stored.
func Example() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	if err := fill(ctx, store); err != nil { // OWN and ERP are of representative R1, who is ria; OTHER is of R2
		fmt.Println(err)
	}
	desk := contracting.New(store, contracting.Rules{Zone: rules.Zone})

	cheaper := contract.Product{Product: "lamp", Price: money.MustParse("28.50", money.EUR)}
	for _, e := range []contract.Edit{
		{Kind: contract.ChangeProduct, Contract: "OWN", Product: cheaper},
		{Kind: contract.ChangeProduct, Contract: "ERP", Product: cheaper},
		{Kind: contract.ChangeProduct, Contract: "OTHER", Product: cheaper},
		{Kind: contract.ChangeTerms, Contract: "OTHER", Terms: contract.Terms{Currency: money.EUR, SalesRep: "R1"}},
	} {
		out, err := desk.Do(ctx, contract.Command{Session: as("ria"), At: noon, Edits: []contract.Edit{e}})
		fmt.Printf("%s %s: %v %v\n", e.Kind, e.Contract, out.Decision, err)
	}

	err := store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		for revision := uint64(1); revision <= 2; revision++ {
			book, err := store.BookAt(ctx, tx, revision)
			if err != nil {
				return err
			}
			costs, err := price(book)
			fmt.Println("revision", revision, "of the price book: a lamp costs", costs, err)
		}
		for e, err := range storage.AllContractEvents(ctx, tx, store, "OWN") {
			was, is := e.Before.Products[0].Price, e.After.Products[0].Price
			fmt.Println("revision", e.Revision, e.Principal, "as", e.User, e.Kind, was, "→", is, err)
		}
		return nil
	})
	fmt.Println(err)
	// Output:
	// change product OWN: done <nil>
	// change product ERP: edit 1: contract "ERP" is mirrored from another system and changes by import only: change it there, and import it again <nil>
	// change product OTHER: edit 1: user "ria" may not "modify local contracts" on contract "OTHER" of representative "R2": "R2" is not of the user's own representative id: ask its representative, or an administrator <nil>
	// change terms OTHER: edit 1: user "ria" may not "modify local contracts" on contract "OTHER" of representative "R2": "R2" is not of the user's own representative id: ask its representative, or an administrator <nil>
	// revision 1 of the price book: a lamp costs 30.00 EUR by contract:OWN <nil>
	// revision 2 of the price book: a lamp costs 28.50 EUR by contract:OWN <nil>
	// revision 2 ria as ria change product 30.00 EUR → 28.50 EUR <nil>
	// <nil>
}

// Changes are staged, shown and published as one revision. Who staged on what another has published since is told what
// changed, and goes on from there.
func ExampleDesk_Stage() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	if err := fill(ctx, store); err != nil {
		fmt.Println(err)
	}
	desk := contracting.New(store, contracting.Rules{Zone: rules.Zone})

	first, err := desk.Stage(ctx, "ria's", command("ria", reprice("OWN", "28.50")))
	fmt.Println("ria stages:", first.Outcome.Decision, err)
	second, err := desk.Stage(ctx, "ada's", command("ada", add("OWN", "desk", "95.00")))
	fmt.Println("ada stages:", second.Outcome.Decision, err)
	first, err = desk.Publish(ctx, "ria's", first.Stage.Version, as("ria"), noon)
	fmt.Println("ria publishes:", first.Outcome.Decision, err)

	late, err := desk.Publish(ctx, "ada's", second.Stage.Version, as("ada"), noon)
	fmt.Println("ada publishes:", late.Outcome.Decision, err)
	second, err = desk.Rebase(ctx, "ada's", second.Stage.Version, noon)
	for _, c := range second.Changed {
		fmt.Println("changed since:", c.Contract, c.Product, c.Field, c.Before, "→", c.After)
	}
	fmt.Println("ada rebases:", second.Outcome.Decision, err)
	shown, err := desk.Show(ctx, "ada's")
	fmt.Println("would change:", len(shown.Outcome.Prices(contract.Reading{}).Put), "list", err)
	second, err = desk.Publish(ctx, "ada's", second.Stage.Version, as("ada"), noon)
	fmt.Println("ada publishes:", second.Outcome.Decision, err)
	// Output:
	// ria stages: done <nil>
	// ada stages: done <nil>
	// ria publishes: done <nil>
	// ada publishes: somebody else changed the contracts since this was staged: look at what is different, and rebase
	// 	contract "OWN", product "lamp": price <nil>
	// changed since: OWN lamp price 30.00 EUR → 28.50 EUR
	// ada rebases: done <nil>
	// would change: 1 list <nil>
	// ada publishes: done <nil>
}

// Another system's contracts are imported as it has them; a local one of the same code is left alone.
func ExampleDesk_Import() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	if err := fill(ctx, store); err != nil {
		fmt.Println(err)
	}
	desk := contracting.New(store, contracting.Rules{Zone: rules.Zone})
	job := contract.Actor{Principal: "nightly import", User: "nightly import"}

	theirs := contract.Contract{Code: "ERP", Currency: money.EUR, Origin: contract.Mirrored, Products: []contract.Product{lamp("29.00")}}
	for _, code := range []string{"ERP", "OWN"} {
		theirs.Code = code
		out, err := desk.Import(ctx, []contract.Contract{theirs}, nil, job, noon)
		fmt.Println(code+":", out.Decision, err)
	}
	// Output:
	// ERP: done <nil>
	// OWN: edit 1: contract "OWN" is local, and an import leaves it alone: give the mirrored one another code <nil>
}

// Who puts other price data in place of all there is adds the lists of the contracts.
func Example_allPricesAnew() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	if err := fill(ctx, store); err != nil {
		fmt.Println(err)
	}
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		graph, err := store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		var contracts []contract.Contract
		for c, err := range storage.AllContracts(ctx, tx, store) {
			if err != nil {
				return err
			}
			contracts = append(contracts, c)
		}
		lists, err := contract.Lists(contracts, graph, rules.Reading)
		if err != nil {
			return err
		}
		revision, err := store.PriceRevision(ctx, tx)
		if err != nil {
			return err
		}
		level := pricing.List{ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "lamp", Price: eur("42.00")}}}
		return store.SetPrices(ctx, tx, pricing.Data{Zone: rules.Zone, Revision: revision + 1, Lists: append(lists, level)})
	})
	fmt.Println(err)
	out, err := contracting.New(store, rules).Do(ctx, command("ria", reprice("OWN", "28.50")))
	fmt.Println(out.Decision, err)
	// Output:
	// <nil>
	// done <nil>
}
