#!/usr/bin/env bash
# restart-unhealthy by hand: restart-unhealthy.sh NAMESPACE DEPLOYMENT HEALTHY_SECONDS
# What was gathered lies in a folder that it names.
set -euo pipefail

namespace=$1 deployment=$2 healthy=$3
threshold=5 lines=200
found=$(mktemp -d)

k() { kubectl -n "$namespace" "$@"; }

# Runs what waits, and writes down for how long.
waited() {
  local began=${EPOCHREALTIME/[.,]/} code=0
  "$@" || code=$?
  echo $((${EPOCHREALTIME/[.,]/} - began)) >> "${WAITED:-/dev/null}"
  return $code
}

# NAME NODE CONTAINER READY RESTARTS of each pod.
pods() {
  k get pods -l "$selector" -o jsonpath='{range .items[*]}{.metadata.name} {.spec.nodeName} {.status.containerStatuses[0].name} {.status.containerStatuses[0].ready} {.status.containerStatuses[0].restartCount}{"\n"}{end}'
}

selector=$(k get deployment "$deployment" -o go-template='{{range $key, $value := .spec.selector.matchLabels}}{{$key}}={{$value}},{{end}}')
selector=${selector%,}
pods > "$found/before"

unhealthy=0
while read -r pod node container ready restarts; do
  [ "$ready" = true ] && [ "$restarts" -lt $threshold ] && continue
  unhealthy=$((unhealthy + 1))
  k logs "$pod" -c "$container" --tail=$lines > "$found/$pod.log" || true
  k logs "$pod" -c "$container" --tail=$lines --previous > "$found/$pod.previous.log" || true
  k get events --field-selector "involvedObject.kind=Pod,involvedObject.name=$pod" > "$found/$pod.events" || true
  kubectl get node "$node" -o jsonpath='{.status.conditions}' > "$found/$pod.node" || true
done < "$found/before"

tell() {
  pods > "$found/after"
  echo "$namespace/$deployment is unhealthy, and a restart did not mend it: $1" >&2
  cat "$found"/*.previous.log >&2
  echo "Gathered: $found. Next: kubectl rollout history deployment/$deployment -n $namespace" >&2
  exit 1
}

if [ $unhealthy -gt 0 ]; then
  k rollout restart "deployment/$deployment"
  if ! waited k rollout status "deployment/$deployment" --timeout=5m; then
    k rollout undo "deployment/$deployment"
    tell "it does not roll out"
  fi
fi

# Healthy means: every pod ready, at each look, for so long.
since=$SECONDS deadline=$((SECONDS + 600))
until [ $((SECONDS - since)) -ge "$healthy" ]; do
  [ $SECONDS -lt $deadline ] || tell "its pods do not stay ready"
  k wait pod -l "$selector" --for=condition=Ready --timeout=0 > /dev/null 2>&1 || since=$SECONDS
  waited sleep 1
done
pods > "$found/after"
