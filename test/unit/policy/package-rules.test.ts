import { describe, expect, test } from 'vitest';
import { issuesOf, running } from '../../support/judged.ts';

const LIMITS = 'limits: {timeout: 1m, memory: 64Mi}';

describe('permissions', () => {
  const RESTART =
    '- {name: a, type: k8s, action: restart, with: {kind: Deployment, name: web, namespace: shop}}';

  test.for([
    ['none are declared', ''],
    ['another resource is', '{apiGroups: [apps], resources: [statefulsets], verbs: [patch]}'],
    ['another group is', '{apiGroups: [batch], resources: [deployments], verbs: [patch]}'],
    ['only reading is', '{apiGroups: [apps], resources: [deployments], verbs: [get]}'],
    [
      'another namespace is',
      '{apiGroups: [apps], resources: [deployments], verbs: [patch], namespaces: [other]}',
    ],
    [
      'another object is',
      '{apiGroups: [apps], resources: [deployments], verbs: [patch], resourceNames: [db]}',
    ],
  ] as const)('are missing where %s', ([, permission]) => {
    expect(issuesOf('permission-missing', { steps: RESTART, spec: asking(permission) })).toMatchObject([
      {
        step: 'a',
        what: expect.stringMatching(/^The step needs (get and )?patch on deployments in shop\.$/),
      },
    ]);
  });

  test.for([
    '{apiGroups: [apps], resources: [deployments], verbs: [get, patch], namespaces: [shop]}',
    '{apiGroups: [apps], resources: [deployments], verbs: [get, patch], namespaces: ["${{ inputs.ns }}"]}',
    '{apiGroups: [apps], resources: ["*"], verbs: ["*"]}',
  ] as const)('are enough where %s is declared', (permission) => {
    const given = { steps: RESTART, spec: asking(permission) };

    expect(issuesOf('permission-missing', given)).toEqual([]);
    expect(issuesOf('permission-unneeded', given)).toEqual([]);
  });

  test('of the same input fit each other', () => {
    const steps = RESTART.replace('shop', '"${{ inputs.ns }}"');
    const spec = asking(
      '{apiGroups: [apps], resources: [deployments], verbs: [get, patch], namespaces: ["${{ inputs.ns }}"]}',
    );

    expect(issuesOf('permission-missing', { steps, spec })).toEqual([]);
    expect(issuesOf('permission-missing', { steps, spec, inputs: { ns: 'shop' } })).toEqual([]);
  });

  test.for([
    ['scale, with: {name: web, namespace: shop, replicas: 2}', ['get and patch on deployments']],
    ['run-job, with: {name: job, namespace: shop, image: a}', ['create and get on jobs']],
    [
      'run-job, with: {from: cronjob/report, namespace: shop}',
      ['create and get and delete on jobs', 'get on cronjobs', 'patch on cronjobs/status'],
    ],
    [
      'restart-pod, with: {selector: app=web, namespace: shop}',
      ['get and list on pods', 'create on pods/eviction'],
    ],
    ['restart-pod, with: {name: web-0, namespace: shop, evict: false}', ['get and delete on pods']],
    [
      'logs, with: {kind: Deployment, name: web, namespace: shop}',
      ['get on deployments', 'list on pods', 'get on pods/log'],
    ],
    [
      'rollout-undo, with: {name: web, namespace: shop}',
      ['get and patch on deployments', 'list on replicasets'],
    ],
  ] as const)('are what the step sends: %s', ([step, wanted]) => {
    const steps = `[{name: a, type: k8s, action: ${step}}]`;
    const found = issuesOf('permission-missing', {
      steps,
      spec: asking('{resources: [nodes], verbs: [get]}'),
    });

    expect(found.map(({ what }) => what)).toEqual(wanted.map((need) => `The step needs ${need} in shop.`));
  });

  test('are missing for what a program asks kubectl for', () => {
    expect(
      issuesOf('permission-missing', running('kubectl -n shop scale deploy/web --replicas=2')),
    ).toMatchObject([{ what: 'kubectl needs patch or update on deployments/scale or deployments in shop.' }]);
  });

  test('are unneeded where no step uses the verb or the resource', () => {
    const spec = asking(
      '{apiGroups: [apps], resources: [deployments], verbs: [get, patch, delete]}, {resources: [configmaps], verbs: [get]}',
    );

    expect(issuesOf('permission-unneeded', { steps: RESTART, spec }).map(({ what }) => what)).toEqual([
      'No step needs delete on deployments.',
      'No step needs get on configmaps.',
    ]);
  });

  test('cannot be called unneeded beside a program that cannot be read', () => {
    const spec = asking('{resources: [configmaps], verbs: [get]}');
    const steps = `${RESTART.replace('name: a', 'name: b')}\n- {name: a, type: shell, with: {command: [./operator]}}`;

    expect(issuesOf('permission-unneeded', { steps, spec })).toEqual([]);
  });
});

describe('what is not pinned', () => {
  test.for([
    'docker run --rm -it busybox sh',
    'docker run -v /data:/data --name x registry.example:5000/web',
    'podman pull quay.io/a/b:latest',
  ] as const)('is an image: %s', (script) => {
    expect(issuesOf('image-unpinned', running(script))).toHaveLength(1);
  });

  test.for([
    'docker run --rm busybox:1.37',
    'docker run registry.example:5000/web:2 latest',
    'docker pull a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'docker run "$IMAGE"',
    'docker ps',
  ] as const)('is no image: %s', (script) => {
    expect(issuesOf('image-unpinned', running(script))).toEqual([]);
  });

  test.for([
    'pip install requests',
    'npm install -g serve',
    'npx serve .',
    'go install example.org/x@latest',
  ] as const)('is a package: %s', (script) => {
    expect(issuesOf('requirements-unpinned', running(script))).toHaveLength(1);
  });

  test.for([
    'pip install requests==2.32.3',
    'pip install -r requirements.txt',
    'npm ci',
    'npm install serve@14.2.4',
    'npx serve@14.2.4 .',
    'go install example.org/x@v1.4.2',
  ] as const)('is no package: %s', (script) => {
    expect(issuesOf('requirements-unpinned', running(script))).toEqual([]);
  });
});

describe('bounds and ways back', () => {
  test.for([
    ['a question', 'type: approval, with: {message: Go on?}', 1],
    ['a question that expires', 'type: approval, with: {message: Go on?, expiresIn: 4h}', 0],
    ['a message for the terminal', 'type: notify, with: {message: done}', 0],
    ['a webhook', 'type: notify, with: {message: done, channel: webhook, url: "https://a.example"}', 1],
    ['a wait', 'type: wait, with: {duration: 1s}', 0],
  ] as const)('%s needs a timeout or not', ([, step, count]) => {
    expect(issuesOf('step-timeout', { steps: `- {name: a, ${step}}`, spec: 'maxParallel: 1' })).toHaveLength(
      count,
    );
  });

  test('a package that runs by itself says all that bounds it', () => {
    const spec = `safety: {mode: auto, dryRun: {requiredClass: caution}}
triggers: [{type: schedule, cron: "0 2 * * *"}]
validation: {permissions: [{apiGroups: [apps], resources: [deployments], verbs: [patch]}]}`;
    const steps = '- {name: a, type: k8s, action: restart, with: {name: web}}';

    expect(issuesOf('auto-unbounded', { steps, spec }).map(({ what }) => what)).toEqual([
      'The package runs by itself without a timeout, and without a blast radius, and without namespaces that it keeps to, and without a limit of runs at once.',
      'The package runs by itself even where a person should look first.',
    ]);
  });

  test.each([
    ['inputs.hosts', 0],
    ['steps.find.outputs.few', 0],
    ['steps.find.outputs.hosts', 1],
    ['steps.find.outputs.few.map(x, [x, x])', 1],
  ])('auto-unbounded: forEach over %s is found %d times', (items, times) => {
    const spec = 'safety: {mode: auto}\nvalidation: {limits: {timeout: 10m}}';
    const steps = `
- {name: find, type: shell, with: {command: ['true']}, outputs: {hosts: {type: array}, few: {type: array, maxItems: 9}}}
- {name: each, type: shell, needs: [find], forEach: "${items}", with: {command: ['true']}}`;

    expect(issuesOf('auto-unbounded', { steps, spec })).toHaveLength(times);
  });

  test.for([
    ['a k8s step', '- {name: a, type: k8s, action: restart, with: {name: web}}', '', 1],
    [
      'a k8s step, with rollback.auto',
      '- {name: a, type: k8s, action: restart, with: {name: web}}',
      'auto: true',
      0,
    ],
    [
      'a request, for which rollback.auto does nothing',
      '- {name: a, type: http, with: {url: "https://a.example", method: POST}}',
      'auto: true',
      1,
    ],
    [
      'kubectl',
      '- {name: a, type: shell, with: {command: [kubectl, rollout, restart, deploy/web]}}',
      'auto: true',
      1,
    ],
    ['kubectl that looks', '- {name: a, type: shell, with: {command: [kubectl, get, pods]}}', '', 0],
    [
      'kubectl, with handlers',
      '- {name: a, type: shell, with: {command: [kubectl, rollout, restart, deploy/web]}}',
      'handlers: [{name: b, type: wait, with: {duration: 1s}}]',
      0,
    ],
  ] as const)('%s has a way back or not', ([, steps, rollback, count]) => {
    const spec = rollback === '' ? `validation: {${LIMITS}}` : `rollback: {${rollback}}`;

    expect(issuesOf('rollback-missing', { steps, spec })).toHaveLength(count);
  });
});

function asking(permission: string): string {
  return `validation: {${LIMITS}, permissions: [${permission}]}`;
}
