import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterCommand } from '../../../src/policy/kubernetes/kubectl.ts';
import { resourceOf } from '../../../src/policy/kubernetes/resources.ts';
import { readArgv } from '../../../src/policy/shell/read.ts';

describe('the words of a kubectl command', () => {
  test.for([
    ['kubectl -n shop delete pod web', 'delete', ['pod', 'web'], { namespace: 'shop' }],
    ['kubectl delete pod web -nshop --now', 'delete', ['pod', 'web'], { namespace: 'shop', now: 'true' }],
    ['kubectl --context=live -v 6 get pods -oyaml', 'get', ['pods'], { context: 'live', output: 'yaml' }],
    ['kubectl drain --timeout 5m --force worker-1', 'drain', ['worker-1'], { timeout: '5m', force: 'true' }],
    ['kubectl apply -Rf k8s --server-side', 'apply', [], { filename: 'k8s', recursive: 'true' }],
    ['kubectl exec -it -c app web -- rm -rf /', 'exec', ['web'], { container: 'app' }],
    ['/usr/local/bin/oc adm drain worker-1', 'adm', ['drain', 'worker-1'], {}],
    [
      'helm upgrade web ./chart --set a=b --wait -f v.yaml',
      'upgrade',
      ['web', './chart'],
      { wait: 'true', filename: 'v.yaml' },
    ],
  ] as const)('are told from its options: %s', ([line, verb, words, options]) => {
    const command = asked(line.split(' '));

    expect([command?.verb, command?.words]).toEqual([verb, words]);
    for (const [name, value] of Object.entries(options)) expect(command?.option(name).at(-1)).toBe(value);
  });

  test('a switch that is set to false is off', () => {
    expect(asked(['kubectl', 'delete', 'pods', '--all=false'])?.isOn('all')).toBe(false);
    expect(asked(['kubectl', 'delete', 'pods', '--all=true'])?.isOn('all')).toBe(true);
  });

  test('are read from anything, and every plain word is kept in its order', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9./-]{0,12}$/);
    const option = fc.constantFrom('--force', '-A', '--namespace=shop', '-nshop', '--dry-run=server');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, option)), (args) => {
        const command = asked(['kubectl', ...args]);
        const plain = args.filter((arg) => !arg.startsWith('-'));
        expect([command?.verb, ...(command?.words ?? [])]).toEqual(plain.length === 0 ? [''] : plain);
      }),
    );
    fc.assert(fc.property(fc.array(fc.string()), (args) => void asked(['oc', ...args])));
  });
});

describe('a resource', () => {
  test.for([
    ['deploy', 'deployments'],
    ['Deployment', 'deployments'],
    ['deployments.apps', 'deployments'],
    ['deployment.v1.apps', 'deployments'],
    ['ing', 'ingresses'],
    ['NetworkPolicy', 'networkpolicies'],
    ['endpoints', 'endpoints'],
    ['crd', 'customresourcedefinitions'],
    ['Widget', 'widgets'],
    ['widgets', 'widgets'],
    ['all', 'all'],
  ] as const)('that is called %s is %s', ([name, plural]) => {
    expect(resourceOf(name)).toBe(plural);
  });
});

function asked(argv: readonly string[]) {
  const [command] = readArgv(argv).commands;
  if (command === undefined) throw new Error('there is no command');
  return clusterCommand(command);
}
