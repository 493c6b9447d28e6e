import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

  test('that is not there stops the run before it is created', async () => {
    await expect(
      stage.run({
        inputs: { token: 'env://RUN_TEST_NOTHING' },
        steps: '- {name: a, type: shell, with: {command: ["true"]}}',
      }),
    ).rejects.toMatchObject({ code: 'ATOM_NEEDS_MISSING' });
  });
});

function everyFileOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')).join('\n');
}
