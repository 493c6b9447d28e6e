import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { valueAt } from '../view/pods.ts';
import { engineOptions } from './container-command.ts';
import { type Found, inObject, nameOf } from './finding.ts';

const EVERYTHING = new Set(['SYS_ADMIN', 'ALL']);

/** What the baseline level of the Pod Security Standards lets a container add. */
const BASELINE = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const REFERENCE = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline';

export const capSysAdmin: Rule = {
  id: 'cap-sys-admin',
  version: 1,
  title: 'Adds CAP_SYS_ADMIN',
  severity: 'critical',
  why: 'CAP_SYS_ADMIN lets a process mount file systems and change namespaces: with it, leaving the container is a known recipe.',
  fix: 'Drop ALL capabilities and add back the one that is really needed, never SYS_ADMIN or ALL.',
  reference: REFERENCE,
  control: 'capabilities_baseline',
  level: 'baseline',
  *check(view) {
    for (const { capability, who, place } of addedCapabilities(view)) {
      if (EVERYTHING.has(plainName(capability)))
        yield { ...place, what: `${who} adds the capability ${capability}.` };
    }
  },
};

export const addedCapability: Rule = {
  id: 'added-capability',
  version: 1,
  title: 'Adds a capability beyond the baseline',
  severity: 'high',
  why: 'Each capability beyond the default ones lets the container do a thing to the node that ordinary programs may not, such as tracing its processes or changing its network.',
  fix: 'Remove it from securityContext.capabilities.add, or ask for an exception that says what needs it.',
  reference: REFERENCE,
  control: 'capabilities_baseline',
  level: 'baseline',
  *check(view): Iterable<Finding> {
    for (const { capability, who, place } of addedCapabilities(view)) {
      if (EVERYTHING.has(plainName(capability)) || BASELINE.has(capability)) continue;
      yield { ...place, what: `${who} adds the capability ${capability}.` };
    }
  },
};

interface Added {
  /** As it is written: Kubernetes compares the very text. */
  readonly capability: string;
  readonly who: string;
  readonly place: Found & Pick<Finding, 'beyondControl'>;
}

function* addedCapabilities(view: PackageView): Iterable<Added> {
  for (const container of view.containers) {
    const added = valueAt(container.value, 'securityContext', 'capabilities', 'add');
    for (const [index, name] of (Array.isArray(added) ? added : []).entries()) {
      const field = pointerTo(container.pointer, 'securityContext', 'capabilities', 'add', index);
      if (typeof name !== 'string' || name.includes('${{')) continue;
      yield { capability: name, who: nameOf(container), place: inObject(container.pod.object, field) };
    }
  }
  for (const { name, value, place } of engineOptions(view)) {
    if (name === 'cap-add')
      yield { capability: plainName(value), who: 'The container', place: { ...place, beyondControl: true } };
  }
}

/** Without CAP_, in capitals, as container engines take them. */
function plainName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
