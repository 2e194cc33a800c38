-- Contracts hold from the revision since, included, to the revision until, excluded, which is the greatest integer while they
-- are there. Their present revision is the last one of the kind contracts.

CREATE TABLE {}contracts (
	code TEXT NOT NULL,
	since INTEGER NOT NULL,
	until INTEGER NOT NULL,
	document TEXT NOT NULL,
	PRIMARY KEY (code, since)
) STRICT;

CREATE TABLE {}contract_events (
	id TEXT NOT NULL PRIMARY KEY,        -- revision and number, in the order of both
	contract TEXT NOT NULL,
	placed INTEGER NOT NULL,             -- when it was done
	document TEXT NOT NULL
) STRICT;
CREATE INDEX {}contract_events_placed ON {}contract_events (placed, id);
CREATE INDEX {}contract_events_contract ON {}contract_events (contract, placed, id);

CREATE TABLE {}stages (
	id TEXT NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	user TEXT NOT NULL,
	placed INTEGER NOT NULL,             -- when it was changed last
	document TEXT NOT NULL
) STRICT;
CREATE INDEX {}stages_placed ON {}stages (placed, id);
CREATE INDEX {}stages_user ON {}stages (user, placed, id);
