-- Chooses the tables whose rows are restored: those that must have some, `sample` others by chance (0: all), and, as far
-- as foreign keys lead, what their rows refer to. psql gives :sample and :min_rows, a JSON object of numbers by table.
CREATE SCHEMA backup_verify;
SET search_path = pg_catalog;

CREATE TABLE backup_verify.least AS
  SELECT key AS name, value::bigint AS rows, to_regclass(key) AS id FROM json_each_text(:'min_rows');

CREATE TABLE backup_verify.sample AS
WITH RECURSIVE tables AS (
  SELECT c.oid AS id FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'p'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'backup_verify')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
), chosen AS (
  (SELECT id FROM tables ORDER BY random() LIMIT CASE WHEN :sample > 0 THEN :sample END)
  UNION ALL SELECT id FROM backup_verify.least WHERE id IS NOT NULL
), reached AS (
  SELECT id FROM chosen
  UNION
  SELECT next.id FROM reached, LATERAL (
    SELECT confrelid AS id FROM pg_constraint WHERE contype = 'f' AND conrelid = reached.id
    UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = reached.id
  ) next
)
SELECT id, n.nspname AS schema, c.relname AS name
FROM reached JOIN pg_class c ON c.oid = id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r';
