import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type RunStage } from '../../../support/run-stage.ts';

let stage: RunStage;
let server: Server;
let place: string;
/** What the service answers, one after the other; the last again and again. */
let answers: { status: number; body: string }[];
let asked = 0;

beforeEach(async () => {
  stage = await openStage({ ...process.env, WAIT_TEST_TOKEN: 's3cret-value' });
  asked = 0;
  server = createServer((_request, response) => {
    const { status, body } = answers[Math.min(asked, answers.length - 1)] ?? { status: 500, body: '' };
    asked += 1;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
  place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await stage[Symbol.asyncDispose]();
});

describe('a wait step with a condition', () => {
  test('asks its probe until the condition holds, past answers that it cannot read', async () => {
    answers = [
      { status: 502, body: '<h1>Bad gateway</h1>' },
      { status: 200, body: '{"ready": false}' },
      { status: 200, body: '{"ready": true, "version": 7}' },
    ];
    const { carried } = await untilReady('probe.status == 200 && probe.json.ready');

    expect(carried.view.steps.get('ready')).toMatchObject({
      state: 'succeeded',
      outputs: { looks: 3, probe: { json: { version: 7 } } },
    });
  });

  test('compares with inputs', async () => {
    answers = [{ status: 200, body: '{"count": 4}' }];
    const { carried } = await untilReady('probe.json.count >= inputs.least', { inputs: { least: 4 } });

    expect(carried.view.steps.get('ready')?.state).toBe('succeeded');
  });

  test('must hold for as long as it says, without a break', async () => {
    const [no, yes] = [
      { status: 503, body: '' },
      { status: 200, body: '' },
    ];
    answers = [yes, no, yes];
    const begun = performance.now();
    const { carried } = await untilReady('probe.status == 200', { settings: ', for: 150ms' });

    expect(carried.view.steps.get('ready')?.state).toBe('succeeded');
    expect(asked).toBeGreaterThanOrEqual(4);
    expect(performance.now() - begun).toBeGreaterThan(150);
  });

  test('ends at its timeout, and says what it saw last', async () => {
    answers = [{ status: 503, body: '' }];
    const { carried } = await untilReady('probe.status == 200', { step: ', timeout: 1s' });

    expect(carried.view.steps.get('ready')).toMatchObject({
      state: 'failed',
      error: {
        kind: 'timeout',
        message: 'took longer than its timeout; at the last look the condition was false',
      },
      outputs: { probe: { status: 503 } },
    });
  });

  test('fails at once where its probe may not go', async () => {
    answers = [{ status: 200, body: '' }];
    const { carried } = await untilReady('probe.status == 200', { egress: ['example.org:443'] });

    expect(carried.view.steps.get('ready')).toMatchObject({ state: 'failed', error: { kind: 'refused' } });
  });

  test('reads no secret, and nothing of what a probe that got one said', async () => {
    const inputs = { token: 'env://WAIT_TEST_TOKEN' };
    const compared = await stage.run({
      inputs,
      steps: askingWithSecret('probe.exitCode == 0 && inputs.token != "x"'),
    });
    const read = await stage.run({ inputs, steps: askingWithSecret('probe.stdout != ""') });
    const code = await stage.run({ inputs, steps: askingWithSecret('probe.exitCode == 0') });

    expect(compared.carried.view.steps.get('ready')).toMatchObject({
      error: { kind: 'refused', message: 'the condition may not read the secret token' },
    });
    expect(read.carried.view.steps.get('ready')).toMatchObject({ error: { kind: 'timeout' } });
    expect(code.carried.view.steps.get('ready')).toMatchObject({
      state: 'succeeded',
      outputs: { probe: { exitCode: 0 } },
    });
  });

  test('asks a process as well', async () => {
    const flag = path.join(stage.home, 'flag');
    setTimeout(() => writeFileSync(flag, ''), 150);
    const { carried } = await stage.run({
      steps: `
- name: ready
  type: wait
  with: {condition: probe.exitCode == 0, every: 20ms}
  probe: {with: {command: [test, -e, ${flag}]}}`,
    });

    expect(carried.view.steps.get('ready')?.state).toBe('succeeded');
  });
});

function askingWithSecret(condition: string): string {
  return `
- name: ready
  type: wait
  timeout: 300ms
  with: {condition: '${condition}', every: 50ms}
  probe: {with: {command: [sh, -c, 'echo "$T"'], env: {T: "\${{ inputs.token }}"}}}`;
}

interface Changes {
  /** Behind the step's keys, and behind those of `with`. */
  readonly step?: string;
  readonly settings?: string;
  readonly inputs?: Record<string, number>;
  readonly egress?: string[];
}

async function untilReady(
  condition: string,
  { step = '', settings = '', inputs = {}, egress }: Changes = {},
) {
  return stage.run({
    inputs,
    plan: { egress: egress ?? [place] },
    steps: `
- name: ready
  type: wait${step.replace(', ', '\n  ')}
  with: {condition: '${condition}', every: 20ms${settings}}
  probe: {type: http, with: {url: "http://${place}/"}}`,
  });
}
