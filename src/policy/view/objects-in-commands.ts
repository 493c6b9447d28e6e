import type { Location } from '../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { type ClusterCommand, clusterCommand } from '../kubernetes/kubectl.ts';
import { groupOf, kindOf, resourceOf } from '../kubernetes/resources.ts';
import type { ShellCommand } from '../shell/command.ts';
import { constantOutput } from '../shell/output.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import { readStream } from './documents.ts';
import type { Found, Unreadable } from './file-objects.ts';
import { type K8sObject, objectsIn } from './objects.ts';
import { patchedParts } from './patch.ts';
import type { Stream } from './plain-stream.ts';
import type { ProgramView } from './programs.ts';

/** What programs give to a cluster: manifests on kubectl's standard input, and what `kubectl create` makes of its options. */
export function objectsInPrograms(programs: readonly ProgramView[], written: readonly K8sObject[]): Found {
  const objects: K8sObject[] = [];
  const unreadable: Unreadable[] = [];
  for (const program of programs) {
    for (const command of program.commands) {
      const asked = clusterCommand(command);
      if (asked === undefined || asked.tool === 'helm') continue;
      const { step, pointer } = program;
      let found: Location | undefined;
      const location = (): Location => {
        found ??= program.locate(command.offset);
        return found;
      };
      const stream = piped(command, asked);
      const values = [...stream.documents.map(({ value }) => value), ...made(asked)];
      objects.push(...values.flatMap((value) => objectsIn(value, { step, pointer, locate: location })));
      if (stream.problem !== null) {
        const { message } = stream.problem;
        unreadable.push({ step, pointer, location: location(), message });
      }
    }
  }
  return { objects: withoutKnown(objects, written), unreadable };
}

/** A step's `stdin` has been found where it is written, with its own lines. */
function withoutKnown(objects: readonly K8sObject[], written: readonly K8sObject[]): readonly K8sObject[] {
  if (objects.length === 0) return objects;
  const known = new Set(written.map(keyOf));
  return objects.filter((object) => !known.has(keyOf(object)));
}

function keyOf({ step, value }: K8sObject): string {
  return `${step ?? ''} ${JSON.stringify(value)}`;
}

const NOTHING: Stream = { documents: [], problem: null };

function piped(command: ShellCommand, { option }: ClusterCommand): Stream {
  if (!option('filename').includes('-')) return NOTHING;
  const text = command.stdin ?? constantOutput(command.upstream);
  return text === undefined ? NOTHING : readStream(opened(text));
}

function made({ tool, verb, words, option, isOn }: ClusterCommand): readonly JsonObject[] {
  const [first = ''] = words;
  if (verb === 'run') return [podOf(first, option, isOn('privileged')), ...overridden(option, first)];
  if (verb === 'create') return created(words, option);
  if (verb === 'patch') return patched(first, option);
  if (verb === 'debug' && /^nodes?\/|^no\//.test(first)) return [ON_NODE];
  if (tool === 'oc' && verb === 'adm' && first === 'policy') return granted(words.slice(1));
  return [];
}

function podOf(name: string, option: Option, privileged: boolean): JsonObject {
  const image = option('image').at(-1) ?? '';
  const securityContext = privileged ? { securityContext: { privileged } } : {};
  return podWith({
    metadata: { name },
    spec: { containers: [{ name, image: opened(image), ...securityContext }] },
  });
}

/** The pod that `kubectl debug node/NAME` makes. */
const ON_NODE = podWith({
  metadata: { name: 'node-debugger' },
  spec: {
    hostNetwork: true,
    hostPID: true,
    hostIPC: true,
    volumes: [{ name: 'host-root', hostPath: { path: '/' } }],
    containers: [],
  },
});

function podWith(rest: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', ...rest };
}

function overridden(option: Option, name: string): JsonObject[] {
  return option('overrides')
    .flatMap(valuesIn)
    .flatMap((pod) => (isJsonObject(pod) ? [podWith({ metadata: { name }, ...pod })] : []));
}

/** What a patch sets; the object's name stands in the command, and is told as its effect. */
function patched(what: string, option: Option): JsonObject[] {
  const kind = kindOf(resourceOf(what));
  return option('patch')
    .flatMap(valuesIn)
    .flatMap(patchedParts)
    .map((part) => ({ metadata: {}, ...part, kind }));
}

function valuesIn(text: string): Json[] {
  return readStream(opened(text)).documents.map(({ value }) => value);
}

/** What only the run knows is put in as an expression is, so that the rules see that it is open. */
function opened(text: string): string {
  return text.replaceAll(UNKNOWN, '${{ }}');
}

const RBAC = 'rbac.authorization.k8s.io';

type Option = ClusterCommand['option'];

function created([what = '', name = '']: readonly string[], option: Option): JsonObject[] {
  const metadata = { name, ...namespaceOf(option) };
  const apiVersion = `${RBAC}/v1`;
  switch (resourceOf(what)) {
    case 'roles':
      return [{ apiVersion, kind: 'Role', metadata, rules: rulesOf(option) }];
    case 'clusterroles':
      return [{ apiVersion, kind: 'ClusterRole', metadata: { name }, rules: rulesOf(option) }];
    case 'rolebindings':
      return [{ apiVersion, kind: 'RoleBinding', metadata, ...bindingOf(option) }];
    case 'clusterrolebindings':
      return [{ apiVersion, kind: 'ClusterRoleBinding', metadata: { name }, ...bindingOf(option) }];
    default:
      return [];
  }
}

function namespaceOf(option: Option): JsonObject {
  const namespace = option('namespace').at(-1);
  return namespace === undefined ? {} : { namespace };
}

function rulesOf(option: Option): JsonObject[] {
  const verbs = listed(option('verb'));
  const urls = listed(option('non-resource-url'));
  const resourceNames = option('resource-name');
  const rules = listed(option('resource')).map((entry) => {
    const [resource, group = ''] = splitOnce(entry, '.');
    const [first, sub] = splitOnce(resource, '/');
    const plural = first === '*' ? first : resourceOf(first);
    const resources = [sub === undefined ? plural : `${plural}/${sub}`];
    return { apiGroups: [group === '' ? (groupOf(plural) ?? '') : group], resources, verbs, resourceNames };
  });
  return urls.length === 0 ? rules : [...rules, { nonResourceURLs: urls, verbs }];
}

function bindingOf(option: Option): JsonObject {
  const [clusterRole] = option('clusterrole');
  const [role] = option('role');
  const subject = (kind: string) => (name: string) => ({ kind, apiGroup: RBAC, name });
  return {
    roleRef: {
      apiGroup: RBAC,
      kind: clusterRole === undefined ? 'Role' : 'ClusterRole',
      name: clusterRole ?? role ?? '',
    },
    subjects: [
      ...listed(option('user')).map(subject('User')),
      ...listed(option('group')).map(subject('Group')),
      ...listed(option('serviceaccount')).map((account) => ({
        kind: 'ServiceAccount',
        namespace: account.split(':')[0] ?? '',
        name: account.split(':')[1] ?? '',
      })),
    ],
  };
}

/** oc adm policy add-cluster-role-to-user ROLE USER…, and the roles that stand for security context constraints. */
function granted([action = '', name = '', ...to]: readonly string[]): JsonObject[] {
  const [, what, kind] = /^add-(role|cluster-role|scc)-to-(user|group)$/.exec(action) ?? [];
  if (what === undefined) return [];
  const role = what === 'scc' ? `system:openshift:scc:${name}` : name;
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: what === 'role' ? 'RoleBinding' : 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
      subjects: to.map((subject) => ({ kind: kind === 'user' ? 'User' : 'Group', name: subject })),
    },
  ];
}

function listed(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function splitOnce(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
