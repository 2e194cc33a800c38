package exchange

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
)

// file is an open file of a folder.
type file struct {
	input
	source fs.File
}

// close closes a file that was only read, so that nothing can be lost by it.
func (f *file) close() { _ = f.source.Close() }

// openFile opens NAME.csv or NAME.csv.gz. An error with the code MissingFile
// says that there is neither.
func openFile(folder fs.FS, name string) (*file, *FileError) {
	plain, err := open(folder, name+".csv")
	packed, gzErr := open(folder, name+".csv.gz")
	switch {
	case plain != nil && packed != nil:
		plain.close()
		packed.close()
		return nil, &FileError{File: name + ".csv", Code: Unreadable,
			Reason: "the folder has it both plain and packed: remove one of them"}
	case err != nil:
		return nil, err
	case gzErr != nil:
		return nil, gzErr
	case plain != nil:
		return plain, nil
	case packed != nil:
		return packed, packed.unpack()
	}
	return nil, &FileError{File: name + ".csv", Code: MissingFile, Err: fs.ErrNotExist,
		Reason: "the folder has no such file, nor one that ends in .gz: add it"}
}

// open returns nil for a file that does not exist.
func open(folder fs.FS, name string) (*file, *FileError) {
	source, err := folder.Open(name)
	switch {
	case err == nil:
		return &file{input{name, source}, source}, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	}
	return nil, &FileError{File: name, Code: Unreadable, Err: err, Reason: "the file cannot be opened: look at its rights"}
}

// unpack reads the file through gzip; an error closes it.
func (f *file) unpack() *FileError {
	unpacked, err := gzip.NewReader(f.source)
	if err != nil {
		f.close()
		return &FileError{File: f.name, Code: Unreadable, Err: err, Reason: "the file is not packed by gzip: pack it again"}
	}
	f.from = io.Reader(unpacked)
	return nil
}
