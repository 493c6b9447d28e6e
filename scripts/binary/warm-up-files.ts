import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes what a day with atomctl works on into a folder. */
export function writeWarmUpFiles(folder: string): void {
  const write = (file: string, text: string) => {
    writeFileSync(path.join(folder, file), text);
  };
  write('input', 'a line\n');
  write('broken.wpk.yaml', 'kind: WorkflowPackage\nspec: {handelrs: [1]}\n');
  write('pod.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n');
  write('workload.yaml', WORKLOAD);
  write('quiet.yaml', 'apiVersion: v1\nkind: ConfigMap\ndata: {a: "b"}\n');
  cpSync('test/fixtures/policy/own/acme.yaml', path.join(folder, 'policy.yaml'));
  cpSync('playbooks/backup-verify', path.join(folder, 'backup-verify'), { recursive: true });
  mkdirSync(path.join(folder, 'cluster'));
  write('cluster/cluster.wpk.yaml', CLUSTER);
  write('cluster/objects.yaml', OBJECTS);
}

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

/** Steps on a cluster, of which one changes what is there and one makes something. */
const CLUSTER = `apiVersion: v1
kind: WorkflowPackage
metadata: {name: cluster, version: 1.0.0, author: warm-up@example.org}
spec:
  runtime: {type: k8s}
  handlers:
    - name: change
      action: apply
      with: {file: objects.yaml, force: true}
      timeout: 1m
    - name: scale
      action: scale
      needs: [change]
      with: {name: there, replicas: 2, wait: false}
      timeout: 1m
  validation:
    limits: {timeout: 10m}
    permissions:
      - {apiGroups: [apps], resources: [deployments, deployments/scale], verbs: [get, patch, create]}
      - {apiGroups: [""], resources: [configmaps], verbs: [get, patch, create]}
`;

const OBJECTS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: there
spec:
  replicas: 2
  selector:
    matchLabels:
      app: there
  template:
    metadata:
      labels:
        app: there
    spec:
      containers:
        - name: main
          image: web:2
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: new
data:
  colour: green
`;
