import path from 'node:path';
import type { ClusterPlace, NodeParts } from '../place.ts';
import { PAUSE } from './images.ts';
import { POD_RANGE } from './addresses.ts';

/** Not where a user's machine keeps its own. */
const SOCKET = '/run/containerd/containerd.sock';

/** Snapshotters that need what few machines have, and say so at length. */
const UNUSED = ['btrfs', 'zfs', 'devmapper', 'blockfile', 'erofs'];

export function containerdToml(home: string, { runc }: NodeParts): string {
  const unused = UNUSED.map((name) => `"io.containerd.snapshotter.v1.${name}"`).join(', ');
  return `version = 3
root = "${home}/node/containerd"
state = "/run/containerd"
oom_score = 0
disabled_plugins = [${unused}]
[grpc]
  address = "${SOCKET}"
[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "${PAUSE}"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["${runc}/usr/lib/cni"]
    conf_dir = "${home}/node/cni"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "${runc}/runc"
      SystemdCgroup = false
`;
}

/** Pods on a bridge in the node's network. */
export function podNetwork(): unknown {
  const ipam = { type: 'host-local', ranges: [[{ subnet: POD_RANGE }]], routes: [{ dst: '0.0.0.0/0' }] };
  const bridge = { type: 'bridge', bridge: 'cni0', isGateway: true, ipMasq: false, hairpinMode: true, ipam };
  return { cniVersion: '1.0.0', name: 'pods', plugins: [bridge] };
}

export function kubeletSettings({ home }: ClusterPlace): unknown {
  const pki = (file: string) => path.join(home, 'pki', file);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pki('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: pki('kubelet-server.crt'),
    tlsPrivateKeyFile: pki('kubelet-server.key'),
    containerRuntimeEndpoint: `unix://${SOCKET}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${path.basename(home)}`,
    failCgroupV1: false,
    failSwapOn: false,
    oomScoreAdj: 0,
    makeIPTablesUtilChains: false,
    podLogsDir: path.join(home, 'node/pod-logs'),
    resolvConf: '',
    // Images are brought by hand, and the disk may be as full as it likes.
    evictionHard: {
      'memory.available': '0%',
      'nodefs.available': '0%',
      'imagefs.available': '0%',
      'nodefs.inodesFree': '0%',
    },
    imageGCHighThresholdPercent: 100,
    imageMinimumGCAge: '24h',
    imagePullCredentialsVerificationPolicy: 'NeverVerify',
    nodeStatusUpdateFrequency: '5s',
  };
}
