import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testPolicies } from '../../../../src/services/policy/test-policy.ts';
import { policyText } from '../../../support/policy.ts';

interface Asked {
  readonly scope: string;
  readonly when: string;
  readonly input: unknown;
}

const finds = ({ input, ...rule }: Asked, expected: boolean | string = true) =>
  run([{ ...rule, message: 'Found.', tests: [{ name: 'a', input, finds: expected }] }]);

test.each<[string, string, unknown]>([
  ['package', 'manifest.metadata.name == "test"', { kind: 'WorkflowPackage' }],
  ['package', 'manifest.spec.handlers.size() == 1', { kind: 'WorkflowPackage', metadata: { name: 'x' } }],
  ['step', 'step.type == "shell" && step.name == "test"', { type: 'shell', with: { command: ['a'] } }],
  [
    'step',
    'step.name == "x"',
    { kind: 'WorkflowPackage', spec: { handlers: [{ name: 'x', type: 'wait', with: { duration: '1s' } }] } },
  ],
  ['object', 'object.kind == "Service"', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }],
  ['object', 'object.apiVersion == "v1"', { kind: 'ConfigMap' }],
  ['pod', 'has(pod.hostNetwork)', { hostNetwork: true, containers: [] }],
  [
    'pod',
    'pod.x == 1',
    { kind: 'Deployment', apiVersion: 'apps/v1', spec: { template: { spec: { x: 1, containers: [] } } } },
  ],
  ['container', 'container.image == "a"', { image: 'a' }],
  ['container', 'has(container.securityContext)', { securityContext: {} }],
  ['container', 'role == "init container"', { containers: [], initContainers: [{ name: 'a' }] }],
  ['command', 'command.program == "curl"', 'curl x'],
  ['command', 'command.argv == ["a", "b"]', ['a', 'b']],
  ['command', 'command.program == "a"', { type: 'shell', with: { command: ['a'] } }],
])('a %s is asked %s', async (scope, when, input) => {
  expect(await finds({ scope, when, input })).toBeNull();
  expect(await finds({ scope, when, input }, 'Found.')).toBeNull();
  expect(await finds({ scope, when, input }, 'Else.')).toBe('it says: Found.');
  expect(await finds({ scope, when, input }, false)).toBe('it finds something: Found.');
  expect(await finds({ scope, when: `!(${when})`, input })).toBe('it finds nothing');
});

test.for<[string, string, unknown, string]>([
  ['a text that is no step', 'step', 'curl x', 'the input must be a step (with a type)'],
  ['a number', 'object', 3, 'the input must be a Kubernetes object'],
  ['a step with a word too much', 'step', { type: 'shell', wiht: {} }, 'the input cannot be read: '],
  [
    'a package that is none',
    'package',
    { kind: 'WorkflowPackage', spec: { handlers: 5 } },
    'the input cannot be read: ',
  ],
  [
    'nothing to ask about',
    'container',
    { apiVersion: 'v1', kind: 'Service' },
    'there is no container in the input',
  ],
  ['a field that is not there', 'object', { kind: 'A' }, 'it cannot be decided: no such key: nowhere'],
  [
    'a value of the run',
    'object',
    { kind: 'A', nowhere: '${{ inputs.a }}' },
    'it cannot be decided: it depends on a value',
  ],
])('a test with %s fails, and says why', async ([, scope, input, message]) => {
  const read = scope === 'object' ? 'object' : 'manifest.metadata';

  expect(await finds({ scope, when: `${read}.nowhere == 1`, input })).toContain(message);
});

test('whatever the input, a test passes or says why not', async () => {
  const word = fc.constantFrom(
    'kind',
    'apiVersion',
    'spec',
    'with',
    'type',
    'image',
    'containers',
    'metadata',
    'handlers',
    'items',
    'name',
  );
  const input = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('WorkflowPackage', 'List', 'Pod', 'shell', 1, null, true, '${{ x }}'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const scope = fc.constantFrom('package', 'step', 'object', 'pod', 'container', 'command');
  await fc.assert(
    fc.asyncProperty(scope, input, async (given, value) => {
      const message = await finds({ scope: given, when: 'manifest.metadata.name == "test"', input: value });
      expect(message === null || message.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Why the one test of a policy failed; null when it passed. */
async function run(rules: Parameters<typeof policyText>[0]): Promise<string | null> {
  const text = new TextEncoder().encode(policyText(rules));
  const { items } = await testPolicies(
    {
      kindOf: async () => 'file',
      read: async () => text,
      list: async () => ({ files: [], skipped: [] }),
    },
    ['acme.yaml'],
  );
  const [item] = items;
  if (item?.valid !== true) throw new Error(JSON.stringify(item?.problems));
  return item.tests[0]?.message ?? null;
}
