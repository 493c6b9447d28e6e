import type { Variables } from '../../base/expression/plain-path.ts';
import type { OwnRule } from '../../model/generated/policy.ts';

export type Scope = OwnRule['scope'];

const MANIFEST = { apiVersion: 'string', kind: 'string', metadata: 'map', spec: 'map' } as const;

const STEP = {
  name: 'string',
  type: 'string',
  phase: 'string',
  with: 'map',
  needs: 'list<string>',
  action: 'string',
  when: 'string',
  forEach: 'string',
  parallel: 'int',
  retry: 'map',
  timeout: 'string',
  onInterrupt: 'string',
  probe: 'map',
  onError: 'string',
  outputs: 'map',
  concurrency: 'map',
} as const;

const COMMAND = {
  program: 'string',
  argv: 'list<string>',
  reads: 'list<string>',
  writes: 'list<string>',
  stdin: 'string',
  upstream: 'list<dyn>',
} as const;

/** What a rule may read, by its scope, with CEL types: a word that is misspelt is found before any package is. */
export const VARIABLES: Readonly<Record<Scope, Variables>> = {
  package: { manifest: MANIFEST },
  step: { step: STEP, manifest: MANIFEST },
  object: { object: 'map', manifest: MANIFEST },
  pod: { pod: 'map', object: 'map', manifest: MANIFEST },
  container: { container: 'map', role: 'string', pod: 'map', object: 'map', manifest: MANIFEST },
  command: { command: COMMAND, manifest: MANIFEST },
};
