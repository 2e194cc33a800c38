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

// Quote prices what is asked for and keeps it.
func (d *Desk[T]) Quote(ctx context.Context, c Quote) (Result, error) { return d.run(ctx, c.step()) }

// QuoteTx is Quote in a transaction of the host.
func (d *Desk[T]) QuoteTx(ctx context.Context, tx T, c Quote) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Amend changes an order.
func (d *Desk[T]) Amend(ctx context.Context, c Amend) (Result, error) { return d.run(ctx, c.step()) }

// AmendTx is Amend in a transaction of the host.
func (d *Desk[T]) AmendTx(ctx context.Context, tx T, c Amend) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Credit gives part of an order back to its budgets.
func (d *Desk[T]) Credit(ctx context.Context, c Credit) (Result, error) { return d.run(ctx, c.step()) }

// CreditTx is Credit in a transaction of the host.
func (d *Desk[T]) CreditTx(ctx context.Context, tx T, c Credit) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Due puts reminders and escalations of an order into the outbox.
func (d *Desk[T]) Due(ctx context.Context, c Due) (Result, error) { return d.run(ctx, c.step()) }

// DueTx is Due in a transaction of the host.
func (d *Desk[T]) DueTx(ctx context.Context, tx T, c Due) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Substitute names a substitute for the session's user.
func (d *Desk[T]) Substitute(ctx context.Context, c Substitute) (Result, error) {
	return d.run(ctx, c.step())
}

// SubstituteTx is Substitute in a transaction of the host.
func (d *Desk[T]) SubstituteTx(ctx context.Context, tx T, c Substitute) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}

// Recall ends a substitution.
func (d *Desk[T]) Recall(ctx context.Context, c Recall) (Result, error) { return d.run(ctx, c.step()) }

// RecallTx is Recall in a transaction of the host.
func (d *Desk[T]) RecallTx(ctx context.Context, tx T, c Recall) (Result, error) {
	return d.runTx(ctx, tx, c.step())
}
