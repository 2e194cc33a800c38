-- One row for each revision that ever was. The stamp is random: it tells two contents of one revision apart, of which one
-- was rolled back. Whole says that all price data was set then; doc holds what is set with it.
create table {revisions} (
	subject text, revision bigint, stamp bytea not null, whole boolean not null, doc bytea,
	primary key (subject, revision)
);

-- A fact holds from the revision since, included, to the revision until, excluded; present ones have none.
create table {facts} (
	subject text, kind text, id bytea, since bigint, until bigint, doc bytea not null,
	primary key (subject, kind, id, since)
);
create unique index on {facts} (subject, kind, id) where until is null;
create index on {facts} (subject, since);
create index on {facts} (subject, until) where until is not null;
