package purchase

import "context"

// Place prices an order, puts it to budgets and limits, reserves it, and asks for the agreement that it needs (APR-14).
func (d *Desk[T]) Place(ctx context.Context, c Place) (Result, error) { return d.run(ctx, c.step()) }

// PlaceTx is Place in a transaction of the host. On an error the host ends it without committing.
func (d *Desk[T]) PlaceTx(ctx context.Context, tx T, c Place) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Answer gives an authorizer's answer, by rights as they are in its transaction (W7).
func (d *Desk[T]) Answer(ctx context.Context, c Answer) (Result, error) { return d.run(ctx, c.step()) }

// AnswerTx is Answer in a transaction of the host.
func (d *Desk[T]) AnswerTx(ctx context.Context, tx T, c Answer) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Reverse cancels an answer; budgets follow (APR-5).
func (d *Desk[T]) Reverse(ctx context.Context, c Reverse) (Result, error) {
	return d.run(ctx, c.step())
}

// ReverseTx is Reverse in a transaction of the host.
func (d *Desk[T]) ReverseTx(ctx context.Context, tx T, c Reverse) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Withdraw takes an order back that waits.
func (d *Desk[T]) Withdraw(ctx context.Context, c Withdraw) (Result, error) {
	return d.run(ctx, c.step())
}

// WithdrawTx is Withdraw in a transaction of the host.
func (d *Desk[T]) WithdrawTx(ctx context.Context, tx T, c Withdraw) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Export lets an approved order go on.
func (d *Desk[T]) Export(ctx context.Context, c Export) (Result, error) { return d.run(ctx, c.step()) }

// ExportTx is Export in a transaction of the host.
func (d *Desk[T]) ExportTx(ctx context.Context, tx T, c Export) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Convert makes an order of a quote.
func (d *Desk[T]) Convert(ctx context.Context, c Convert) (Result, error) {
	return d.run(ctx, c.step())
}

// ConvertTx is Convert in a transaction of the host.
func (d *Desk[T]) ConvertTx(ctx context.Context, tx T, c Convert) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}
