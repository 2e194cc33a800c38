package exchange

import (
	"io/fs"
	"iter"
	"strconv"
	"strings"
)

// PartName returns the name of the file that a part of a kind of file has in a
// folder: "contracts.csv", and from the second part on "contracts-2.csv".
// [ReadFolder] reads all parts, as one file.
func PartName(file string, part int) string { return partBase(file, part) + ".csv" }

func partBase(file string, part int) string {
	if part > 1 {
		return file + "-" + strconv.Itoa(part)
	}
	return file
}

// folderRows yields the rows of a kind of file, part by part.
func folderRows[T any](folder fs.FS, name string, required bool, rows func(input) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for number := 1; ; number++ {
			file, bad := openFile(folder, partBase(name, number))
			if bad != nil && bad.Code == MissingFile && (number > 1 || !required) {
				if gap := missingPart(folder, name, number-1); gap != nil {
					yield(none, gap)
				}
				return
			}
			if bad != nil {
				yield(none, bad)
				return
			}
			more := true
			for row, err := range rows(file.input) {
				if more = yield(row, err); !more {
					break
				}
			}
			file.close()
			if !more {
				return
			}
		}
	}
}

// missingPart refuses a folder that has a part of a kind of file that was not read,
// since one before it is missing or its number is written otherwise: what it says
// would be lost in silence.
func missingPart(folder fs.FS, name string, read int) *FileError {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil // the folder opens files, but does not list them
	}
	for _, entry := range entries {
		base, isCSV := strings.CutSuffix(strings.TrimSuffix(entry.Name(), ".gz"), ".csv")
		digits, isPart := strings.CutPrefix(base, name+"-")
		number, err := strconv.Atoi(digits)
		if !isCSV || !isPart || err != nil || number > 1 && number <= read && base == partBase(name, number) {
			continue
		}
		return &FileError{File: entry.Name(), Code: MissingFile,
			Reason: "the name is that of a further part, but " + PartName(name, read+1) + " is not there: add it, or remove or rename this one"}
	}
	return nil
}
