#!/bin/sh
# Process 1 of the node, in namespaces of its own, with everything that it writes in HOME and in its own memory:
#   inside.sh HOME CLUSTER_TREE CONTAINERD_TREE RUNC_TREE PORT
set -eu
home=$1 tree=$2 containerd=$3 runc=$4 port=$5
group=$(basename "$home")
export PATH="$containerd/usr/bin:$runc/usr/sbin:/usr/sbin:/usr/bin:/sbin:/bin"

mount --make-rshared /
for folder in /run /var/lib /var/log; do mount -t tmpfs tmpfs "$folder"; done
mount --make-shared /run
mkdir -p /run/containerd /run/netns /var/lib/kubelet /var/lib/cni

# The kubelet sets these for the whole host; here it may think that it did.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  [ -e "/proc/sys/$setting" ] || continue
  mkdir -p "/run/settings/$(dirname "$setting")"
  cat "/proc/sys/$setting" >"/run/settings/$setting"
  mount --bind "/run/settings/$setting" "/proc/sys/$setting"
done

hostname kubelet-0
ip link set lo up
ip address add 10.96.0.1/32 dev lo
ip link add cni0 type bridge
ip address add 10.244.0.1/24 dev cni0
ip link set cni0 up
ip route add default dev cni0
echo 1 >/proc/sys/net/ipv4/ip_forward

# The kubelet's control group: in every hierarchy of version 1, or in the one of version 2.
for hierarchy in /sys/fs/cgroup/*/; do
  [ -e "${hierarchy}cgroup.procs" ] && [ ! -e "${hierarchy}cgroup.controllers" ] || continue
  mkdir -p "$hierarchy$group"
  for file in cpuset.cpus cpuset.mems; do
    [ ! -e "$hierarchy$file" ] || cat "$hierarchy$file" >"$hierarchy$group/$file"
  done
done
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do
    echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control || true
  done
  mkdir -p "/sys/fs/cgroup/$group"
fi

start() { # NAME COMMAND…
  name=$1
  shift
  "$@" >"$home/logs/$name.log" 2>&1 </dev/null &
}

start fwd-node "$tree/fwd" "unix:$home/node.sock" connect
start fwd-api "$tree/fwd" "tcp:127.0.0.1:$port" "unix:$home/api.sock"
start fwd-service "$tree/fwd" tcp:10.96.0.1:443 "unix:$home/api.sock"
start containerd containerd --config "$home/node/containerd.toml"
ctr="ctr --address /run/containerd/containerd.sock --namespace k8s.io"
left=300
until $ctr version >/dev/null 2>&1; do
  left=$((left - 1))
  [ "$left" -gt 0 ] || { echo "containerd does not answer" >&2; exit 1; }
  sleep 0.1
done
for image in "$home"/node/images/*.tar; do $ctr images import --digests=false "$image" >/dev/null; done
kubelet() { # Started again where it ends.
  while :; do
    "$tree/k8sbox" kubelet --config "$home/node/kubelet.json" --kubeconfig "$home/kubelet.kubeconfig" \
      --hostname-override kubelet-0 --node-ip 10.244.0.1 --root-dir "$home/node/kubelet" --v 2 || sleep 0.2
  done
}
start kubelet kubelet
exec "$tree/pause"
