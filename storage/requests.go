package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/approval"
)

// Requests keeps the authorization of orders, one request for each. It is all that a host must implement for approval alone.
//
// To who implements it:
//
//   - Request returns the one of an order, or [ErrNotFound].
//   - PutRequest compares: the Version of what is stored must be that of the request, 0 where nothing is; it stores the
//     request as it is with a Version of one more. Else it is [ErrConflict], and nothing is stored.
//   - ListRequests returns the requests that the filter matches ([approval.Filter.Match]), newest first: by Placed, then by
//     Order byte by byte, both descending. It begins after the page's mark and returns as many as the page holds, fewer only
//     where there are no more.
//   - What comes back is what went in, byte by byte ([KeptRequest]), and shares nothing with what the store keeps.
type Requests[T any] interface {
	Request(ctx context.Context, tx T, order string) (approval.Request, error)
	PutRequest(ctx context.Context, tx T, r approval.Request) error
	ListRequests(ctx context.Context, tx T, f approval.Filter, p Page) ([]approval.Request, error)
}
