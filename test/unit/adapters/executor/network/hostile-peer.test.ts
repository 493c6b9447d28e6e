import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpExecutor } from '../../../../../src/adapters/executor/http.ts';
import type { StopReason } from '../../../../../src/ports/executor.ts';
import { type HostilePeer, hostilePeer } from '../../../../support/hostile-peer.ts';
import { plannedStep, stepContext } from '../../../../support/step-context.ts';

let peer: HostilePeer;
beforeAll(async () => {
  peer = await hostilePeer();
});
afterAll(() => peer[Symbol.asyncDispose]());

test.each([
  ['/drops', 'unavailable', 'other side closed'],
  ['/resets', 'unavailable', 'ECONNRESET'],
  ['/drops-within', 'unavailable', ''],
  ['/says-more', 'unavailable', ''],
  ['/says-two', 'unavailable', ''],
  ['/is-no-http', 'unavailable', ''],
  ['/never-ends', 'failed', 'the answer is larger than 1000 bytes'],
  ['/round', 'failed', 'more than 5 redirects'],
  ['/to-metadata', 'refused', '169.254.169.254:80 is not declared'],
  ['/to-decimal', 'refused', '127.0.0.1:1 is not declared'],
  ['/to-file', 'refused', 'file: is not a protocol for this'],
  ['/busy', 'throttled', 'answered 429'],
])('a peer that behaves as %s makes the step %s, saying "%s"', async (path, kind, message) => {
  const outcome = await get(path);

  expect(outcome).toMatchObject({
    kind: 'failed',
    error: { kind, message: expect.stringContaining(message) },
  });
});

test('an answer that is longer than it says is cut where it said', async () => {
  expect(await get('/says-less')).toMatchObject({ kind: 'done', outputs: { body: 'ten' } });
});

test('a peer that asks for time is given it', async () => {
  expect(await get('/busy')).toMatchObject({ error: { retryAfterMs: 7000 } });
});

test.each(['/is-silent', '/too-late', '/never-ends'])(
  'a step does not outlive its timeout at %s',
  async (path) => {
    const context = stepContext({ egress: [peer.place] });
    setTimeout(() => context.controller.abort('timeout' satisfies StopReason), 100);
    const begun = performance.now();
    const settings = { url: `http://${peer.place}${path}`, maxBytes: 67_108_864 };
    const outcome = await httpExecutor().execute(plannedStep('http'), settings, context);

    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'timeout' } });
    expect(performance.now() - begun).toBeLessThan(1500);
  },
);

async function get(path: string) {
  const settings = { url: `http://${peer.place}${path}`, maxBytes: 1000 };
  return httpExecutor().execute(plannedStep('http'), settings, stepContext({ egress: [peer.place] }));
}
