#!/usr/bin/env bash
# backup-verify by hand: backup-verify.sh files ARCHIVE | postgres DUMP | s3 ENDPOINT BUCKET PREFIX
# For s3 the key is in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; Postgres' programs are on PATH.
set -euo pipefail
export LC_ALL=C.UTF-8

source=$1 sample=20 list=SHA256SUMS
place=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || { kill -INT "$server" && wait "$server"; } || true
  chmod -R u+w "$place"
  rm -rf "$place" "$place".*
}
trap finish EXIT

check() {
  sha256sum --quiet -c "$1" || { echo "damaged, see above" >&2; exit 1; }
  echo "$(wc -l < "$1") files are as they should be"
}

s3() {
  printf 'user = "%s:%s"\n' "$AWS_ACCESS_KEY_ID" "$(sed 's/[\\"]/\\&/g' <<< "$AWS_SECRET_ACCESS_KEY")" |
    curl -q -sS --fail -K - --aws-sigv4 aws:amz:us-east-1:s3 -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@"
}

encoded() { python3 -c 'import sys, urllib.parse; [print(urllib.parse.quote(line.rstrip("\n"))) for line in sys.stdin]'; }
decoded() { python3 -c 'import sys, urllib.parse; [print(urllib.parse.unquote_plus(line.rstrip("\n"))) for line in sys.stdin]'; }

case $source in
  files)
    tar -xzf "$2" -C "$place"
    chmod -R a-w "$place"
    cd "$place"
    check $list
    find . -type f ! -name $list | sort > "$place.found"
    sed -E 's/^[0-9a-f]+ [ *](\.\/)?/.\//' $list | sort > "$place.listed"
    extra=$(comm -23 "$place.found" "$place.listed")
    [ -z "$extra" ] || { echo "not listed: $extra" >&2; exit 1; }
    ;;
  s3)
    endpoint=$2 bucket=$3 prefix=$4 token=
    url=$endpoint/$bucket
    cd "$place"
    while :; do
      s3 -o page "$url?${token:+continuation-token=$token&}encoding-type=url&list-type=2&prefix=$(printf '%s' "$prefix" | encoded | sed 's/\//%2F/g')"
      grep -o '<Key>[^<]*</Key><LastModified>[^<]*' page | sed 's/<Key>\(.*\)<\/Key><LastModified>\(.*\)/\2 \1/' >> listing
      token=$(sed -n 's/.*<NextContinuationToken>\(.*\)<\/NextContinuationToken>.*/\1/p' page | encoded | sed 's/\//%2F/g')
      [ -n "$token" ] || break
    done
    manifest=$(grep "/$list\$" listing | sort | tail -n 1 | cut -d ' ' -f 2)
    [ -n "$manifest" ] || { echo "no $list under $prefix" >&2; exit 1; }
    base=${manifest%"$list"}
    s3 -o $list "$url/$(printf '%s\n' "$manifest" | decoded | encoded)"
    sed -E 's/^[0-9a-f]+ [ *](\.\/)?//' $list | sort > named
    cut -d ' ' -f 2 listing | decoded | sed -n "s|^$(printf '%s\n' "$base" | decoded)||p" | grep -v "^$list\$" | sort > there
    missing=$(comm -23 named there)
    [ -z "$missing" ] || { echo "missing: $missing" >&2; exit 1; }
    extra=$(comm -13 named there)
    [ -z "$extra" ] || { echo "not listed: $extra" >&2; exit 1; }
    mkdir content
    shuf -n $sample named > sample
    while IFS= read -r key && IFS= read -r name <&3; do
      s3 --create-dirs -o "content/$name" "$url/$key"
    done < <(sed "s|^|$(printf '%s\n' "$base" | decoded)|" sample | encoded) 3< sample
    chmod -R a-w content
    awk 'NR == FNR { wanted[$0]; next } { name = $0; sub(/^[0-9a-f]+ [ *](\.\/)?/, "", name) } name in wanted' sample $list > checked
    cd content
    check ../checked
    ;;
  postgres)
    dump=$2
    cd "$(dirname "$dump")"
    grep " $(basename "$dump")\$" $list > "$place/checked"
    check "$place/checked"
    alone=
    [ "$(id -u)" -ne 0 ] || alone="unshare --user --map-user=65534 --map-group=65534"
    cd "$place"
    export PGHOST=$place PGUSER=postgres PGDATABASE=restored
    $alone initdb -D "$place/data" -U postgres -A trust -E UTF8 --locale=C --no-sync > /dev/null
    $alone postgres -D "$place/data" -k "$place" -c listen_addresses= -c fsync=off > log 2>&1 &
    server=$!
    until psql -Xq -d postgres -c 'CREATE DATABASE restored' 2> /dev/null; do sleep 0.2; done
    pg_restore --list "$dump" | grep -v -E ' (POLICY|ROW SECURITY|MATERIALIZED VIEW DATA) ' > toc
    pg_restore --no-owner --no-acl -e -d restored --section=pre-data -L toc "$dump"
    pg_restore --no-owner --no-acl -e -d restored --section=data "$dump"
    # With all rows there, its own constraints say whether they are consistent.
    pg_restore --no-owner --no-acl -e -d restored --section=post-data -L toc "$dump"
    psql -XAt <<< "SELECT format('SELECT %L, count(*) FROM %s', relid::regclass, relid::regclass) FROM pg_stat_user_tables JOIN pg_class ON oid = relid AND relkind = 'r' \\gexec"
    ;;
esac
