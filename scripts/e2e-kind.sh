#!/usr/bin/env bash
# Sets up a Kubernetes with kind, runs the tests that use a cluster on it, and removes it, however they end.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

need() { # PROGRAM HOW_TO_GET_IT
  command -v "$1" >/dev/null && return
  echo "$1 is not here; get it: $2" >&2
  echo "without kind the same tests run on a cluster that is built here: npm run parts cluster containerd runc && npm test" >&2
  exit 1
}
need docker "https://docs.docker.com/engine/install/"
need kind "go install sigs.k8s.io/kind@v0.33.0"
need kubectl "https://kubernetes.io/docs/tasks/tools/"
docker info >/dev/null 2>&1 || { echo "docker is here, but its engine does not answer; start it: sudo systemctl start docker" >&2; exit 1; }

name=atomctl-test-$$
folder=$(mktemp -d)
remove() {
  kind delete cluster --name "$name" || true
  rm -rf "$folder"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

kind create cluster --name "$name" --kubeconfig "$folder/kubeconfig" --wait 180s
export ATOMCTL_TEST_KUBECONFIG=$folder/kubeconfig
mapfile -t tests < <(grep -rlE "support/cluster\.ts'" test/contract test/e2e --include='*.test.ts')
vitest run --project contract --project e2e "${tests[@]}"
