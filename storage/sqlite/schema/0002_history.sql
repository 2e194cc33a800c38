-- What was kept before, with the revision from which it held and the one at which it ended (PRC-12). Of a store that was
-- made before there was history, what was present last is where it begins.

CREATE TABLE {}former (
	kind TEXT NOT NULL,                  -- the table
	id TEXT NOT NULL,
	since INTEGER NOT NULL,
	until INTEGER NOT NULL,
	document TEXT NOT NULL,
	PRIMARY KEY (kind, id, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE {}former_lists (
	number INTEGER NOT NULL REFERENCES {}lists (number),
	since INTEGER NOT NULL,
	until INTEGER NOT NULL,
	document TEXT NOT NULL,
	PRIMARY KEY (number, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE {}former_prices (
	list INTEGER NOT NULL REFERENCES {}lists (number),
	product TEXT NOT NULL,
	since INTEGER NOT NULL,
	n INTEGER NOT NULL,
	until INTEGER NOT NULL,
	unit TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	min INTEGER NOT NULL,
	price TEXT NOT NULL,
	currency TEXT NOT NULL,
	inactive INTEGER NOT NULL,
	mode INTEGER NOT NULL,
	scope INTEGER NOT NULL,
	family TEXT NOT NULL,
	PRIMARY KEY (list, product, since, n)
) STRICT, WITHOUT ROWID;

-- Which lists, and which products of lists, a revision changed; what they became is in the tables.
CREATE TABLE {}price_changes (
	revision INTEGER NOT NULL,
	change TEXT NOT NULL,                -- put, terms, product, drop
	list INTEGER NOT NULL REFERENCES {}lists (number),
	product TEXT NOT NULL,
	PRIMARY KEY (revision, change, list, product)
) STRICT, WITHOUT ROWID;

DELETE FROM {}revisions WHERE revision < (SELECT max(later.revision) FROM {}revisions AS later WHERE later.kind = {}revisions.kind);
