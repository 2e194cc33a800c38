package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"github.com/tradeterms/tradeterms/pricing"
)

// PriceSlice is that of [storage.PriceSlices]: four queries, or one where the whole present book is at hand.
func (s *Store) PriceSlice(ctx context.Context, tx *sql.Tx, k pricing.Keys) (*pricing.Book, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	r, err := w.present(priceTerms)
	if err == nil && r.number == 0 {
		err = errNoPrices
	}
	if err != nil {
		return nil, err
	}
	if b, ok := s.books.get(r); ok {
		return b, nil
	}
	b, err := w.builder(moment{revision: r.number})
	if err != nil {
		return nil, err
	}
	members, also := membersOf(k), idsOf(k.Also)
	heads := met + "SELECT number, document FROM {}lists WHERE number IN met"
	rows := met + "SELECT list, product, " + rowColumns + ` FROM {}prices
		WHERE list IN met AND product IN (SELECT value FROM json_each(?5))`
	args := []any{int64(pricing.Named), int64(pricing.Everyone), members, also}
	if err := w.fillBook(b, heads, args, rows, append(slices.Clip(args), texts(k.Products))); err != nil {
		return nil, err
	}
	return b.Book()
}

// met are the lists that a buyer may meet by their audience, and those that they are derived from.
const met = `WITH RECURSIVE met(number) AS (
	SELECT number FROM {}lists WHERE audience IN (?1, ?2) AND document IS NOT NULL
	UNION SELECT list FROM {}list_members WHERE member IN (SELECT value FROM json_each(?3))
	UNION SELECT l.number FROM json_each(?4) AS also
		JOIN {}lists AS l ON l.kind = also.value ->> 0 AND l.code = also.value ->> 1 WHERE l.document IS NOT NULL
	UNION SELECT l.number FROM met JOIN {}lists AS d ON d.number = met.number JOIN json_each(d.sources) AS source
		JOIN {}lists AS l ON l.kind = source.value ->> 0 AND l.code = source.value ->> 1 WHERE l.document IS NOT NULL
) `

func membersOf(k pricing.Keys) string {
	var members []string
	for _, id := range k.Accounts {
		members = append(members, "a:"+id)
	}
	for _, id := range k.Groups {
		members = append(members, "g:"+id)
	}
	return texts(members)
}

// idsOf returns ids of lists as an array of JSON, without those that are none.
func idsOf(ids []pricing.ListID) string {
	all := make([][]string, 0, len(ids))
	for _, id := range ids {
		if utf8.ValidString(string(id.Kind)) && utf8.ValidString(id.Code) {
			all = append(all, []string{string(id.Kind), id.Code})
		}
	}
	array, _ := json.Marshal(all) // texts can always be written
	return string(array)
}

// texts returns texts as an array of JSON, without those that are none: no id is like that.
func texts(all []string) string {
	all = slices.DeleteFunc(slices.Clone(all), func(text string) bool { return !utf8.ValidString(text) })
	array, _ := json.Marshal(append([]string{}, all...))
	return string(array)
}
