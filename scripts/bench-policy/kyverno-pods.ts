import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Issue } from '../../src/model/verdict.ts';
import { rowsOf } from '../../test/support/test-data.ts';
import { judgeText, measureOf } from './judged.ts';
import { atLeast, atMost, type PolicyRow } from './row.ts';

const CAPABILITIES = ['capabilities_baseline', 'capabilities_restricted'];
const SECCOMP = ['seccompProfile_baseline', 'seccompProfile_restricted'];
const PROC_MOUNT = ['procMount', 'procMount_restricted'];

/** The controls that a policy of Kyverno's stands for. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  'disallow-capabilities': ['capabilities_baseline'],
  'disallow-capabilities-strict': ['capabilities_restricted'],
  'disallow-host-namespaces': ['hostNamespaces'],
  'disallow-host-path': ['hostPathVolumes'],
  'disallow-host-ports': ['hostPorts'],
  'disallow-host-ports-range': ['hostPorts'],
  'disallow-host-process': ['windowsHostProcess'],
  'disallow-privilege-escalation': ['allowPrivilegeEscalation'],
  'disallow-privileged-containers': ['privileged'],
  'disallow-proc-mount': PROC_MOUNT,
  'disallow-selinux': ['seLinuxOptions'],
  'require-run-as-non-root-user': ['runAsUser'],
  'require-run-as-nonroot': ['runAsNonRoot'],
  'restrict-apparmor-profiles': ['appArmorProfile'],
  'restrict-seccomp': ['seccompProfile_baseline'],
  'restrict-seccomp-strict': ['seccompProfile_restricted'],
  'restrict-sysctls': ['sysctls'],
  'restrict-volume-types': ['restrictedVolumes'],
};
/** Policies for a whole level, and the controls that they let some objects break. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  'podsecurity-subrule-baseline': [],
  'restricted-latest': [],
  'restricted-exclude-capabilities': CAPABILITIES,
  'restricted-exclude-seccomp': SECCOMP,
};

/** The objects of Kyverno's pod-security policies, in every controller kind. */
export const kyvernoPods: PolicyRow = {
  name: 'kyverno-pods',
  measure: async (data) => {
    const folder = path.join(data, 'kyverno');
    const rows = rowsOf(path.join(folder, 'labels.jsonl')).filter(({ file }) =>
      String(file).startsWith('pod-security/'),
    );
    const count = { bad: 0, named: 0, good: 0, unsafe: 0 };
    for (const { file, check, expect } of rows) {
      const text = readFileSync(path.join(folder, String(file)), 'utf8');
      const isMeant = meantBy(String(check), expect === 'bad');
      if (expect === 'bad') {
        const { issues } = await judgeText('a.yaml', text, measureOf('restricted'));
        count.bad += 1;
        count.named += Number(issues.some(isMeant));
      } else {
        const verdict = await judgeText('a.yaml', text, measureOf(null));
        count.good += 1;
        count.unsafe += Number(verdict.class === 'unsafe' && verdict.issues.some(isMeant));
      }
    }
    return [
      atLeast('bad objects, control named', [count.named, count.bad], 0.95),
      atMost('good objects unsafe for that control', [count.unsafe, count.good], 0),
    ];
  },
};

function meantBy(check: string, isBad: boolean): (issue: Issue) => boolean {
  const controls = CONTROLS[check];
  if (controls !== undefined) return ({ control = '' }) => controls.includes(control);
  const left = LEVELS[check];
  if (left === undefined) throw new Error(`${check} is a policy that this does not know`);
  return ({ control }) => control !== undefined && (isBad || !left.includes(control));
}
