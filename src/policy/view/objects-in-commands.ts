import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { type ClusterCommand, clusterCommand } from '../kubernetes/kubectl.ts';
import { groupOf, resourceOf } from '../kubernetes/resources.ts';
import type { ShellCommand } from '../shell/command.ts';
import { constantOutput } from '../shell/constants.ts';
import { isKnown, UNKNOWN } from '../shell/word.ts';
import { readStream } from './documents.ts';
import type { Found, Unreadable } from './file-objects.ts';
import { type K8sObject, objectsIn } from './objects.ts';
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
      const location = program.locate(command.offset);
      const stream = piped(command, asked);
      const values = [...stream.documents.map(({ value }) => value), ...made(asked)];
      objects.push(...values.flatMap((value) => objectsIn(value, { step, pointer, locate: () => location })));
      if (stream.problem !== null) {
        const { message } = stream.problem;
        unreadable.push({ step, pointer, location, message });
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
  // What only the run knows is put in as an expression is, so that the rules see that it is open.
  return text === undefined ? NOTHING : readStream(text.replaceAll(UNKNOWN, '${{ }}'));
}

function made({ tool, verb, words, option }: ClusterCommand): readonly JsonObject[] {
  if (verb === 'run') return option('overrides').flatMap((text) => overridden(text, words[0] ?? ''));
  if (verb === 'create') return created(words, option);
  if (tool === 'oc' && verb === 'adm' && words[0] === 'policy') return granted(words.slice(1));
  return [];
}

function overridden(text: string, name: string): JsonObject[] {
  const [document] = isKnown(text) ? readStream(text).documents : [];
  const pod: Json = document?.value ?? null;
  return isJsonObject(pod) ? [{ apiVersion: 'v1', kind: 'Pod', metadata: { name }, ...pod }] : [];
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

/** oc adm policy add-cluster-role-to-user ROLE USER… */
function granted([action = '', name = '', ...to]: readonly string[]): JsonObject[] {
  const [, cluster, kind] = /^add-(cluster-)?role-to-(user|group)$/.exec(action) ?? [];
  if (kind === undefined) return [];
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: cluster === undefined ? 'RoleBinding' : 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
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
