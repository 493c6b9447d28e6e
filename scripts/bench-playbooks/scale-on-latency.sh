#!/usr/bin/env bash
# scale-on-latency by hand: scale-on-latency.sh NAMESPACE DEPLOYMENT, with PROM_URL and any of the variables below.
# What was found lies in a folder that it names.
set -euo pipefail

namespace=$1 deployment=$2
: "${JOB:=$deployment}" "${THRESHOLD:=0.5}" "${SLOW_FOR:=180}" "${WINDOW:=60}" "${EVERY:=15}" "${BASELINE:=3600}"
: "${SPIKE:=1.2}" "${BUSY_CPU:=0.2}" "${INCREASE:=50}" "${CEILING:=10}" "${WATCH:=300}" "${STEADY_FOR:=60}"
: "${IMPROVEMENT:=25}" "${LATENCY:=http_request_duration_seconds}" "${CPU:=container_cpu_usage_seconds_total}" "${INGRESS:=}"
found=$(mktemp -d)

k() { kubectl -n "$namespace" "$@"; }
stop() { echo "$namespace/$deployment: $1 (found: $found)" >&2; exit 1; }
holds() { awk "BEGIN { exit !($1) }"; }

# Runs what waits, and writes down for how long.
waited() {
  local began=${EPOCHREALTIME/[.,]/} code=0
  "$@" || code=$?
  echo $((${EPOCHREALTIME/[.,]/} - began)) >> "${WAITED:-/dev/null}"
  return $code
}

# The one value of a query, to a file.
ask() {
  curl -fsS --retry 2 --max-time 30 --data-urlencode "query=$2" "$PROM_URL/api/v1/query" > "$found/$1.json" ||
    stop "Prometheus does not answer"
  jq -er '.data.result[0].value[1] | select(. != "NaN")' "$found/$1.json" || stop "Prometheus has no data of $1"
}

# The p95 latencies of the last seconds.
latencies() {
  local end=${EPOCHSECONDS}
  curl -fsS --retry 2 --max-time 30 "$PROM_URL/api/v1/query_range" --data-urlencode "query=histogram_quantile(0.95,
    sum by (le) (rate(${LATENCY}_bucket{namespace=\"$namespace\", job=\"$JOB\"}[${WINDOW}s])))" \
    -d "start=$((end - $2))" -d "end=$end" -d "step=$EVERY" > "$found/$1.json" || stop "Prometheus does not answer"
  jq -er '.data.result[0].values[][1] | select(. != "NaN")' "$found/$1.json" || stop "Prometheus has no latency"
}

replicas=$(k get deployment "$deployment" -o jsonpath='{.spec.replicas}')
[ "$replicas" -gt 0 ] || stop "it has no replicas"
[ "$replicas" -lt "$CEILING" ] || stop "it has $replicas replicas, and $CEILING are the most"
k get hpa -o jsonpath='{range .items[*]}{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name}{"\n"}{end}' > "$found/hpa"
! grep -qx "Deployment/$deployment" "$found/hpa" || stop "a HorizontalPodAutoscaler scales it"

mapfile -t before < <(latencies before "$SLOW_FOR")
[ ${#before[@]} -gt $((SLOW_FOR / EVERY)) ] || stop "Prometheus does not know the last $SLOW_FOR seconds"
for p95 in "${before[@]}"; do holds "$p95 > $THRESHOLD" || stop "its p95 latency came down to $p95 s"; done

selector=$(k get deployment "$deployment" -o go-template='{{range $key, $value := .spec.selector.matchLabels}}{{$key}}={{$value}},{{end}}')
k get pods -l "${selector%,}" -o json > "$found/pods.json"
pods=$(jq -r '[.items[].metadata.name] | join("|")' "$found/pods.json")
requests="sum(rate(${LATENCY}_count{namespace=\"$namespace\", job=\"$JOB\"}"
more=$(ask requests "$requests[${WINDOW}s])) / $requests[${BASELINE}s] offset ${SLOW_FOR}s))")
holds "$more >= $SPIKE" || stop "it gets $more times the requests of before, which is no spike"
cpu=$(ask cpu "avg(max by (pod) (rate($CPU{namespace=\"$namespace\", pod=~\"$pods\"}[${WINDOW}s])))")
holds "$cpu >= $BUSY_CPU" || stop "a replica uses $cpu CPUs, which is not busy"

wanted=$(((replicas * (100 + INCREASE) + 99) / 100))
[ "$wanted" -le "$CEILING" ] || wanted=$CEILING
back() {
  k scale deployment "$deployment" --current-replicas="$wanted" --replicas="$replicas"
  stop "$1: it has its $replicas replicas back"
}
k scale deployment "$deployment" --current-replicas="$replicas" --replicas="$wanted"
waited k rollout status "deployment/$deployment" --timeout=5m || back "the new replicas do not come"
[ -z "$INGRESS" ] || k annotate ingress "$INGRESS" --overwrite nginx.ingress.kubernetes.io/load-balance=ewma

waited sleep "$WATCH"
mapfile -t after < <(latencies after "$STEADY_FOR")
[ ${#after[@]} -gt 0 ] || back "nobody knows whether $wanted replicas help"
mean() { printf '%s\n' "$@" | awk '{ sum += $1 } END { print sum / NR }'; }
was=$(mean "${before[@]}") is=$(mean "${after[@]}") over=0
for p95 in "${after[@]}"; do holds "$p95 <= $THRESHOLD" || over=$p95; done
if [ "$over" != 0 ]; then
  holds "$is <= $was * (100 - $IMPROVEMENT) / 100" || back "$wanted replicas do not help, its p95 latency is $is s"
  stop "its p95 latency came down from $was s to $is s with $wanted replicas, which is not enough"
fi
echo "$namespace/$deployment has $wanted replicas instead of $replicas; its p95 latency was $was s and is $is s"
