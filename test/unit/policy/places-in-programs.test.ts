import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/policy/judge.ts';
import { judgeText } from '../../support/policy-text.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

/** A pod whose container has this field; the place of a command in it. */
function pod(field: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - image: i:1\n      ${field}\n`;
}

/** Line, column, and what stands there, of the first finding of a text. */
async function shown(text: string, name = 'app.yaml') {
  const [issue] = (await judgeText(text, { name })).issues;
  const { line, col } = issue?.location ?? { line: 0, col: 0 };
  const there = text.split('\n')[line - 1]?.slice(col - 1, col + 14);
  return { field: issue?.field, there };
}

function placed(handler: string) {
  const text = manifestWith(handler.replaceAll('\n    ', '\n'));
  const [issue] = judge({ wpk: wpkOf(text), mayExcept: [], now: new Date(0) }).issues;
  const { line, col } = issue?.location ?? { line: 0, col: 0 };
  return text.split('\n')[line - 1]?.slice(col - 1, col + 14);
}

describe('a finding in what a container runs stands where it is written', () => {
  test.for([
    [
      'a literal block',
      'command: [sh, -c]\n      args:\n        - |\n          set -e\n          cat /etc/shadow',
      '/args/0',
    ],
    [
      'a folded block',
      'command: [sh, -c]\n      args:\n        - >-\n          set -e;\n          cat /etc/shadow',
      '/args/0',
    ],
    [
      'a block with an indent that is said',
      'command:\n        - sh\n        - -c\n        - |2-\n            true\n          cat /etc/shadow',
      '/command/2',
    ],
    ['double quotes', 'command: [sh, -c, "set -e\\ncat /etc/shadow"]', '/command/2'],
    ['double quotes on two lines', 'command: [sh, -c, "set -e;\n        cat /etc/shadow"]', '/command/2'],
    ['single quotes', "args: [sh, -c, 'echo ''a''; cat /etc/shadow']", '/args/2'],
    ['a plain text', 'command:\n      - sh\n      - -c\n      - true && cat /etc/shadow', '/command/2'],
    ['behind what is filled in', 'command: [sh, -c, "echo $(A) $(B); cat /etc/shadow"]', '/command/2'],
    [
      'a hook',
      'lifecycle: {preStop: {exec: {command: [sh, -c, "true; cat /etc/shadow"]}}}',
      '/lifecycle/preStop/exec/command/2',
    ],
  ] as const)('%s', async ([, field, at]) => {
    expect(await shown(pod(field))).toEqual({
      field: `/spec/containers/0${at}`,
      there: 'cat /etc/shadow',
    });
  });

  test('in a script of a workflow, behind what is filled in', async () => {
    const text =
      'apiVersion: tekton.dev/v1\nkind: Task\nspec:\n  steps:\n    - name: a\n      script: |\n        #!/usr/bin/env bash\n        echo $(params.a) $(params["b"]); cat /etc/shadow\n';

    expect(await shown(text)).toEqual({ field: '/spec/steps/0/script', there: 'cat /etc/shadow' });
  });

  test('in JSON, in a later document, and in a file with a byte order mark', async () => {
    const json = `{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"command": ["sh", "-c", "true;\\tcat /etc/shadow"]}]}}`;
    const later = `# first\nkind: ConfigMap\napiVersion: v1\n---\n${pod('command: [sh, -c, "true; cat /etc/shadow"]')}`;
    const mark = pod('command: [sh, -c, "true; cat /etc/shadow"]').replace('apiVersion', '\uFEFFapiVersion');

    expect((await shown(json, 'app.json')).there).toBe('cat /etc/shadow');
    expect((await shown(later)).there).toBe('cat /etc/shadow');
    expect((await shown(mark)).there).toBe('cat /etc/shadow');
  });

  test('and at the field where that cannot be told', async () => {
    const alias = pod('command: [sh, -c, *text]').replace(
      'metadata: {name: web}',
      'metadata: {annotations: {a: &text "true; cat /etc/shadow"}}',
    );

    expect(await shown(alias)).toEqual({ field: '/spec/containers/0/command/2', there: '*text]' });
    expect(await shown(pod('command: [cat, /etc/shadow]'))).toEqual({
      field: '/spec/containers/0/command',
      there: '[cat, /etc/shad',
    });
  });
});

describe('a finding in a step of a package stands where it is written', () => {
  test.for([
    [
      'a folded block',
      '- name: a\n      type: shell\n      with:\n        command: >\n          true;\n          true; cat /etc/shadow',
    ],
    ['a list', '- {name: a, type: shell, with: {command: [sh, -c, "true;\\tcat /etc/shadow"]}}'],
    ['single quotes', "- {name: a, type: shell, with: {command: [sh, -c, 'echo ''a''; cat /etc/shadow']}}"],
    [
      'a pod in a block in a step',
      '- name: a\n      type: k8s\n      action: apply\n      with:\n        manifest: |\n          apiVersion: v1\n          kind: Pod\n          spec:\n            containers:\n              - command:\n                  - sh\n                  - -c\n                  - |\n                    true\n                    cat /etc/shadow',
    ],
    [
      'a pod in a step',
      '- name: a\n      type: k8s\n      action: apply\n      with:\n        manifest:\n          apiVersion: v1\n          kind: Pod\n          spec: {containers: [{command: [sh, -c, "true; cat /etc/shadow"]}]}',
    ],
  ] as const)('%s', ([, handler]) => {
    expect(placed(handler)).toBe('cat /etc/shadow');
  });
});
