import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allExecutors } from '../../src/adapters/executor/all.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { StopReason } from '../../src/ports/executor.ts';
import { ENGINES, startEngine } from '../support/container-engine.ts';
import { outsideAt } from '../support/outside.ts';
import { plannedStep, stepContext } from '../support/step-context.ts';

const [podman] = ENGINES;
const engine = podman?.there === true ? await startEngine(podman.name) : undefined;
afterAll(() => engine?.[Symbol.asyncDispose]());

/** Settings with which each executor works for a long time, and is refused. */
interface Case {
  readonly long: (port: number) => JsonObject;
  readonly refused: JsonObject;
  readonly action?: string;
}

const CASES: Record<string, Case> = {
  shell: { long: () => ({ command: ['sleep', '60'] }), refused: { command: ['true'], cwd: '../..' } },
  script: { long: () => ({ file: 'long.sh', interpreter: 'sh' }), refused: { file: '../../etc/passwd' } },
  ...(engine !== undefined && {
    docker: {
      long: () => ({ image: engine.image, command: ['sleep', '60'] }),
      refused: { image: engine.image, network: 'bridge' },
    },
  }),
  http: {
    long: (port) => ({ url: `http://127.0.0.1:${port}/slow` }),
    refused: { url: 'http://127.0.0.1:1/' },
  },
  notify: {
    long: (port) => ({ channel: 'webhook', url: `http://127.0.0.1:${port}/slow`, message: 'hello' }),
    refused: { channel: 'webhook', url: 'http://127.0.0.1:1/', message: 'hello' },
  },
  wait: { long: () => ({ duration: '1h' }), refused: { duration: 'long' } },
  prometheus: {
    long: (port) => ({ url: `http://127.0.0.1:${port}`, query: 'up' }),
    refused: { url: 'http://127.0.0.1:1/', query: 'up' },
  },
  vault: {
    long: () => ({ path: 'secret/app' }),
    refused: { path: 'secret/../../sys/policy' },
    action: 'read',
  },
};

/** Settings that are well-formed. */
const SHAPE: Record<string, JsonObject> = {
  shell: { command: ['true'] },
  script: { file: 'x' },
  docker: { image: 'busybox' },
  http: { url: 'http://127.0.0.1:1/' },
  notify: { message: 'hello' },
  wait: { duration: '1h' },
  approval: { message: 'Go on?' },
  fail: { message: 'No' },
  prometheus: { query: 'up' },
  vault: { path: 'secret/app' },
};

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const outside = outsideAt(() => `http://127.0.0.1:${port}`);
const executors = allExecutors({ ...process.env, DOCKER_HOST: engine?.host }, () => new Date(), outside).map(
  (executor) => ({
    type: executor.type,
    executor,
  }),
);
const working = executors.flatMap(({ type, executor }) => {
  const work = CASES[type];
  return work === undefined ? [] : [{ type, executor, work }];
});

describe.each(executors)('the $type executor', ({ type, executor }) => {
  test('does nothing for a step that was stopped before it began', async () => {
    const context = stepContext();
    context.controller.abort('cancelled' satisfies StopReason);
    const settings = { ...SHAPE[type] };
    const outcome = await executor.execute(plannedStep(type), settings, context);

    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'cancelled' } });
  });
});

describe.each(working)('the $type executor', ({ type, executor, work }) => {
  test.each(['timeout', 'cancelled', 'interrupted'] as const)(
    'ends at once when it is stopped by %s, and says so',
    async (reason) => {
      const context = stepContext({ egress: [`127.0.0.1:${port}`] });
      writeFileSync(path.join(context.packageFolder, 'long.sh'), 'sleep 60');
      const started = performance.now();
      setTimeout(() => context.controller.abort(reason), 100);
      const step = { ...plannedStep(type), action: work.action ?? null };
      const outcome = await executor.execute(step, work.long(port), context);

      expect(outcome).toMatchObject({ kind: 'failed', error: { kind: reason } });
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );

  test('makes what it must not do an outcome, not an exception', async () => {
    const step = { ...plannedStep(type), action: work.action ?? null };
    const outcome = await executor.execute(step, work.refused, stepContext());

    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'refused' } });
  });
});
