#!/bin/sh
# Checks every file against the checksum list, in parts: each part that is done is removed, so that a step
# that was interrupted goes on where it stood.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

content=$(staging)/content
case $SOURCE in
  files)
    [ -d "$content" ] || die "The unpacked backup is gone."
    base=$(checksum_folder "$CHECKSUMS" "$content")
    list=$base/$CHECKSUMS
    ;;
  s3)
    [ -d "$content" ] || die "The restored objects are gone."
    base=$content
    list=$HOME/checked
    ;;
  postgres)
    archive=$(cat "$HOME/archive")
    base=${archive%/*}
    list=$HOME/checked
    [ -f "$base/$CHECKSUMS" ] || die "There is no $CHECKSUMS beside the dump: nothing says what it should be."
    NAME=${archive##*/} awk '{ name = $0; sub(/^[0-9a-fA-F]+ [ *](\.\/)?/, "", name) } name == ENVIRON["NAME"]' "$base/$CHECKSUMS" >"$list"
    [ -s "$list" ] || die "$CHECKSUMS beside the dump does not name it: nothing vouches for ${archive##*/}"
    ;;
esac
check_list "$list" "$CHECKSUMS"
files=$(grep -c '' "$list")
parts=$HOME/verify.parts
failed=$HOME/verify.failed

if [ ! -d "$parts" ]; then
  size=$((files / 200))
  [ "$size" -ge 10 ] || size=10
  [ "$size" -le 1000 ] || size=1000
  rm -rf "$parts.new"
  mkdir "$parts.new"
  split -a 5 -l "$size" "$list" "$parts.new/part."
  : >"$failed"
  mv "$parts.new" "$parts"
fi

left() {
  find "$parts" -name 'part.*' -exec cat {} + | wc -l
}

cd "$base"
turn=0
for part in "$parts"/part.*; do
  [ -f "$part" ] || continue
  # A name stands in the failures before its part is gone: an interruption may note it twice, never lose it.
  if ! sha256sum -c "$part" >"$HOME/verify.result" 2>/dev/null; then
    grep -E ': FAILED( open or read)?$' "$HOME/verify.result" >>"$failed" || die "sha256sum cannot check $CHECKSUMS."
  fi
  rm "$part"
  turn=$((turn + 1))
  [ $((turn % 40)) -ne 0 ] || printf 'Verified %d of %d files.\n' "$((files - $(left)))" "$files"
done

if [ -s "$failed" ]; then
  sort -u "$failed" | sed -e 's/^\(.*\): FAILED open or read$/missing: \1/' -e 's/^\(.*\): FAILED$/damaged: \1/' | head -n 20 >&2
  count=$(sort -u "$failed" | wc -l)
  first=$(sort -u "$failed" | head -n 1 | sed -E 's/: FAILED( open or read)?$//')
  die "$((count)) of $files files are damaged or missing; the first is $first"
fi

if [ "$SOURCE" = postgres ]; then
  bytes=$(wc -c <"$archive")
else
  bytes=$(find . -type f ! -path "./$CHECKSUMS" -exec cat {} + | wc -c)
fi

# Every listed file is there; when there are as many files as names, none is left over.
if [ "$SOURCE" = files ] && [ "$ALLOW_EXTRA" != true ]; then
  names <"$list" >"$HOME/verify.listed"
  found=$(find . -type f ! -path "./$CHECKSUMS" -exec sh -c 'for file do echo; done' sh {} + | wc -l)
  links=$(find . -type l | head -n 1)
  if [ -n "$links" ] || [ "$found" -ne "$(wc -l <"$HOME/verify.listed")" ]; then
    find . -type f ! -path "./$CHECKSUMS" -exec sha256sum {} + | names >"$HOME/verify.found"
    extra=$(comm -23 "$HOME/verify.found" "$HOME/verify.listed" | head -n 1)
    [ -z "$extra" ] || die "The list does not name every file: nothing vouches for $extra"
  fi
fi

seconds=$(($(date +%s) - $(cat "$HOME/started")))
[ "$seconds" -ge 0 ] || seconds=0
case $SOURCE in
  files) summary="All $files files are as they should be." ;;
  s3) summary="$files of $(($(wc -l <"$HOME/named"))) objects were restored and are as they should be; all are there." ;;
  postgres) summary="The dump is as it should be." ;;
esac
printf '{"files": %d, "bytes": %d, "seconds": %d, "summary": "%s"}\n' "$files" "$bytes" "$seconds" "$summary" >"$ATOMCTL_OUTPUT"
printf '%s\n' "$summary"
