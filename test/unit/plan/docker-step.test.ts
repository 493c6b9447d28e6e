import { expect, test } from 'vitest';
import { completeStep } from '../../../src/plan/complete-step.ts';
import { looseContainers } from '../../../src/plan/loose-containers.ts';
import { showStep } from '../../../src/plan/show-step.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const IMAGE = 'web:1';

test('a docker step is held to the limits of its package where it has none of its own', () => {
  const limits = { memory: '64Mi', pids: 20 };

  expect(step({ image: IMAGE, limits }, '{cpu: "1", memory: 512Mi}').with['limits']).toEqual({
    cpu: '1',
    ...limits,
  });
  expect(step({ image: IMAGE }, '{timeout: 1m}').with).toEqual({ image: IMAGE });
});

test('a docker step shows its image, argv, mounts, network and limits, and what it gives up of its box', () => {
  const settings = {
    image: IMAGE,
    entrypoint: ['/bin/report'],
    command: ['a b', '${{ inputs.month }}'],
    env: { LEVEL: 1 },
    files: { TOKEN: 'x' },
    volumes: ['/logs:/logs:ro'],
    network: 'bridge',
    user: '0',
    readOnlyRoot: false,
    capAdd: ['CHOWN'],
    pull: 'missing',
    limits: { memory: '64Mi', pids: 20 },
  };

  expect(showStep(step(settings), { month: 'May' })).toEqual([
    "web:1 $ /bin/report 'a b' May",
    'env: LEVEL',
    'files: TOKEN',
    'volume: /logs:/logs:ro',
    'network: bridge · user: 0 · its root is writable · keeps CHOWN · the image is fetched if it is missing',
    'limits: memory 64Mi, pids 20',
  ]);
  expect(showStep(step({ image: IMAGE }), {})).toEqual([IMAGE, 'network: none']);
});

test('a plan says what nobody holds a container to', () => {
  const steps = [step({ image: IMAGE, network: 'bridge', limits: { memory: '64Mi', pids: 20 } })];
  const egress = 'network.egress for a: its container has the network bridge';

  expect(looseContainers(steps, { cpu: true, memory: false, pids: true })).toEqual([
    egress,
    'limits.memory 64Mi for a: this container engine cannot',
  ]);
  expect(looseContainers(steps, null)).toEqual([
    egress,
    'limits.memory 64Mi for a: no container engine answers',
    'limits.pids 20 for a: no container engine answers',
  ]);
  expect(looseContainers(steps, undefined)).toEqual([egress]);
});

function step(settings: object, limits?: string) {
  const steps = `- {name: a, type: docker, with: ${JSON.stringify(settings)}}`;
  const spec = limits === undefined ? 'inputs: {}' : `validation: {limits: ${limits}}`;
  const { manifest } = wpkOf(manifestWith(steps, spec));
  const [written] = manifest.spec.handlers;
  if (written === undefined) throw new Error('no step');
  return completeStep(written, manifest.spec);
}
