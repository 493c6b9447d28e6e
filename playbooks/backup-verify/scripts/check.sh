#!/bin/sh
# Looks before anything is made: the tools, the archive, the place.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

for tool in tar gzip sha256sum; do
  command -v "$tool" >/dev/null 2>&1 || die "$tool is not installed."
done

case $ARCHIVE in
  /*) ;;
  *) die "The archive must be an absolute path: $ARCHIVE" ;;
esac
[ -e "$ARCHIVE" ] || die "There is no such archive: $ARCHIVE"
[ -f "$ARCHIVE" ] || die "The archive is no file: $ARCHIVE"
[ -r "$ARCHIVE" ] || die "The archive cannot be read: $ARCHIVE"

magic=$(od -An -tx1 -N2 <"$ARCHIVE" | tr -d ' \n')
[ "$magic" = 1f8b ] || die "The archive is no gzip file: $ARCHIVE"

if [ -n "$STAGING_ROOT" ]; then
  [ -d "$STAGING_ROOT" ] && [ -w "$STAGING_ROOT" ] || die "The staging place is no folder that can be written: $STAGING_ROOT"
fi

bytes=$(wc -c <"$ARCHIVE")
printf '{"archiveBytes": %d}\n' "$bytes" >"$ATOMCTL_OUTPUT"
printf 'The archive has %d bytes.\n' "$bytes"
