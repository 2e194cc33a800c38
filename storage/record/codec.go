package record

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// codec writes and reads values of one type.
type codec struct {
	write func(dst []byte, v reflect.Value) ([]byte, *fault)
	read  func(in *scanner, v reflect.Value) *fault
}

// registry has the codecs of types, each made once.
type registry struct{ known sync.Map }

var codecs registry

func (r *registry) of(t reflect.Type) codec {
	if c, ok := r.known.Load(t); ok {
		return c.(codec)
	}
	c := r.make(t)
	r.known.Store(t, c)
	return c
}

var (
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
	ownTexts      = map[reflect.Type]codec{
		reflect.TypeFor[time.Time]():      textCodec(writeInstant, readInstant),
		reflect.TypeFor[*time.Location](): textCodec(writeZone, readZone),
		reflect.TypeFor[money.Amount]():   textCodec(writeAmount, readAmount),
		reflect.TypeFor[money.Quantity](): textCodec(writeQuantity, readQuantity),
	}
)

func (r *registry) make(t reflect.Type) codec {
	if c, ok := ownTexts[t]; ok {
		return c
	}
	if t.Implements(textMarshaler) {
		return marshalerCodec()
	}
	switch t.Kind() {
	case reflect.Struct:
		return r.object(t)
	case reflect.Slice:
		return r.array(t)
	case reflect.Pointer:
		return r.pointer(t)
	case reflect.String:
		return codec{
			func(dst []byte, v reflect.Value) ([]byte, *fault) { return appendText(dst, v.String()), nil },
			func(in *scanner, v reflect.Value) *fault {
				text, f := in.anyText()
				v.SetString(text)
				return f
			},
		}
	case reflect.Bool:
		return codec{
			func(dst []byte, v reflect.Value) ([]byte, *fault) { return strconv.AppendBool(dst, v.Bool()), nil },
			func(in *scanner, v reflect.Value) *fault {
				b, f := in.bool()
				v.SetBool(b)
				return f
			},
		}
	}
	return number(t)
}

// number is the codec of integers. Any other kind of type is a mistake in this package, which its tests find.
func number(t reflect.Type) codec {
	switch {
	case reflect.Zero(t).CanInt():
		return codec{
			func(dst []byte, v reflect.Value) ([]byte, *fault) { return strconv.AppendInt(dst, v.Int(), 10), nil },
			func(in *scanner, v reflect.Value) *fault {
				n, err := strconv.ParseInt(in.number(), 10, t.Bits())
				v.SetInt(n)
				return bad(err, "not a number that fits")
			},
		}
	case reflect.Zero(t).CanUint():
		return codec{
			func(dst []byte, v reflect.Value) ([]byte, *fault) { return strconv.AppendUint(dst, v.Uint(), 10), nil },
			func(in *scanner, v reflect.Value) *fault {
				n, err := strconv.ParseUint(in.number(), 10, t.Bits())
				v.SetUint(n)
				return bad(err, "not a number that fits")
			},
		}
	}
	panic(fmt.Sprint("no record of ", t))
}

// marshalerCodec is for types with a text of their own. What has none, or one that is not read again, is not written.
func marshalerCodec() codec {
	read := func(text string, v reflect.Value) error {
		return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	}
	return textCodec(func(v reflect.Value) (string, error) {
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return "", err
		}
		back := reflect.New(v.Type()).Elem()
		if err := read(string(text), back); err != nil {
			return "", err
		}
		again, err := back.Interface().(encoding.TextMarshaler).MarshalText()
		if err == nil && string(again) != string(text) {
			err = ErrRecord
		}
		return string(text), err
	}, read)
}

// textCodec is for values that are one text.
func textCodec(text func(reflect.Value) (string, error), read func(string, reflect.Value) error) codec {
	return codec{
		func(dst []byte, v reflect.Value) ([]byte, *fault) {
			t, err := text(v)
			return appendText(dst, t), bad(err, "does not exist, or is beyond what is kept")
		},
		func(in *scanner, v reflect.Value) *fault {
			t, f := in.anyText()
			if f != nil {
				return f
			}
			return bad(read(t, v), "not a text of its kind")
		},
	}
}

func bad(err error, what string) *fault {
	if err == nil {
		return nil
	}
	return &fault{what: what}
}

// nameOf returns how a field is named in documents: PricedAt is priced_at, ID is id.
func nameOf(field string) string {
	var name strings.Builder
	lower := func(i int) bool { return i >= 0 && i < len(field) && field[i] >= 'a' && field[i] <= 'z' }
	for i := range len(field) {
		if i > 0 && !lower(i) && (lower(i-1) || lower(i+1)) {
			name.WriteByte('_')
		}
		name.WriteString(strings.ToLower(field[i : i+1]))
	}
	return name.String()
}
