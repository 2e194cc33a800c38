package purchase

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// digest returns the SHA-256 of fields, each behind its length.
func digest(fields ...string) string {
	var text []byte
	for _, f := range fields {
		text = append(binary.AppendUvarint(text, uint64(len(f))), f...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// payload is the digest of what a customer asks for, not of the prices computed from it, nor of the instant (APR-13).
func payload(word string, lines []pricing.Line, places ...order.Place) string {
	fields := []string{word}
	for _, p := range places {
		fields = append(fields, p.Address, p.Point)
	}
	for _, l := range lines {
		fields = append(fields, l.Product, l.Unit, l.Quantity.String())
	}
	return digest(fields...)
}

// asker is a session as it goes into a digest.
func asker(s account.Session) []string { return []string{s.Principal, s.User, s.Account} }

// remembered finds a key among the commands that an order remembers itself.
func remembered(o storage.Order, key string) (storage.Remembered, bool) {
	i := slices.IndexFunc(o.Remembered, func(m storage.Remembered) bool { return m.Key == key })
	if i < 0 {
		return storage.Remembered{}, false
	}
	return o.Remembered[i], true
}
