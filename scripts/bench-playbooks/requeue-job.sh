#!/usr/bin/env bash
# requeue-job by hand: requeue-job.sh NAMESPACE CRONJOB JOB BACKOFF_SECONDS
# What was gathered lies in a folder that it names.
set -euo pipefail

namespace=$1 cronjob=$2 job=$3 backoff=$4
most=3 lines=200 timeout=1h
reasons='DeadlineExceeded|OOMKilled|Evicted|Preempted|Preempting|TaintManagerEviction|DisruptionTarget|NodeLost|NodeShutdown|Terminated|UnexpectedAdmissionError'
patterns='connection (refused|reset|timed out)|(i/o|read|write|request|operation|connect)[ _-]?time[d ]?-?out|temporar(y|ily) (failure|unavailable|error)|too many (requests|connections)|resource temporarily unavailable|no space left on device|cannot allocate memory'
found=$(mktemp -d)

k() { kubectl -n "$namespace" "$@"; }

# Runs what waits, and writes down for how long.
waited() {
  local began=${EPOCHREALTIME/[.,]/} code=0
  "$@" || code=$?
  echo $((${EPOCHREALTIME/[.,]/} - began)) >> "${WAITED:-/dev/null}"
  return $code
}

tell() {
  echo "CronJob $namespace/$cronjob needs a person: $1" >&2
  cat "$found"/reasons "$found"/*.log >&2
  echo "Gathered: $found. Next: kubectl describe job $job -n $namespace" >&2
  exit 1
}

IFS='|' read -r uid suspended succeeded count last < <(k get cronjob "$cronjob" -o jsonpath='{.metadata.uid}|{.spec.suspend}|{.status.lastSuccessfulTime}|{.metadata.annotations.atomctl\.io/failures-in-a-row}|{.metadata.annotations.atomctl\.io/last-failure}{"\n"}')
IFS='|' read -r owners failed reason < <(k get job "$job" -o jsonpath='{.metadata.ownerReferences[*].uid}|{.status.conditions[?(@.type=="Failed")].lastTransitionTime}|{.status.conditions[?(@.type=="Failed")].reason}{"\n"}')
[[ " $owners " == *" $uid "* ]] || { echo "$job is none of $cronjob" >&2; exit 1; }
[ "$suspended" != true ] || { echo "$cronjob is suspended" >&2; exit 1; }
[ -n "$failed" ] || { echo "$job has not failed" >&2; exit 1; }

# Why it failed: in the words of Kubernetes, and in its own.
echo "$reason" > "$found/reasons"
k get pods -l "batch.kubernetes.io/job-name=$job" -o jsonpath='{range .items[*]}{.metadata.name} {.status.reason} {.status.containerStatuses[*].state.terminated.reason}{"\n"}{end}' > "$found/pods"
k get events -o jsonpath='{range .items[*]}{.involvedObject.name} {.reason}{"\n"}{end}' > "$found/events"
while read -r pod words; do
  tr ' ' '\n' <<< "$words" >> "$found/reasons"
  k logs "$pod" --tail=$lines > "$found/$pod.log" || true
done < "$found/pods"
sed -n "s/^$job-[^ ]* //p" "$found/events" >> "$found/reasons"
touch "$found/none.log"

if [[ $succeeded > $failed ]]; then
  echo "a later Job succeeded at $succeeded"
  exit 0
fi
grep -qxE "$reasons" "$found/reasons" || grep -qiE "$patterns" "$found"/*.log || tell "it does not pass"

# Failures in a row: each counts once, and a success begins anew.
if [[ $succeeded > $last ]]; then count=0 last=; fi
if [[ $failed > $last ]]; then count=$((${count:-0} + 1)); fi
k annotate cronjob "$cronjob" --overwrite "atomctl.io/failures-in-a-row=$count" "atomctl.io/last-failure=$failed"
[ "$count" -lt $most ] || tell "failure $count in a row"

waited sleep $((backoff << (count - 1)))

# None beside another that the CronJob has started meanwhile.
active=$(k get cronjob "$cronjob" -o jsonpath='{.spec.concurrencyPolicy} {.status.active[*].name}')
case $active in
  Allow* | *' ') ;;
  *) echo "$cronjob runs its Job ${active#* } meanwhile"; exit 0 ;;
esac
again=$cronjob-$(date +%s)
k create job "$again" --from="cronjob/$cronjob"
waited k wait job "$again" --for=jsonpath='{.status.conditions[0].type}' --timeout=$timeout || tell "$again does not end"
k logs "job/$again" --tail=$lines
[ "$(k get job "$again" -o jsonpath='{.status.succeeded}')" = 1 ] || tell "$again failed too"
