-- One row: the present revision of contracts.
create table {contract_revision} (one boolean primary key check (one), revision bigint not null);

-- A contract holds from the revision since, included, to the revision until, excluded; present ones have none.
create table {contracts} (code bytea, since bigint, until bigint, doc bytea not null, primary key (code, since));
create unique index on {contracts} (code) where until is null;

-- Ids are revision and number, in the order of both; placed is when it was done.
create table {contract_events} (id bytea primary key, contract bytea not null, placed bigint not null, doc bytea not null);
create index on {contract_events} (placed, id);
create index on {contract_events} (contract, placed, id);

-- Placed is when a stage was changed last.
create table {stages} (id bytea primary key, version bigint not null, usr bytea not null, placed bigint not null, doc bytea not null);
create index on {stages} (placed, id);
create index on {stages} (usr, placed, id);
