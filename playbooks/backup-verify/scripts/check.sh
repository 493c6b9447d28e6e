#!/bin/sh
# Looks before anything is made: the tools, the backup, the place. Of a folder it takes the newest backup.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || die "$tool is not installed."
  done
}

# Prints the newest file in the folder $1 whose name ends in one of the others.
newest() {
  place=$1
  shift
  best=
  for suffix in "$@"; do
    for candidate in "$place"/*"$suffix"; do
      [ -f "$candidate" ] || continue
      [ -n "$best" ] && [ ! "$candidate" -nt "$best" ] || best=$candidate
    done
  done
  [ -n "$best" ] || die "There is no backup in $place: no file ends in $*"
  printf '%s\n' "$best"
}

check_archive() {
  case $ARCHIVE in
    /*) ;;
    *) die "The archive must be an absolute path: $ARCHIVE" ;;
  esac
  [ -e "$ARCHIVE" ] || die "There is no such archive: $ARCHIVE"
  archive=$ARCHIVE
  if [ -d "$ARCHIVE" ]; then
    archive=$(newest "$ARCHIVE" "$@")
  fi
  [ -f "$archive" ] || die "The archive is no file: $archive"
  [ -r "$archive" ] || die "The archive cannot be read: $archive"
  printf '%s\n' "$archive" | keep archive
  if [ "$MAX_AGE_HOURS" -gt 0 ] && [ -n "$(find "$archive" -prune -mmin +$((MAX_AGE_HOURS * 60)))" ]; then
    die "The newest backup is older than $MAX_AGE_HOURS hours: $archive"
  fi
}

# Prints the first $1 bytes of the archive in hex.
magic() {
  od -An -tx1 -N"$1" <"$archive" | tr -d ' \n'
}

# Where Postgres' own programs are: what was said, what is on PATH, where Debian and Red Hat have the newest.
postgres_programs() {
  for folder in "$POSTGRES_PROGRAMS" "$(dirname "$(command -v initdb || echo /nowhere/initdb)")" \
    $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -t / -k 5 -V -r); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && [ -x "$folder/psql" ] && [ -x "$folder/pg_restore" ]; then
      printf '%s\n' "$folder"
      return
    fi
    [ "$folder" != "$POSTGRES_PROGRAMS" ] || [ -z "$folder" ] || die "There are no initdb, postgres, psql and pg_restore in $folder"
  done
  die "Postgres is not installed here: there are no initdb, postgres, psql and pg_restore."
}

case $SOURCE in
  files)
    need tar gzip sha256sum
    check_archive .tar.gz .tgz
    [ "$(magic 2)" = 1f8b ] || die "The archive is no gzip file: $archive"
    ;;
  postgres)
    need sha256sum
    programs=$(postgres_programs)
    printf '%s\n' "$programs" | keep programs
    check_archive .dump .pgdump
    [ "$(magic 5)" = 5047444d50 ] || die "The archive is no dump in the custom format of pg_dump (-Fc): $archive"
    if [ "$(id -u)" -eq 0 ] && ! unshare --user --map-user=65534 --map-group=65534 true 2>/dev/null; then
      die "Postgres refuses to be root, and nobody else can be had here: run atomctl as another user."
    fi
    ;;
  s3)
    need curl sha256sum awk shuf comm
    ;;
esac

if [ -n "$STAGING_ROOT" ]; then
  [ -d "$STAGING_ROOT" ] && [ -w "$STAGING_ROOT" ] || die "The staging place is no folder that can be written: $STAGING_ROOT"
fi

if [ "$SOURCE" = s3 ]; then
  printf '{"archive": null, "archiveBytes": null}\n' >"$ATOMCTL_OUTPUT"
else
  bytes=$(wc -c <"$archive")
  name=$(printf '%s' "$archive" | sed 's/[\\"]/\\&/g')
  printf '{"archive": "%s", "archiveBytes": %d}\n' "$name" "$bytes" >"$ATOMCTL_OUTPUT"
  printf 'The backup is %s, of %d bytes.\n' "$archive" "$bytes"
fi
