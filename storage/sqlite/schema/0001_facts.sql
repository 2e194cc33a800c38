-- What is kept now. {} is the prefix of all names. Ids are compared byte by byte, instants are microseconds since 1970,
-- documents are those of package record.

CREATE TABLE {}revisions (
	kind TEXT NOT NULL,          -- accounts, budgets, prices
	revision INTEGER NOT NULL,
	stamp BLOB NOT NULL,         -- tells what was committed from what was rolled back under the same number
	anew INTEGER NOT NULL,       -- 1 where all was replaced
	PRIMARY KEY (kind, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE {}application (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}groups (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}categories (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}accounts (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}permission_roles (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}worker_groups (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}users (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}budgets (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE {}price_terms (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL, document TEXT NOT NULL) STRICT;

CREATE TABLE {}lists (
	number INTEGER NOT NULL PRIMARY KEY, -- stays when the list is dropped
	kind TEXT NOT NULL,
	code TEXT NOT NULL,
	since INTEGER NOT NULL,
	audience INTEGER NOT NULL,
	source_kind TEXT NOT NULL,           -- of the list that it is derived from
	source_code TEXT NOT NULL,
	document TEXT,                       -- without rows; NULL where there is no such list now
	UNIQUE (kind, code)
) STRICT;

CREATE TABLE {}list_members (
	member TEXT NOT NULL,                -- an account after "a:", a group after "g:"
	list INTEGER NOT NULL REFERENCES {}lists (number),
	PRIMARY KEY (member, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX {}list_members_list ON {}list_members (list);

CREATE TABLE {}prices (
	list INTEGER NOT NULL REFERENCES {}lists (number),
	product TEXT NOT NULL,
	n INTEGER NOT NULL,
	since INTEGER NOT NULL,
	unit TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	min INTEGER NOT NULL,                -- millionths
	price TEXT NOT NULL,                 -- canonical
	currency TEXT NOT NULL,
	inactive INTEGER NOT NULL,
	mode INTEGER NOT NULL,
	scope INTEGER NOT NULL,
	family TEXT NOT NULL,
	PRIMARY KEY (list, product, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE {}orders (
	id TEXT NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	account TEXT NOT NULL,
	user TEXT NOT NULL,
	kind TEXT NOT NULL,
	placed INTEGER NOT NULL,
	document TEXT NOT NULL
) STRICT;
CREATE INDEX {}orders_placed ON {}orders (placed, id);
CREATE INDEX {}orders_account ON {}orders (account, placed, id);

CREATE TABLE {}requests (
	id TEXT NOT NULL PRIMARY KEY,        -- of the order
	version INTEGER NOT NULL,
	account TEXT NOT NULL,
	state TEXT NOT NULL,
	placed INTEGER NOT NULL,
	document TEXT NOT NULL
) STRICT;
CREATE INDEX {}requests_placed ON {}requests (placed, id);
CREATE INDEX {}requests_account ON {}requests (account, placed, id);
CREATE INDEX {}requests_state ON {}requests (state, placed, id);

CREATE TABLE {}substitutes (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) STRICT;

CREATE TABLE {}agenda (order_id TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX {}agenda_at ON {}agenda (at, order_id);

CREATE TABLE {}outbox (
	position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	key TEXT NOT NULL UNIQUE,
	topic TEXT NOT NULL,
	subject TEXT NOT NULL,
	at INTEGER NOT NULL,
	body BLOB NOT NULL
) STRICT;

-- Amounts are integers × 10^-scale; NULL is no amount.
CREATE TABLE {}usages (
	budget TEXT NOT NULL,
	period TEXT NOT NULL,
	entries INTEGER NOT NULL,
	reserved INTEGER, reserved_scale INTEGER NOT NULL, reserved_currency TEXT NOT NULL,
	spent INTEGER, spent_scale INTEGER NOT NULL, spent_currency TEXT NOT NULL,
	carried_in INTEGER, carried_in_scale INTEGER NOT NULL, carried_in_currency TEXT NOT NULL,
	carried_out INTEGER, carried_out_scale INTEGER NOT NULL, carried_out_currency TEXT NOT NULL,
	PRIMARY KEY (budget, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE {}entries (
	budget TEXT NOT NULL,
	period TEXT NOT NULL,
	number INTEGER NOT NULL,
	from_period TEXT NOT NULL,           -- of a carry-over
	order_id TEXT NOT NULL,
	round INTEGER NOT NULL,
	kind TEXT NOT NULL,
	amount INTEGER, amount_scale INTEGER NOT NULL, amount_currency TEXT NOT NULL,
	original INTEGER, original_scale INTEGER NOT NULL, original_currency TEXT NOT NULL,
	rate TEXT NOT NULL,                  -- a document
	measure TEXT NOT NULL,
	at INTEGER NOT NULL,
	key TEXT NOT NULL,
	principal TEXT NOT NULL,
	user TEXT NOT NULL,
	PRIMARY KEY (budget, period, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX {}entries_order ON {}entries (order_id, budget, period, number);
CREATE INDEX {}entries_from ON {}entries (budget, from_period) WHERE from_period <> '';
