import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A day with atomctl, in order. */
const DAY = [
  '--help',
  'schema --json',
  'config',
  'doctor --json',
  'completion bash',
  'no-such-command',
  'init starter',
  'explain spec.handlers',
  'validate starter',
  'validate starter --json',
  'validate broken.wpk.yaml',
  'pack starter',
  'inspect starter-0.1.0.wpk',
  'diff starter starter-0.1.0.wpk',
  'key generate',
  'trust add atomctl.pub',
  'trust require 1',
  'trust list',
  'sign starter-0.1.0.wpk --key atomctl.key',
  'verify starter-0.1.0.wpk',
  'verify starter-0.1.0.wpk --key atomctl.pub --json',
  'verify starter-0.1.0.wpk --bundle absent',
  'push starter-0.1.0.wpk',
  'workflows list',
  'workflows show starter',
  'pull starter',
  'dry-run starter',
  'policy check starter broken.wpk.yaml pod.yaml --json',
  'policy test policy.yaml',
  'policy list --policy policy.yaml',
  'dry-run starter --policy policy.yaml',
  'plan starter -i file=input -o plan.json',
  'plans list',
  'run starter -i file=input --approve --reason warm-up',
  'runs list',
  'audit log',
  'audit verify',
] as const;

/** What the convoy of each command of the fast lane is made for. */
const LANE = {
  '--help': '',
  validate: 'backup-verify',
  verify: 'starter-0.1.0.wpk --key atomctl.pub',
  'policy check': 'workload.yaml quiet.yaml --json',
} as const;

/** A manifest in which many rules find something: what they run is in the code cache. */
const WORKLOAD = `# A workload
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: "web"}
spec:
  replicas: 2
  template:
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/web: unconfined
    spec:
      hostNetwork: true
      securityContext:
        sysctls: [{name: kernel.msgmax, value: "1"}]
      initContainers:
        - name: first
          image: 'busybox:1.37'
          command: [sh, -c, "echo ready"]
          securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
            capabilities:
              drop: [ALL]
              add:
                - NET_ADMIN
            seccompProfile:
              type: RuntimeDefault
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - containerPort: 80
              hostPort: 80
          securityContext:
            privileged: true
            runAsUser: 0
            procMount: Unmasked
            seLinuxOptions: {type: spc_t}
            seccompProfile: {type: Unconfined}
      volumes:
        - name: root
          hostPath:
            path: /
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: all}
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
`;

/** What a run of a command showed: the chunks that it loaded, in order. */
export interface Loaded {
  readonly command: string;
  readonly chunks: readonly string[];
}

/** Lives a day with `binary`; what it runs is in the caches, which are given as assets by name. */
export function warmUp(binary: string, folder: string): { caches: Record<string, string>; lane: Loaded[] } {
  const caches = path.join(folder, 'caches');
  const lane: Loaded[] = [];
  live(binary, { ATOMCTL_BINARY_WARM_UP: caches, ATOMCTL_BINARY_TRACE: '1' }, (run) => {
    for (const line of DAY) run(line);
    for (const [command, rest] of Object.entries(LANE)) {
      const chunks = [...run(`${command} ${rest}`.trim()).matchAll(/^chunk (\S+) /gm)];
      lane.push({ command, chunks: chunks.map(([, name = '']) => name) });
    }
  });
  return { caches: assetsIn(caches), lane };
}

/** The same for convoys, which carry what the plain form of a command runs, and no more. */
export function warmUpConvoys(binary: string, folder: string): Record<string, string> {
  const caches = path.join(folder, 'convoy-caches');
  live(binary, {}, (run) => {
    for (const line of DAY) run(line);
    for (const [command, rest] of Object.entries(LANE))
      run(`${command} ${rest}`.trim(), { ATOMCTL_BINARY_WARM_UP: caches });
  });
  return assetsIn(caches);
}

type Run = (line: string, extra?: Readonly<Record<string, string>>) => string;

/** Gives `act` the means to run command lines of `binary` in a folder of its own; a run gives its standard error. */
function live(binary: string, extra: Readonly<Record<string, string>>, act: (run: Run) => void): void {
  const home = mkdtempSync(path.join(os.tmpdir(), 'atomctl-warm-up-'));
  writeFileSync(path.join(home, 'input'), 'a line\n');
  writeFileSync(path.join(home, 'broken.wpk.yaml'), 'kind: WorkflowPackage\nspec: {handelrs: [1]}\n');
  cpSync('test/fixtures/policy/own/acme.yaml', path.join(home, 'policy.yaml'));
  writeFileSync(path.join(home, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n');
  writeFileSync(path.join(home, 'workload.yaml'), WORKLOAD);
  writeFileSync(path.join(home, 'quiet.yaml'), 'apiVersion: v1\nkind: ConfigMap\ndata: {a: "b"}\n');
  cpSync('playbooks/backup-verify', path.join(home, 'backup-verify'), { recursive: true });
  const env = {
    ATOMCTL_HOME: path.join(home, 'home'),
    ATOMCTL_PASSWORD: 'warm-up',
    XDG_CACHE_HOME: home,
    HOME: home,
    PATH: process.env['PATH'],
    ...extra,
  };
  const run: Run = (line, more) =>
    spawnSync(binary, line.split(' '), {
      cwd: home,
      env: { ...env, ...more },
      encoding: 'utf8',
      timeout: 60_000,
    }).stderr;
  try {
    act(run);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function assetsIn(caches: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(caches).map((name) => [name.replaceAll('~', '/'), path.join(caches, name)]),
  );
}
