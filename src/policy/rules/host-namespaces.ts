import { pointerTo } from '../../base/pointer.ts';
import type { Rule } from '../rule.ts';
import { engineOptions } from './container-command.ts';
import { inObject } from './finding.ts';

const FIELDS = { hostNetwork: 'network', hostPID: 'processes', hostIPC: 'shared memory' } as const;
const OPTIONS: Readonly<Record<string, string>> = {
  network: 'network',
  net: 'network',
  pid: 'processes',
  ipc: 'shared memory',
};

export const hostNamespaces: Rule = {
  id: 'host-namespaces',
  version: 1,
  title: 'Shares a namespace of the node',
  severity: 'high',
  why: "In the node's own namespaces a pod reaches what listens on its loopback, sees and signals all processes on it, or reads their shared memory.",
  fix: 'Remove hostNetwork, hostPID and hostIPC; reach other pods through a Service.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  control: 'hostNamespaces',
  level: 'baseline',
  *check(view) {
    for (const { object, spec, pointer } of view.pods) {
      for (const [field, shared] of Object.entries(FIELDS)) {
        if (spec[field] !== true) continue;
        yield {
          ...inObject(object, pointerTo(pointer, field)),
          what: `The pod shares the node's ${shared} (${field}).`,
        };
      }
    }
    for (const { name, value, place } of engineOptions(view)) {
      const shared = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
      if (shared !== undefined && value === 'host')
        yield { ...place, what: `The container shares the host's ${shared}.`, beyondControl: true };
    }
  },
};
