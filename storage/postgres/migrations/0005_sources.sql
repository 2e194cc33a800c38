-- A list may be derived from several.
alter table {price_lists} add column sources integer[];
update {price_lists} set sources = array[source] where source is not null;
alter table {price_lists} drop column source;
