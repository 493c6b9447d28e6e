import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Executor } from '../../../../src/ports/executor.ts';
import { runApproved } from '../../../../src/services/run/run-approved.ts';
import { loggedText } from '../../../support/logs.ts';
import { openStage, type RunStage } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage({ ...process.env, RUN_TEST_TOKEN: 's3cret-value' });
});
afterEach(() => stage[Symbol.asyncDispose]());

describe('a secret', () => {
  const inputs = { token: 'env://RUN_TEST_TOKEN' };

  test('reaches the process by a private file, and nothing else sees it', async () => {
    const { carried, run: id } = await stage.run({
      inputs,
      steps: `
- name: use
  type: shell
  outputs: {length: {type: integer, sensitive: false}}
  with:
    command: [sh, -c, 'cat "$TOKEN"; stat -c %a "$TOKEN"; base64 < "$TOKEN" >&2; echo "{\\"length\\": 12, \\"copy\\": \\"$(cat "$TOKEN")\\"}" > "$ATOMCTL_OUTPUT"']
    files: {TOKEN: "\${{ inputs.token }}"}`,
    });

    expect(carried.view.steps.get('use')?.outputs).toEqual({ exitCode: 0, length: 12 });
    expect(await loggedText(path.join(stage.home, 'logs', id))).toContain('[secret token]600\n');
    expect(JSON.stringify(await stage.events(id))).not.toContain('s3cret');
    expect(everyFileOf(stage.home)).not.toContain('s3cret-value');
    expect(everyFileOf(stage.home)).not.toContain(
      Buffer.from('s3cret-value').toString('base64').slice(0, 12),
    );
    expect(readdirSync('/dev/shm').filter((name) => name.includes(id))).toEqual([]);
  });

  test('is not told by what a failed process said last', async () => {
    const { carried } = await stage.run({
      inputs,
      steps: `
- name: fail
  type: shell
  with: {command: [sh, -c, 'echo "$TOKEN" | rev >&2; exit 3'], env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('fail')).toMatchObject({
      error: { message: 'exited with 3' },
      outputs: { exitCode: 3 },
    });
  });

  test('is not in what a failed process says of itself, where its step releases that', async () => {
    const { carried } = await stage.run({
      inputs,
      steps: `
- name: fail
  type: shell
  outputs: {error: {type: "null", sensitive: false}}
  with: {command: [sh, -c, 'echo hidden >&2; echo "{\\"error\\": \\"no $TOKEN here\\"}" > "$ATOMCTL_OUTPUT"; exit 3'], env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('fail')).toMatchObject({
      error: { message: 'exited with 3: no [secret token] here' },
      outputs: { exitCode: 3, error: 'no [secret token] here' },
    });
  });

  test('is refused in argv', async () => {
    const { carried } = await stage.run({
      inputs,
      steps: '- {name: leak, type: shell, with: {command: [echo, "Bearer ${{ inputs.token }}"]}}',
    });

    expect(carried.view.steps.get('leak')?.error).toEqual({
      kind: 'refused',
      message: 'the secret token may not stand in command of a shell step',
    });
  });

  test('is not quoted by what is wrong with an output', async () => {
    const { run: id, carried } = await stage.run({
      inputs,
      steps: `
- name: raw
  type: shell
  with: {command: [sh, -c, 'printf %s "$TOKEN" > "$ATOMCTL_OUTPUT"'], env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('raw')?.state).toBe('failed');
    expect(JSON.stringify(await stage.events(id))).not.toContain('s3cret');
  });

  test('does not get out as an output whose name is harmless', async () => {
    const { carried } = await stage.run({
      inputs,
      steps: `
- name: sly
  type: shell
  outputs: {said: {sensitive: false}}
  with:
    command: [sh, -c, 'printf "{\\"status\\":\\"%s\\",\\"said\\":[\\"is %s.\\"]}" "$TOKEN" "$TOKEN" > "$ATOMCTL_OUTPUT"']
    env: {TOKEN: "\${{ inputs.token }}"}`,
    });

    expect(carried.view.steps.get('sly')?.outputs).toEqual({ exitCode: 0, said: ['is [secret token].'] });
  });

  test('is not decided upon: when compares values, not references', async () => {
    const { carried } = await stage.run({
      inputs,
      steps: `- {name: a, type: shell, when: "inputs.token == 's3cret-value'", with: {command: ["true"]}}`,
    });

    expect(carried.view.steps.get('a')).toMatchObject({ state: 'failed', error: { kind: 'refused' } });
  });

  test('is hidden where a step that was given none meets it, also beside the one that was', async () => {
    const { carried, run: id } = await stage.run({
      inputs,
      steps: `
- name: early
  type: shell
  onError: continue
  with: {command: [sh, -c, 'while [ ! -e left ]; do sleep 0.05; done; cat left; cat left >&2; printf "{\\"said\\": \\"%s\\"}" "$(cat left)" > "$ATOMCTL_OUTPUT"; exit 3']}
- name: use
  type: shell
  with: {command: [sh, -c, 'printf %s "$TOKEN" > part; mv part left'], env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('early')).toMatchObject({
      error: { message: 'exited with 3: [secret token]' },
      outputs: { exitCode: 3, stdout: '[secret token]', said: '[secret token]' },
    });
    expect(await loggedText(path.join(stage.home, 'logs', id))).toBe('[secret token][secret token]');
    expect(everyFileOf(stage.home)).not.toContain('s3cret-value');
  });

  test.each([
    ['{"a": 1}[inputs.token]'],
    ['inputs[inputs.token]'],
    ['duration(inputs.token)'],
    ['inputs.token.matches(inputs.token + "(")'],
  ])('is not quoted by what is wrong with %s', async (expression) => {
    const { carried } = await stage.run({
      inputs,
      steps: `- {name: bad, type: shell, with: {command: [cat], stdin: '\${{ ${expression} }}'}}`,
    });

    expect(carried.view.steps.get('bad')?.error).toEqual({
      kind: 'expression',
      message: 'in stdin, the expression that reads the secret token has no value',
    });
  });

  test.each([
    ['a part of it', 'inputs.token.substring(0, 7)'],
    ['a list of parts', 'inputs.token.split("-")'],
    ['a name in a map', '{inputs.token.substring(2, 9): 1}'],
    ['one of two words', 'inputs.token == "x" ? "unlikely" : "s3cret-v"'],
  ])('is hidden when an expression made %s of it', async (_, expression) => {
    const { run: id } = await stage.run({
      inputs,
      steps: `
- {name: made, type: script, with: {file: show.sh, interpreter: sh, input: '\${{ ${expression} }}'}}`,
      files: { 'show.sh': 'cat' },
    });

    const text = await loggedText(path.join(stage.home, 'logs', id));
    expect(text).toContain('[secret token]');
    expect(text).not.toMatch(/s3cret|cret-va/);
  });

  test.each([
    {
      as: 'a number',
      value: '4711',
      written: '{"n": 4711, "m": 147110}',
      given: { n: '[secret token]', m: '1[secret token]0' },
    },
    { as: 'a key', value: 'k3y', written: '{"n": {"k3y": true}}', given: { n: { '[secret token]': true } } },
    { as: 'a letter', value: 'e', written: '{"n": "the"}', given: { n: 'th[secret token]' } },
  ])('does not come back as $as, not even released', async ({ value, written, given }) => {
    await using own = await openStage({ ...process.env, RUN_TEST_TOKEN: value });
    const { carried } = await own.run({
      inputs,
      steps: `
- name: use
  type: shell
  outputs: {n: {sensitive: false}, m: {sensitive: false}}
  with: {command: [sh, -c, 'cat > "$ATOMCTL_OUTPUT"; : "$TOKEN"'], stdin: '{"m": 0, ${written.slice(1)}', env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('use')?.outputs).toMatchObject({ exitCode: 0, ...given });
  });

  test('cannot be let out under a name that only atomctl may use', async () => {
    await using own = await openStage({ ...process.env, RUN_TEST_TOKEN: '4711' });
    const { carried } = await own.run({
      inputs,
      steps: `
- name: use
  type: shell
  with: {command: [sh, -c, 'echo "{\\"droppedBytes\\": $TOKEN, \\"exitCode\\": $TOKEN}" > "$ATOMCTL_OUTPUT"'], env: {TOKEN: "\${{ inputs.token }}"}}`,
    });

    expect(carried.view.steps.get('use')).toMatchObject({ state: 'succeeded', outputs: { exitCode: 0 } });
    expect(JSON.stringify(carried.view.steps.get('use')?.outputs)).not.toContain('4711');
  });

  test('is not quoted by a fault of an executor', async () => {
    const { bench } = stage;
    const scene = {
      inputs,
      steps: '- {name: a, type: shell, with: {command: [cat], stdin: "${{ inputs.token }}"}}',
    };
    const request = { ...(await bench.prepare(scene)), requester: 'ana', tenant: 'local', cosignSig: null };

    await expect(
      runApproved({ ...bench.deps, executors: new Map([['shell', FAULTY]]) }, request),
    ).rejects.toThrow('cannot start with {"command":["cat"],"stdin":"[secret token]"}');
  });

  test('that is not text is refused, not mangled', async () => {
    const file = path.join(stage.home, 'bytes');
    writeFileSync(file, Buffer.from('caf\xe9', 'latin1'));

    await expect(
      stage.run({
        inputs: { token: `file://${file}` },
        steps: '- {name: a, type: shell, with: {command: ["true"]}}',
      }),
    ).rejects.toMatchObject({
      code: 'ATOM_NEEDS_MISSING',
      message: expect.stringMatching(/^(?!.*caf).*is not UTF-8 text$/),
    });
  });

  test('that is not there stops the run before it is created', async () => {
    await expect(
      stage.run({
        inputs: { token: 'env://RUN_TEST_NOTHING' },
        steps: '- {name: a, type: shell, with: {command: ["true"]}}',
      }),
    ).rejects.toMatchObject({ code: 'ATOM_NEEDS_MISSING' });
  });
});

const FAULTY: Executor = {
  type: 'shell',
  execute: async (_, settings) => {
    throw new TypeError(`cannot start with ${JSON.stringify(settings)}`);
  },
};

function everyFileOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')).join('\n');
}
