#!/bin/sh
# Copies the newest manifest under the prefix, and a sample of the objects that it names. It lists and gets, nothing else.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

folder=$(staging)
[ -d "$folder" ] || die "The staging folder is gone."
if [ -d "$folder/content" ]; then
  cat "$HOME/fetched" >"$ATOMCTL_OUTPUT"
  exit 0
fi
partial=$folder/content.partial
rm -rf "$partial"
mkdir "$partial"

# As a text in a configuration of curl.
quoted() {
  sed 's/[\\"]/\\&/g'
}

# Lines as they stand in a URL, and back. A slash stays as it is.
encoded() {
  awk 'BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i) }
    { line = ""
      for (i = 1; i <= length($0); i++) { char = substr($0, i, 1); line = line (char ~ /[A-Za-z0-9._~\/-]/ ? char : code[char]) }
      print line }'
}
decoded() {
  awk 'BEGIN { for (i = 1; i < 256; i++) char[sprintf("%02X", i)] = sprintf("%c", i) }
    { gsub(/\+/, " "); line = ""
      while ((at = index($0, "%")) > 0) { line = line substr($0, 1, at - 1) char[toupper(substr($0, at + 1, 2))]; $0 = substr($0, at + 3) }
      print line $0 }'
}

# What all requests have. It comes to curl on standard input: arguments are seen by every process.
settings=$(
  printf 'user = "%s:%s"\n' "$(quoted <"$ACCESS_KEY")" "$(quoted <"$SECRET_KEY")"
  printf 'aws-sigv4 = "aws:amz:%s:s3"\nheader = "x-amz-content-sha256: UNSIGNED-PAYLOAD"\n' "$REGION"
  printf 'silent\nshow-error\ngloboff\nconnect-timeout = 10\nspeed-limit = 1\nspeed-time = 30\n'
  printf 'retry = 2\nretry-connrefused\nwrite-out = "%%{http_code}"\n'
)

# Why there was no answer at all.
no_answer() {
  why=$(sed -n 's/^curl: //p' "$HOME/curl.errors" | tail -n 1)
  case $why in
    '(23)'*) die "What is restored cannot be written: is there room in the staging place?" ;;
    *) die "$ENDPOINT does not answer: $why" ;;
  esac
}

# Why the answer $1 with the body $2 is none.
refusal() {
  code=$(sed -n 's/.*<Code>\([^<]*\)<.*/\1/p' "$2" | head -n 1)
  case $code in
    InvalidAccessKeyId | SignatureDoesNotMatch) printf 'the credentials are wrong (%s)' "$code" ;;
    AccessDenied) printf 'the credentials may not do this (AccessDenied)' ;;
    *) printf 'the answer is %s %s' "$1" "$code" ;;
  esac
}

# A page has a thousand objects; of each it keeps the time, the size, and the key as it stands in a URL.
list() {
  prefix=$(printf '%s\n' "$PREFIX" | encoded | sed 's/\//%2F/g')
  token=
  pages=0
  : >"$HOME/listing"
  while :; do
    query="${token:+continuation-token=$token&}encoding-type=url&list-type=2&prefix=$prefix"
    status=$(printf '%s\n' "$settings" | curl -q -K - -o "$HOME/page" "$ENDPOINT/$BUCKET?$query" 2>"$HOME/curl.errors") || no_answer
    [ "$status" = 200 ] || die "The bucket $BUCKET of $ENDPOINT cannot be listed: $(refusal "$status" "$HOME/page")"
    awk 'BEGIN { RS = "<" } /^Key>/ { key = substr($0, 5) } /^LastModified>/ { time = substr($0, 14) } /^Size>/ { size = substr($0, 6) }
      /^\/Contents>/ { print time, size, key }' "$HOME/page" >>"$HOME/listing"
    token=$(sed -n 's/.*<NextContinuationToken>\([^<]*\)<.*/\1/p' "$HOME/page" | encoded | sed 's/\//%2F/g')
    [ -n "$token" ] || break
    pages=$((pages + 1))
    [ "$pages" -lt 1000 ] || die "There are a million objects and more under $PREFIX: choose a narrower prefix."
  done
}

# Gets the objects whose names, below the manifest's place, come on standard input.
get() {
  cat >"$HOME/wanted"
  BASE=$base awk '{ print ENVIRON["BASE"] $0 }' "$HOME/wanted" | encoded >"$HOME/keys"
  exec 3<"$HOME/keys"
  while IFS= read -r name && IFS= read -r key <&3; do
    status=$(printf '%s\n' "$settings" | curl -q -K - --create-dirs -o "$partial/$name" "$ENDPOINT/$BUCKET/$key" 2>"$HOME/curl.errors") || no_answer
    [ "$status" = 200 ] || die "$base$name cannot be read: $(refusal "$status" "$partial/$name")"
  done <"$HOME/wanted"
  exec 3<&-
}

list
under="${PREFIX:-the top} of the bucket $BUCKET"
cut -d ' ' -f 3 "$HOME/listing" | decoded | paste -d ' ' "$HOME/listing" - >"$HOME/objects"
[ -s "$HOME/objects" ] || die "There is nothing under $under."
newest=$(NAME=$CHECKSUMS awk '{ key = $0; sub(/^[^ ]* [^ ]* [^ ]* /, "", key); count = split(key, part, "/") }
  part[count] == ENVIRON["NAME"] { print $1, key }' "$HOME/objects" | sort | tail -n 1)
[ -n "$newest" ] || die "There is no $CHECKSUMS under $under."
modified=${newest%% *}
manifest=${newest#* }
base=${manifest%"$CHECKSUMS"}
if [ "$MAX_AGE_HOURS" -gt 0 ] && [ $(($(date +%s) - $(date -u -d "$modified" +%s))) -gt $((MAX_AGE_HOURS * 3600)) ]; then
  die "The newest backup is older than $MAX_AGE_HOURS hours: $manifest is of $modified"
fi
printf '%s\n' "$CHECKSUMS" | get
check_list "$partial/$CHECKSUMS" "$manifest"
escaped=$(grep -n '^\\' "$partial/$CHECKSUMS" | head -n 1 | cut -d : -f 1)
[ -z "$escaped" ] || die "Line $escaped of $manifest names an object with a backslash or a line feed in it: that cannot be checked here."

# Every object that is named is there, and the other way round.
names <"$partial/$CHECKSUMS" >"$HOME/named"
BASE=$base awk '{ sub(/^[^ ]* [^ ]* [^ ]* /, "") } index($0, ENVIRON["BASE"]) == 1 { print substr($0, length(ENVIRON["BASE"]) + 1) }' "$HOME/objects" |
  NAME=$CHECKSUMS awk '$0 != ENVIRON["NAME"] && $0 !~ /\/$/' | sort -u >"$HOME/there"
named=$(($(wc -l <"$HOME/named")))
comm -23 "$HOME/named" "$HOME/there" >"$HOME/missing"
[ ! -s "$HOME/missing" ] || die "$(($(wc -l <"$HOME/missing"))) of $named objects are missing from the bucket; the first is $base$(head -n 1 "$HOME/missing")"
extra=$(comm -13 "$HOME/named" "$HOME/there" | head -n 1)
[ "$ALLOW_EXTRA" = true ] || [ -z "$extra" ] || die "$manifest does not name every object: nothing vouches for $base$extra"

# What was chosen stays chosen, also when the step is repeated.
if [ ! -f "$HOME/sample" ]; then
  if [ "$SAMPLE" -gt 0 ]; then shuf -n "$SAMPLE" "$HOME/named"; else cat "$HOME/named"; fi | keep sample
fi
get <"$HOME/sample"
awk 'NR == FNR { wanted[$0] = 1; next } { name = $0; sub(/^[0-9a-fA-F]+ [ *](\.\/)?/, "", name) } name in wanted' "$HOME/sample" "$partial/$CHECKSUMS" | keep checked
find "$partial" -exec chmod a-w {} +

printf '{"manifest": "%s", "objects": %d, "restored": %d, "error": null}\n' "$(printf '%s' "$manifest" | quoted)" "$named" "$(($(wc -l <"$HOME/sample")))" | keep fetched
mv "$partial" "$folder/content"
cat "$HOME/fetched" >"$ATOMCTL_OUTPUT"
printf '%s, of %s, names %d objects, and they are all there; %d are restored.\n' "$manifest" "$modified" "$named" "$(($(wc -l <"$HOME/sample")))"
