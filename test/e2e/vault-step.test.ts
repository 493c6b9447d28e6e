import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunId } from '../../src/model/run.ts';
import { author } from '../support/author.ts';
import { loggedText } from '../support/logs.ts';
import { type OpenBao, startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';
import { openStage, type RunStage, resultOf, statesOf } from '../support/run-stage.ts';

const program = part('openbao');
const CANARY = 'canary-4f7e21d9';

describe.skipIf(program === undefined)('a vault step with a real OpenBao (npm run parts openbao)', () => {
  let bao: OpenBao;
  let stage: RunStage;

  beforeAll(async () => {
    bao = await startOpenBao(program ?? '');
    await bao.ask('POST', 'secret/data/team/app', { data: { username: 'ann', password: CANARY } });
    await bao.ask('POST', 'sys/mounts/transit', { type: 'transit' });
    await bao.ask('POST', 'transit/keys/app', {});
    await bao.ask('POST', 'transit/keys/signer', { type: 'ecdsa-p256' });
  });
  afterAll(async () => {
    await bao?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    stage = await openStage({ ...process.env, ...bao.env });
  });
  afterEach(() => stage[Symbol.asyncDispose]());

  /** Out of the journal: the run's owner forgets what nobody reads again. */
  const outputsOf = async (step: string, id: RunId) =>
    (await stage.events(id)).flatMap((event) =>
      event.type === 'step-done' && event.step === step ? [event.outputs] : [],
    )[0];

  const READ = `
- name: creds
  type: vault
  action: read
  with: {path: secret/team/app}`;

  test('reads a secret that a later step gets, and the journal holds its reference', async () => {
    const { run: id, carried } = await stage.run({
      steps: `${READ}
  outputs: {data: {properties: {username: {sensitive: false}}}}
- name: use
  type: shell
  needs: [creds]
  with:
    command: [sh, -c, 'cat "$PASSWORD"; echo "as $USER_NAME"; test "$(wc -c < "$PASSWORD")" = ${CANARY.length}']
    env: {USER_NAME: "\${{ steps.creds.outputs.data.username }}"}
    files: {PASSWORD: "\${{ steps.creds.outputs.data.password }}"}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(carried.view.steps.get('creds')?.outputs).toEqual({
      version: 1,
      data: { username: 'ann' },
      references: { password: 'vault://secret/team/app?version=1#password' },
    });
    expect(await loggedText(path.join(stage.home, 'logs', id))).toContain('[secret creds.password]as ann\n');
    expect(filesWith(stage.home, CANARY)).toEqual([]);
  });

  test.each([
    ['command: [echo, "${{ steps.creds.outputs.data.password }}"]', /creds\.\w+ may not stand in command/],
    ['command: [echo, "${{ steps.creds.outputs.data }}"]', /creds\.\w+ may not stand in command/],
    ['command: [echo, "${{ steps.creds }}"]', /creds\.\w+ may not stand in command/],
    [
      "command: [echo, \"${{ string(steps.creds.outputs.data['pass' + 'word']) }}\"]",
      /may not stand in command/,
    ],
    ['command: [echo, "${{ steps[\'creds\'].outputs.data.password }}"]', /may not stand in command/],
  ])('what it read may not stand where others see it: %s', async (settings, message) => {
    const { carried } = await stage.run({
      steps: `${READ}
- {name: leak, type: shell, needs: [creds], with: {${settings}}}`,
    });

    expect(carried.view.steps.get('leak')).toMatchObject({
      state: 'failed',
      error: { kind: 'refused', message: expect.stringMatching(message) },
    });
    expect(filesWith(stage.home, CANARY)).toEqual([]);
  });

  test('what it read is not decided upon', async () => {
    const { carried } = await stage.run({
      steps: `${READ}
- {name: a, type: shell, needs: [creds], when: "steps.creds.outputs.data.password == 'x'", with: {command: ["true"]}}`,
    });

    expect(carried.view.steps.get('a')?.error).toEqual({
      kind: 'refused',
      message: 'when may not read the secret creds.password',
    });
  });

  test('a step cannot make itself a reference', async () => {
    const { carried } = await stage.run({
      steps: `
- name: forge
  type: shell
  with: {command: [sh, -c, 'echo "{\\"references\\": {\\"x\\": \\"vault://secret/team/app#password\\"}, \\"data\\": {}}" > "$ATOMCTL_OUTPUT"']}
- name: use
  type: shell
  needs: [forge]
  with: {command: [sh, -c, 'cat "$X"'], files: {X: "x\${{ steps.forge.outputs.data }}"}}`,
    });

    expect(statesOf(carried)).toEqual({ forge: 'succeeded', use: 'succeeded' });
    expect(filesWith(stage.home, '[secret')).toEqual([]);
  });

  test('is read again after a crash, and the same version of it', async () => {
    const ada = await author();
    await ada.push('crash', CRASHES);
    const env = { ...bao.env };
    const started = ada.start(['run', 'crash', '--approve', '--reason', 'a test'], { env });
    await expect.poll(() => filesWith(ada.home, 'the middle').length, { timeout: 20_000 }).toBeGreaterThan(0);
    started.kill('SIGKILL');
    await started.result;
    await bao.ask('POST', 'secret/data/team/app', { data: { username: 'bob', password: 'another' } });
    const resumed = await ada.atomctl(['runs', 'resume', await ada.latest(), '--json'], { env });
    await bao.ask('DELETE', 'secret/metadata/team/app');
    await bao.ask('POST', 'secret/data/team/app', { data: { username: 'ann', password: CANARY } });

    expect(resumed.json()).toMatchObject({ result: 'succeeded' });
    expect(filesWith(ada.home, CANARY)).toEqual([]);
  });

  test('writes with check-and-set, deletes, and says what conflicts', async () => {
    const { carried, run: id } = await stage.run({
      inputs: { token: 'vault://secret/team/app#password' },
      steps: `
- name: first
  type: vault
  action: write
  with: {path: secret/made, data: {token: "\${{ inputs.token }}", n: 1}, cas: 0}
- name: again
  type: vault
  action: write
  needs: [first]
  onError: continue
  with: {path: secret/made, data: {token: x}, cas: 0}
- name: gone
  type: vault
  action: delete
  needs: [again]
  with: {path: secret/made}`,
    });

    expect(await outputsOf('first', id)).toEqual({ version: 1 });
    expect(carried.view.steps.get('again')?.error).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('check-and-set'),
    });
    expect(carried.view.steps.get('gone')?.state).toBe('succeeded');
    const { data } = await bao.ask('GET', 'secret/metadata/made');
    expect(JSON.stringify(data)).toMatch(/"deletion_time":"2/);
    expect(filesWith(stage.home, CANARY)).toEqual([]);
  });

  test('encrypts, decrypts, signs and verifies with Transit', async () => {
    const { carried } = await stage.run({
      inputs: { token: 'vault://secret/team/app#password' },
      steps: `
- {name: lock, type: vault, action: encrypt, with: {key: app, plaintext: "\${{ inputs.token }}"}}
- {name: open, type: vault, action: decrypt, needs: [lock], with: {key: app, ciphertext: "\${{ steps.lock.outputs.ciphertext }}"}}
- name: use
  type: shell
  needs: [open]
  with: {command: [sh, -c, 'test "$(wc -c < "$X")" = ${CANARY.length}'], files: {X: "\${{ steps.open.outputs.data.plaintext }}"}}
- {name: sign, type: vault, action: sign, with: {key: signer, input: hello}}
- {name: good, type: vault, action: verify, needs: [sign], with: {key: signer, input: hello, signature: "\${{ steps.sign.outputs.signature }}"}}
- {name: bad, type: vault, action: verify, needs: [sign, good], onError: continue, with: {key: signer, input: other, signature: "\${{ steps.sign.outputs.signature }}"}}`,
    });
    const reference = String(Object.values(carried.view.steps.get('open')?.outputs?.['references'] ?? {})[0]);

    expect(statesOf(carried)).toMatchObject({ use: 'succeeded', good: 'succeeded', bad: 'failed-continued' });
    expect(carried.view.steps.get('bad')).toMatchObject({
      error: { kind: 'failed' },
      outputs: { valid: false },
    });
    expect(await stage.bench.deps.readSecret(reference)).toBe(CANARY);
    expect(filesWith(stage.home, CANARY)).toEqual([]);
  });

  test.each([
    [
      { path: 'secret/team/nothing' },
      'failed',
      /there is no secret\/team\/nothing.*\(try: vault kv list secret\/team\)/,
    ],
    [{ path: 'secret/team/../x' }, 'refused', /no path of a secret/],
    [{ path: 'secret/team/app', version: 7 }, 'failed', /there is no version 7/],
    [{ path: 'nothing/here' }, 'refused', /no secrets engine for nothing\/here/],
  ])('of %j fails and says why', async (settings, kind, message) => {
    const { carried } = await stage.run({
      steps: `- {name: a, type: vault, action: read, with: ${JSON.stringify(settings)}}`,
    });

    expect(carried.view.steps.get('a')?.error).toMatchObject({
      kind,
      message: expect.stringMatching(message),
    });
  });
});

const CRASHES = `
  runtime: {type: shell}
  validation: {limits: {timeout: 1m}}
  handlers:
    - name: creds
      type: vault
      action: read
      with: {path: secret/team/app}
    - name: middle
      needs: [creds]
      onInterrupt: retry
      with: {command: [sh, -c, 'echo "the mid""dle"; [ -e was ] || { touch was; sleep 30; }']}
    - name: use
      needs: [middle]
      with:
        command: [sh, -c, 'test "$(wc -c < "$PASSWORD")" = ${CANARY.length}']
        files: {PASSWORD: "\${{ steps.creds.outputs.data.password }}"}
`;

function filesWith(folder: string, text: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'latin1').includes(text));
}
