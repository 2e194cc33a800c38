-- Ids, keys and texts of the host are bytea: byte-exact, in the order of their bytes. Instants are microseconds since 1970
-- in UTC; no instant is that of the year 1. Amounts are integers beside a scale and a currency; no amount is null.
-- Documents are canonical JSON in UTF-8: convert_from(doc, 'UTF8').

create table {locks} (name bytea primary key);

create table {requests} (
	ord bytea primary key, version bigint not null, account bytea not null, state text not null, placed bigint not null,
	doc bytea not null
);
create index on {requests} (placed, ord);
create index on {requests} (account, placed, ord);

create table {orders} (
	id bytea primary key, version bigint not null, account bytea not null, usr bytea not null, kind text not null,
	placed bigint not null, doc bytea not null
);
create index on {orders} (placed, id);
create index on {orders} (account, placed, id);

create table {substitutes} (usr bytea primary key, version bigint not null, doc bytea not null);

create table {agenda} (ord bytea primary key, at bigint not null);
create index on {agenda} (at, ord);

create table {messages} (
	position bigint generated always as identity primary key, key bytea not null unique, topic bytea not null,
	subject bytea not null, at bigint not null, body bytea not null
);

create table {usages} (
	budget bytea, period bytea, entries bigint not null, currency text,
	reserved bigint, reserved_scale smallint, spent bigint, spent_scale smallint,
	carried_in bigint, carried_in_scale smallint, carried_out bigint, carried_out_scale smallint,
	primary key (budget, period)
);

create table {entries} (
	budget bytea, period bytea, number bigint, from_period bytea, ord bytea, round bigint not null, kind text not null,
	amount bigint, amount_scale smallint, currency text,
	original bigint, original_scale smallint, original_currency text,
	rate bytea, measure text not null, at bigint not null,
	key bytea not null, principal bytea not null, usr bytea not null,
	primary key (budget, period, number)
);
create index on {entries} (ord, budget, period, number);
create index on {entries} (budget, from_period) where from_period is not null;
