#!/bin/sh
# Restores the whole schema of a dump and the rows of a few tables into a Postgres of this run alone: in the staging folder,
# on a socket there, without a network. Then it counts, and looks for rows that refer to none.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

archive=$(cat "$HOME/archive")
programs=$(cat "$HOME/programs")
folder=$(staging)
[ -d "$folder" ] || die "The staging folder is gone."
data=$folder/postgres
errors=$HOME/restore.errors
min_rows=$(cat)

# Root is nobody to Postgres, which would refuse it, and still owns its files; its memory and its network are its own.
alone=
[ "$(id -u)" -ne 0 ] || alone="unshare --user --map-user=65534 --map-group=65534 --ipc --net"

# Ends the step with $1, and Postgres' first words on it.
fail() {
  check_room "$errors" "$HOME/postgres.log"
  die "$1: $(because)"
}
because() {
  grep -m 1 -E 'error:|ERROR:|FATAL:' "$errors" | sed -E 's/^(psql|pg_restore|initdb):(<stdin>:[0-9]+:)? ?(error: )?//; s/^.*(ERROR|FATAL): +//'
}
sql() {
  "$programs/psql" -X -A -t -q -v ON_ERROR_STOP=1 -d restored "$@" 2>"$errors" || fail "The restored database cannot be asked"
}
restore() {
  "$programs/pg_restore" --no-owner --no-acl --exit-on-error -d restored "$@" "$archive" 2>"$errors" || fail "The dump does not restore"
}

"$programs/pg_restore" --list "$archive" >"$HOME/toc" 2>"$errors" || fail "The dump cannot be read"
encoding=$("$programs/pg_restore" --schema-only -f - "$archive" 2>/dev/null | sed -n "s/^SET client_encoding = '\(.*\)';\$/\1/p" | head -n 1)

if [ -d "$data" ]; then rm -rf "$data"; fi
$alone "$programs/initdb" -D "$data" --username=postgres --auth=trust -E "${encoding:-UTF8}" --locale=C --no-sync --no-instructions >/dev/null 2>"$errors" ||
  fail "The database of this run cannot be made"
cat >>"$data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 10
shared_buffers = 16MB
dynamic_shared_memory_type = mmap
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
autovacuum = off
END
# A socket's path may have about a hundred characters; the server's own begins in its folder.
cd "$data"
PGHOST=$data
if [ ${#data} -gt 80 ]; then PGHOST=/proc/self/cwd; fi
[ -d "$PGHOST" ] || die "The path is too long for a socket of Postgres: choose a staging place with a shorter one than $data"
$alone "$programs/postgres" -D "$data" -k . >"$HOME/postgres.log" 2>&1 &
server=$!
trap 'kill -QUIT "$server" 2>/dev/null; wait "$server" || true' EXIT
trap 'exit 143' TERM INT HUP
PGUSER=postgres PGPORT=5432 PGAPPNAME=backup-verify
export PGHOST PGUSER PGPORT PGAPPNAME
until "$programs/psql" -X -q -d postgres -c 'CREATE DATABASE restored' >/dev/null 2>"$errors"; do
  if ! kill -0 "$server" 2>/dev/null; then
    cp "$HOME/postgres.log" "$errors"
    fail "The database of this run does not start"
  fi
  sleep 0.2
done

# The whole schema, empty: every type, function, index and constraint. Not what names roles, or what runs by itself.
grep -v -E '^[0-9]+; [0-9]+ [0-9]+ (POLICY|ROW SECURITY|USER MAPPING|EVENT TRIGGER|PUBLICATION|SUBSCRIPTION|MATERIALIZED VIEW DATA)' "$HOME/toc" >"$HOME/schema.toc"
restore --section=pre-data --use-list="$HOME/schema.toc"
restore --section=post-data --use-list="$HOME/schema.toc"

# The tables that must have rows, others by chance, and all that their rows refer to.
sql -v sample="$SAMPLE" -v min_rows="${min_rows:-{\}}" -f "$ATOMCTL_PACKAGE/scripts/sample.sql"
unknown=$(sql -c 'SELECT name FROM backup_verify.least WHERE id IS NULL ORDER BY name LIMIT 1')
[ -z "$unknown" ] || die "There is no table $unknown in the dump."
sql -R '' -F '' -c 'SELECT schema, chr(10), name, chr(10) FROM backup_verify.sample ORDER BY id' >"$HOME/tables"
while IFS= read -r schema && IFS= read -r table; do
  restore --section=data --disable-triggers --schema="$schema" --table="$table"
done <"$HOME/tables"

sql -f "$ATOMCTL_PACKAGE/scripts/consistency.sql" >"$HOME/consistency"
sed -n 's/^rows|\(.*\)|\([0-9]*\)$/\2 rows in \1/p' "$HOME/consistency"
problem=$(sed -n 's/^problem|//p' "$HOME/consistency" | head -n 1)
[ -z "$problem" ] || die "$problem"
awk -F '|' '$1 == "rows" { tables += 1; rows += $NF } $1 == "constraints" { constraints = $2 }
  END {
    summary = sprintf("%d tables with %d rows were restored, and their %d constraints hold.", tables, rows, constraints)
    printf "{\"tables\": %d, \"rows\": %d, \"constraints\": %d, \"summary\": \"%s\"}\n", tables, rows, constraints, summary
  }' "$HOME/consistency" >"$ATOMCTL_OUTPUT"
