package approval

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// digest returns the SHA-256 of fields, each behind its length, so that no two lists of fields read alike.
func digest(fields ...string) string {
	var text []byte
	for _, f := range fields {
		text = append(binary.AppendUvarint(text, uint64(len(f))), f...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
