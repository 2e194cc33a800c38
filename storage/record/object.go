package record

import (
	"reflect"
	"strconv"
)

// field is one of an object.
type field struct {
	name  string
	codec codec
}

// object is the codec of a struct: its fields by name, those that are zero or empty left out.
func (r *registry) object(t reflect.Type) codec {
	fields := make([]field, t.NumField())
	index := make(map[string]int, len(fields))
	for i := range fields {
		f := t.Field(i)
		if !f.IsExported() {
			panic("no record of " + t.String() + ", which has fields that are not exported")
		}
		fields[i] = field{nameOf(f.Name), r.of(f.Type)}
		index[fields[i].name] = i
	}
	return codec{
		func(dst []byte, v reflect.Value) ([]byte, *fault) { return writeObject(dst, v, fields) },
		func(in *scanner, v reflect.Value) *fault { return readObject(in, v, fields, index) },
	}
}

func writeObject(dst []byte, v reflect.Value, fields []field) ([]byte, *fault) {
	dst = append(dst, '{')
	start := len(dst)
	for i, f := range fields {
		part := v.Field(i)
		if part.IsZero() || part.Kind() == reflect.Slice && part.Len() == 0 {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), f.name...), '"', ':')
		var wrong *fault
		if dst, wrong = f.codec.write(dst, part); wrong != nil {
			return nil, wrong.in(f.name)
		}
	}
	return append(dst, '}'), nil
}

func readObject(in *scanner, v reflect.Value, fields []field, index map[string]int) *fault {
	seen := make([]bool, len(fields))
	return in.list('{', '}', func() *fault {
		name, wrong := in.plainText()
		if wrong != nil {
			return wrong
		}
		i, known := index[name]
		switch {
		case !known:
			return &fault{what: "a field that is not known"}
		case seen[i]:
			return (&fault{what: "said twice"}).in(name)
		case !in.take(':'):
			return (&fault{what: "no value"}).in(name)
		}
		seen[i] = true
		return fields[i].codec.read(in, v.Field(i)).in(name)
	})
}

// array is the codec of a slice. One without elements is read as none.
func (r *registry) array(t reflect.Type) codec {
	element := r.of(t.Elem())
	return codec{
		func(dst []byte, v reflect.Value) ([]byte, *fault) {
			dst = append(dst, '[')
			for i := range v.Len() {
				if i > 0 {
					dst = append(dst, ',')
				}
				var wrong *fault
				if dst, wrong = element.write(dst, v.Index(i)); wrong != nil {
					return nil, wrong.in(strconv.Itoa(i))
				}
			}
			return append(dst, ']'), nil
		},
		func(in *scanner, v reflect.Value) *fault {
			return in.list('[', ']', func() *fault {
				n := v.Len()
				v.Grow(1)
				v.SetLen(n + 1)
				v.Index(n).SetZero()
				return element.read(in, v.Index(n)).in(strconv.Itoa(n))
			})
		},
	}
}

// pointer is the codec of a part that may be absent, which its object leaves out then.
func (r *registry) pointer(t reflect.Type) codec {
	to := r.of(t.Elem())
	return codec{
		func(dst []byte, v reflect.Value) ([]byte, *fault) { return to.write(dst, v.Elem()) },
		func(in *scanner, v reflect.Value) *fault {
			v.Set(reflect.New(t.Elem()))
			return to.read(in, v.Elem())
		},
	}
}
