-- A list may be derived from several: sources is an array of JSON, [["level","A"]].
ALTER TABLE {}lists ADD COLUMN sources TEXT NOT NULL DEFAULT '[]';
UPDATE {}lists SET sources = json_array(json_array(source_kind, source_code)) WHERE source_code <> '';
ALTER TABLE {}lists DROP COLUMN source_kind;
ALTER TABLE {}lists DROP COLUMN source_code;
