import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { judge } from '../../../src/policy/judge.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const BAD = '{name: c, image: "i:1", securityContext: {privileged: true}}';

describe('a privileged container is found', () => {
  test.for([
    ['a Pod', `kind: Pod\nspec: {containers: [${BAD}]}`],
    ['an init container', `kind: Pod\nspec: {containers: [], initContainers: [${BAD}]}`],
    ['an ephemeral container', `kind: Pod\nspec: {ephemeralContainers: [${BAD}]}`],
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map(
      (kind) => [`a ${kind}`, `kind: ${kind}\nspec: {template: {spec: {containers: [${BAD}]}}}`] as const,
    ),
    ['a CronJob', `kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [${BAD}]}}}}}`],
    ['a PodTemplate', `kind: PodTemplate\ntemplate: {spec: {containers: [${BAD}]}}`],
    ['a custom controller', `kind: Rollout\nspec: {workload: {template: {spec: {containers: [${BAD}]}}}}`],
    ['a List', `kind: List\nitems: [{apiVersion: v1, kind: Pod, spec: {containers: [${BAD}]}}]`],
    [
      'a List in a List',
      `kind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, spec: {containers: [${BAD}]}}]}]`,
    ],
    ['a PodList whose items name no kind', `kind: PodList\nitems: [{spec: {containers: [${BAD}]}}]`],
    [
      'yes for true, as Kubernetes reads it',
      `kind: Pod\nspec: {containers: [{securityContext: {privileged: yes}}]}`,
    ],
    ['an alias', `x: &sc {privileged: true}\nkind: Pod\nspec: {containers: [{securityContext: *sc}]}`],
    [
      'a merge key',
      `x: &sc {privileged: true}\nkind: Pod\nspec: {containers: [{securityContext: {<<: *sc}}]}`,
    ],
    [
      'the last of duplicate keys',
      'kind: Pod\nspec: {containers: [{securityContext: {privileged: false, privileged: true}}]}',
    ],
  ] as const)('in %s', ([, object]) => {
    expect(rulesIn({ 'k8s/app.yaml': `apiVersion: v1\n${object}\n` })).toEqual(['privileged']);
  });

  test('in the third document of a file, with its line and column', () => {
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n    - name: c\n      securityContext:\n        privileged: true\n`;
    const { issues } = judgeOf(quiet(), {
      'app.yaml': `apiVersion: v1\nkind: Namespace\n---\n# nothing\n---\n${pod}`,
    });

    expect(issues).toMatchObject([
      {
        location: { file: 'app.yaml', line: 13, col: 21 },
        object: 'Pod shop/web',
        step: null,
        control: 'privileged',
      },
    ]);
  });

  test('in a block scalar of a step, at its own line', () => {
    const steps = `- name: apply\n  type: k8s\n  action: diff\n  with:\n    manifest: |\n      apiVersion: v1\n      kind: Pod\n      spec:\n        containers:\n          - ${BAD}`;
    const text = manifestWith(steps);
    const { issues } = judgeOf(text);

    expect(issues).toMatchObject([
      { step: 'apply', location: { line: lineOf(text, 'privileged'), col: 1 + colOf(text, 'true') } },
    ]);
  });

  test('in a JSON file', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [{ securityContext: { privileged: true } }] },
    };

    expect(rulesIn({ 'app.json': JSON.stringify(pod, null, '\t') })).toEqual(['privileged']);
  });

  test('behind an input that is given, and is undecided until then', () => {
    const steps =
      '- name: apply\n  type: k8s\n  action: diff\n  with: {manifest: {apiVersion: v1, kind: Pod, spec: {containers: [{name: c, securityContext: {privileged: "${{ inputs.p }}"}}]}}}';

    expect(judgeOf(manifestWith(steps)).issues.map(({ rule }) => rule)).toEqual(['undecided']);
    expect(judgeOf(manifestWith(steps), {}, { p: true }).issues.map(({ rule }) => rule)).toEqual([
      'privileged',
    ]);
    expect(judgeOf(manifestWith(steps), {}, { p: false }).issues).toEqual([]);
  });

  test.for([
    ['docker run', 'command: [docker, run, --privileged, "busybox:1.37"]'],
    ['a script for sh', `command: [sh, -c, 'sudo docker run -it --privileged busybox:1.37']`],
  ])('in %s', ([, settings]) => {
    const found = judgeOf(manifestWith(`- name: a\n  type: shell\n  with: {${settings}}`)).issues;

    expect(found.map(({ rule }) => rule)).toEqual(['privileged']);
  });
});

describe('what cannot be read', () => {
  test.for([
    ['a Helm template', 'apiVersion: v1\nkind: Pod\nspec:\n  {{- if .x }}\n  a: b: c\n'],
    [
      'an alias bomb',
      `apiVersion: v1\nkind: Pod\na: &a [1,1,1,1,1,1,1,1,1,1]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n`,
    ],
    ['a thing that is nested too deeply', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(20_000)}`],
  ] as const)('is never safe: %s', ([, text]) => {
    expect(judgeOf(quiet(), { 'app.yaml': text })).toMatchObject({
      class: 'caution',
      issues: [{ rule: 'undecided' }],
    });
  });

  test('does not hide what stands beside it', () => {
    const broken = `apiVersion: v1\nkind: Pod\nspec: {containers: [${BAD}]}\n---\napiVersion: v1\nkind: Pod\n  a: b: c\n`;

    expect(rulesIn({ 'app.yaml': broken })).toEqual(['privileged', 'undecided']);
  });
});

test('a file that holds no Kubernetes object raises nothing', () => {
  expect(
    rulesIn({ 'values.yaml': 'privileged: true\nhostNetwork: true\n', 'notes.txt': 'hostPath: /' }),
  ).toEqual([]);
});

function quiet(): string {
  return manifestWith('- {name: a, type: wait, with: {duration: 1s}}');
}

function judgeOf(text: string, files: Readonly<Record<string, string>> = {}, inputs: JsonObject = {}) {
  const verdict = judge({ wpk: wpkOf(text, files), mayExcept: [], now: new Date('2026-11-21'), inputs });
  // What these pods leave out of the restricted level is not what is looked for here.
  return { ...verdict, issues: verdict.issues.filter(({ level }) => level !== 'restricted') };
}

function rulesIn(files: Readonly<Record<string, string>>): string[] {
  return judgeOf(quiet(), files).issues.map(({ rule }) => rule);
}

function lineOf(text: string, word: string): number {
  return text.split('\n').findIndex((line) => line.includes(word)) + 1;
}

function colOf(text: string, word: string): number {
  return (text.split('\n')[lineOf(text, 'privileged') - 1] ?? '').indexOf(word);
}
