#!/usr/bin/env bash
# rotate-secret by hand: rotate-secret.sh NAMESPACE SECRET DEPLOYMENT PATH STEADY_SECONDS
# Vault is that of VAULT_ADDR and VAULT_TOKEN.
set -euo pipefail
umask 077

namespace=$1 secret=$2 deployment=$3 path=$4 steady=$5
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT

k() { kubectl -n "$namespace" "$@"; }

# METHOD PATH [BODY]: the token stays out of the command line.
vault() {
  curl -sSf -X "$1" -H @<(printf 'X-Vault-Token: %s\n' "$VAULT_TOKEN") ${3:+-d "$3"} "$VAULT_ADDR/v1/$2"
}

# Runs what waits, and writes down for how long.
waited() {
  local began=${EPOCHREALTIME/[.,]/} code=0
  "$@" || code=$?
  echo $((${EPOCHREALTIME/[.,]/} - began)) >> "${WAITED:-/dev/null}"
  return $code
}

k get secret "$secret" -o json > "$found/before.json"
k get deployment "$deployment" -o json > "$found/deployment.json"
[ "$(jq -r '.immutable // false' "$found/before.json")" = false ] || { echo "$secret is immutable" >&2; exit 1; }
old=$(jq -r '.metadata.annotations["atomctl.io/lease"] // ""' "$found/before.json")
[ -n "$old" ] || { echo "$secret does not say which lease it has" >&2; exit 1; }
vault PUT sys/leases/lookup "{\"lease_id\": \"$old\"}" > "$found/old.json"
selector=$(jq -r '.spec.selector.matchLabels | to_entries | map("\(.key)=\(.value)") | join(",")' "$found/deployment.json")
k get pods -l "$selector" -o wide > "$found/pods.before"

vault GET "$path" > "$found/new.json"
new=$(jq -r .lease_id "$found/new.json")

put_back() {
  jq '{data, metadata: {annotations: .metadata.annotations}}' "$found/before.json" > "$found/old.patch"
  k patch secret "$secret" --type=merge --patch-file="$found/old.patch"
  k rollout restart "deployment/$deployment"
  waited k rollout status "deployment/$deployment" --timeout=15m
  vault PUT sys/leases/revoke "{\"lease_id\": \"$new\", \"sync\": true}"
  echo "$1; the old credential is back" >&2
  exit 1
}

jq '{metadata: {annotations: {"atomctl.io/lease": .lease_id}}, stringData: .data}' "$found/new.json" > "$found/new.patch"
k patch secret "$secret" --type=merge --patch-file="$found/new.patch" || put_back 'the Secret was not changed'
k rollout restart "deployment/$deployment" || put_back 'it was not restarted'
waited k rollout status "deployment/$deployment" --timeout=15m || put_back 'it does not roll out'

# Steady means: every replica available, at each look, for so long.
since=$SECONDS deadline=$((SECONDS + 600))
until [ $((SECONDS - since)) -ge "$steady" ]; do
  [ $SECONDS -lt $deadline ] || put_back 'it does not stay available'
  k wait "deployment/$deployment" --for=condition=Available --timeout=0 > /dev/null 2>&1 || since=$SECONDS
  waited sleep 1
done
k get pods -l "$selector" -o wide > "$found/pods.after"

vault PUT sys/leases/revoke "{\"lease_id\": \"$old\", \"sync\": true}" ||
  echo "the new credential is in use; end the old one: vault lease revoke $old" >&2
