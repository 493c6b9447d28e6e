import { hostNamespacesControl } from '../pod-security/host-namespaces.ts';
import type { Rule } from '../rule.ts';
import { engineOptions } from './container-command.ts';
import { breachesOf, fromStandard } from './pod-rule.ts';

const OPTIONS: Readonly<Record<string, string>> = {
  network: 'network',
  net: 'network',
  pid: 'processes',
  ipc: 'shared memory',
};

export const hostNamespaces: Rule = {
  id: 'host-namespaces',
  version: 2,
  title: 'Shares a namespace of the node',
  severity: 'high',
  why: "In the node's own namespaces a pod reaches what listens on its loopback, sees and signals all processes on it, or reads their shared memory.",
  fix: 'Remove hostNetwork, hostPID and hostIPC; reach other pods through a Service.',
  ...fromStandard(hostNamespacesControl),
  *check(view) {
    yield* breachesOf(view, hostNamespacesControl);
    for (const { name, value, place } of engineOptions(view)) {
      const shared = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
      if (shared !== undefined && value === 'host')
        yield { ...place, what: `The container shares the host's ${shared}.`, beyondControl: true };
    }
  },
};
