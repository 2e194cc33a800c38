package storage

import "context"

// Orders keeps orders and quotes, which share their ids: no two have the same.
//
// To who implements it: the rules are those of [Requests], with an order's ID, Version and Placed, and
// [OrderFilter.Match] and [KeptOrder].
type Orders[T any] interface {
	Order(ctx context.Context, tx T, id string) (Order, error)
	PutOrder(ctx context.Context, tx T, o Order) error
	ListOrders(ctx context.Context, tx T, f OrderFilter, p Page) ([]Order, error)
}
