import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Scope } from './scope.ts';

const METADATA = { name: 'test', version: '0.0.0', author: 'test' } as const;

/**
 * The package that a test's input is judged in: itself, or the smallest one that holds the step, Kubernetes
 * object, pod, container or program that it is. Null where it is none of these.
 */
export function packageOf(scope: Scope, input: Json): JsonObject | null {
  if (typeof input === 'string') return scope === 'command' ? packageOfProgram(['bash', '-c', input]) : null;
  if (Array.isArray(input)) return scope === 'command' ? packageOfProgram(input) : null;
  if (!isJsonObject(input)) return null;
  if (input['kind'] === 'WorkflowPackage') return completePackage(input);
  if (typeof input['kind'] === 'string') return packageOfObject(input);
  return packageOfPart(scope, input);
}

function packageOfPart(scope: Scope, input: JsonObject): JsonObject | null {
  const inPod = scope === 'container' || scope === 'pod';
  if (inPod && Array.isArray(input['containers'])) return packageOfPod(input);
  if (isStep(input) && !('image' in input)) return packageOfStep(input);
  return scope === 'container' ? packageOfPod({ containers: [{ name: 'test', ...input }] }) : null;
}

/** What an input of a scope can be, for the error that says that it is none of these. */
export function inputWords(scope: Scope): string {
  const holders = 'a package (kind: WorkflowPackage)';
  switch (scope) {
    case 'package':
      return holders;
    case 'step':
      return `a step (with a type), or ${holders}`;
    case 'object':
      return `a Kubernetes object (with apiVersion and kind), a step, or ${holders}`;
    case 'pod':
      return `a pod's spec (with containers), a Kubernetes object, a step, or ${holders}`;
    case 'container':
      return `a container, a pod's spec, a Kubernetes object, a step, or ${holders}`;
    case 'command':
      return `a shell program as text, a list of words, a step, or ${holders}`;
  }
}

function isStep(input: JsonObject): boolean {
  return typeof input['type'] === 'string' || isJsonObject(input['with']);
}

function completePackage(input: JsonObject): JsonObject {
  const metadata = isJsonObject(input['metadata']) ? input['metadata'] : {};
  const spec = isJsonObject(input['spec']) ? input['spec'] : {};
  const given = { handlers: [{ name: 'test', type: 'wait', with: { duration: '1s' } }], ...spec };
  return {
    apiVersion: 'v1',
    ...input,
    metadata: { ...METADATA, ...metadata },
    spec: { runtime: { type: 'shell' }, ...given },
  };
}

function packageOfStep(step: JsonObject): JsonObject {
  return completePackage({ kind: 'WorkflowPackage', spec: { handlers: [{ name: 'test', ...step }] } });
}

function packageOfProgram(command: readonly Json[]): JsonObject {
  return packageOfStep({ type: 'shell', with: { command } });
}

function packageOfObject(object: JsonObject): JsonObject {
  const manifest = { apiVersion: 'v1', ...object };
  return packageOfStep({ type: 'k8s', action: 'apply', with: { manifest } });
}

function packageOfPod(spec: JsonObject): JsonObject {
  return packageOfObject({ kind: 'Pod', metadata: { name: 'test' }, spec });
}
