create table {price_names} (
	list integer generated always as identity primary key, kind bytea not null, code bytea not null, unique (kind, code)
);

-- Lists and rows hold from the revision since, included, to the revision until, excluded; and no longer than until all price
-- data was set anew. Whole: the list came with all its rows. Open: every buyer may meet it. Source is the list that it is
-- derived from.
create table {price_lists} (
	list integer, since bigint, until bigint, whole boolean not null, open boolean not null, source integer,
	accounts bytea[] not null, groups bytea[] not null, doc bytea not null,
	primary key (list, since)
);
create index on {price_lists} (since);
create index on {price_lists} (until) where until is not null;

-- Changed: the row came by a change, not with all price data. Days are year × 10000 + month × 100 + day, minima are millionths, prices are canonical numbers. What is most often so is
-- null: present, no unit of its own, every day, no minimum, active, the breaks of the list.
create table {price_rows} (
	since bigint not null, until bigint, minimum bigint, list integer not null, from_day integer, to_day integer,
	mode smallint, scope smallint, inactive boolean, changed boolean, product bytea not null, unit bytea, price text not null,
	currency text not null, family bytea
);
create index on {price_rows} (list, product);
create index on {price_rows} (since) where changed;
create index on {price_rows} (until) where until is not null;
