#!/bin/sh
# Unpacks the archive. What is half done has another name, so that repeating the step starts afresh.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

folder=$(staging)
[ -d "$folder" ] || die "The staging folder is gone."
[ ! -d "$folder/content" ] || exit 0
archive=$(cat "$HOME/archive")

partial=$folder/content.partial
listing=$HOME/unpack.list
errors=$HOME/unpack.errors
if [ -d "$partial" ]; then
  find "$partial" -type d -exec chmod u+rwx {} +
  rm -rf "$partial"
fi
mkdir "$partial"

# The archive comes on standard input: a name with a colon would be another machine's to tar.
if tar -x -v -o -z -f - -C "$partial" <"$archive" >"$listing" 2>"$errors"; then
  chmod -R a-w "$partial"
  mv "$partial" "$folder/content"
  count=$(wc -l <"$listing")
  printf 'Unpacked %d entries.\n' "$count"
  exit 0
fi

cat "$errors" >&2
check_room "$errors"
last=$(tail -n 1 "$listing")

# A damaged stream can give files before it breaks off; the list, if it came out, tells which of them are wrong.
damaged=
list=$(find "$partial" -maxdepth 2 -name "$CHECKSUMS" -type f | head -n 1)
if [ -n "$list" ]; then
  (cd "${list%/*}" && sha256sum -c "$CHECKSUMS" 2>/dev/null) >"$HOME/unpack.result" || true
  damaged=$(sed -n 's/: FAILED$//p' "$HOME/unpack.result" | head -n 1)
  [ -n "$damaged" ] || damaged=$(sed -n 's/: FAILED open or read$//p' "$HOME/unpack.result" | head -n 1)
fi
if [ -n "$damaged" ]; then
  die "The archive does not unpack: it stopped at ${last:-its beginning}. The first file that did not come out whole is $damaged"
fi
die "The archive does not unpack: it stopped at ${last:-its beginning}."
