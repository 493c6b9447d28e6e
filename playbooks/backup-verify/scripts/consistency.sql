-- Looks at the restored rows: a line `rows|TABLE|COUNT` for each table, `problem|WORDS` for each thing that is wrong.
-- Keys, checks and NOT NULL have been seen to hold when the rows came in; foreign keys have not.
SET search_path = pg_catalog;
BEGIN TRANSACTION READ ONLY;

SELECT format('SELECT ''rows'', %L, count(*) FROM ONLY %I.%I', schema || '.' || name, schema, name)
FROM backup_verify.sample ORDER BY schema, name \gexec

SELECT format(
  'SELECT ''problem'', format(''%%s has %%s rows, and must have %%s'', %L, count(*), %s) FROM %s HAVING count(*) < %s',
  name, rows, id, rows)
FROM backup_verify.least ORDER BY name \gexec

SELECT format(
  'SELECT ''problem'', format(''%%s rows of %%s have no row in %%s that they refer to (%%s)'', count(*), %L, %L, %L)
   FROM ONLY %s child WHERE %s AND NOT EXISTS (SELECT FROM %s %s parent WHERE %s) HAVING count(*) > 0',
  key.conrelid::regclass, key.confrelid::regclass, key.conname, key.conrelid::regclass,
  (SELECT string_agg(format('child.%I IS NOT NULL', attname), ' AND ')
     FROM pg_attribute WHERE attrelid = key.conrelid AND attnum = ANY (key.conkey)),
  CASE parent.relkind WHEN 'p' THEN '' ELSE 'ONLY' END, key.confrelid::regclass,
  (SELECT string_agg(format('parent.%I OPERATOR(%I.%s) child.%I', p.attname, n.nspname, o.oprname, c.attname), ' AND ')
     FROM unnest(key.conkey, key.confkey, key.conpfeqop) AS pair (child, parent, operator)
     JOIN pg_attribute c ON c.attrelid = key.conrelid AND c.attnum = pair.child
     JOIN pg_attribute p ON p.attrelid = key.confrelid AND p.attnum = pair.parent
     JOIN pg_operator o ON o.oid = pair.operator JOIN pg_namespace n ON n.oid = o.oprnamespace))
FROM pg_constraint key JOIN pg_class parent ON parent.oid = key.confrelid
WHERE key.contype = 'f' AND key.convalidated AND key.conrelid IN (SELECT id FROM backup_verify.sample)
  -- Postgres writes a key to a partitioned table down for each of its partitions, too.
  AND NOT EXISTS (SELECT FROM pg_constraint whole WHERE whole.oid = key.conparentid AND whole.conrelid = key.conrelid)
ORDER BY key.conname \gexec

SELECT 'constraints', count(*) FROM pg_constraint WHERE conrelid IN (SELECT id FROM backup_verify.sample);
COMMIT;
