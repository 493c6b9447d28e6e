import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpExecutor } from '../../../../src/adapters/executor/http.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

/** Two origins that keep what they are asked. */
let servers: readonly Server[];
let [place, otherPlace] = ['', ''];
const requests: {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
}[] = [];

beforeEach(async () => {
  requests.length = 0;
  servers = [answering(), answering()];
  [place = '', otherPlace = ''] = await Promise.all(servers.map(listen));
});
afterEach(() => servers.forEach((server) => server.close()));

function answering(): Server {
  return createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    const [, status = '200', to = '', later = ''] = (request.url ?? '').split('/');
    response.statusCode = Number(status);
    if (to !== '') response.setHeader('location', decodeURIComponent(to));
    if (later !== '') response.setHeader('retry-after', decodeURIComponent(later));
    response.end('{"ok": true, "made": [{"key": "a\\"b"}], "again": "a\\"b"}');
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an http step', () => {
  test('hands back the answer', async () => {
    expect(await get('/200')).toMatchObject({ kind: 'done', outputs: { status: 200, json: { ok: true } } });
  });

  test.each([
    [429, 'throttled'],
    [503, 'unavailable'],
    [409, 'conflict'],
    [404, 'failed'],
  ])('says what kind of failure %i is', async (status, kind) => {
    expect(await get(`/${status}`)).toMatchObject({ kind: 'failed', error: { kind }, outputs: { status } });
  });

  test.each([
    ['7', 7000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
  ])('hands on how long it is to wait: Retry-After %s', async (header, expected) => {
    const outcome = await get(`/429//${encodeURIComponent(header)}`);

    expect(outcome.kind === 'failed' && outcome.error.retryAfterMs).toBe(expected);
  });

  test('takes the answers for good that it was told to', async () => {
    expect((await get('/404', { expect: { status: [404] } })).kind).toBe('done');
  });

  test('sends the idempotency key with what changes something', async () => {
    await get('/200', { method: 'POST', body: { a: 1 } });
    await get('/200');

    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['run_test/step', undefined]);
  });

  test('follows a redirect to a declared place, and stops before any other', async () => {
    const good = await get(`/302/${encodeURIComponent('/200')}`);
    const bad = await get(`/302/${encodeURIComponent('http://169.254.169.254/latest')}`);

    expect(good).toMatchObject({ kind: 'done', outputs: { status: 200 } });
    expect(bad).toMatchObject({
      error: { kind: 'refused', message: '169.254.169.254:80 is not declared in validation.network.egress' },
    });
  });

  test.each([302, 307])('gives no other origin the headers of its author, after a %i', async (status) => {
    const headers = { Authorization: 'Bearer t', Cookie: 'c', 'X-Api-Key': 'k', 'Content-Type': 'text/csv' };
    const there = `http://${otherPlace}/302/${encodeURIComponent(`http://${place}/200`)}`;
    const egress = [place, otherPlace];
    const send = (to: string) =>
      get(`/${status}/${encodeURIComponent(to)}`, { method: 'POST', body: 'a', headers }, egress);

    const away = await send(there);
    const [first, second, back] = requests.splice(0).map((request) => request.headers);
    await send('/200');

    expect(away.kind).toBe('done');
    expect(first).toMatchObject({ authorization: 'Bearer t', cookie: 'c', 'x-api-key': 'k' });
    expect(first?.['content-type']).toBe('text/csv');
    for (const later of [second, back]) {
      expect(later).toMatchObject({ 'idempotency-key': 'run_test/step' });
      expect([later?.authorization, later?.cookie, later?.['x-api-key']]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(later?.['content-type']).not.toBe('text/csv');
    }
    expect(requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer t', 'x-api-key': 'k' });
  });

  test('reads no more than it may', async () => {
    expect(await get('/200', { maxBytes: 5 })).toMatchObject({
      error: { message: 'the answer is larger than 5 bytes' },
    });
  });

  test('takes out of the answer what it was told is secret, wherever it stands', async () => {
    const outcome = await get('/200', { secrets: { key: '/made/0/key' } });

    expect(outcome).toMatchObject({
      outputs: { json: { ok: true, made: [{ key: '[secret key]' }], again: '[secret key]' } },
      secrets: [{ field: 'key', value: 'a"b', reference: null }],
    });
    expect(JSON.stringify(outcome.kind === 'done' && outcome.outputs)).not.toContain('a\\"b');
  });

  test.each(['/made/1/key', '/ok', '/made/key', '/toString'])(
    'fails where no text is at %s, and shows nothing of what came instead',
    async (pointer) => {
      expect(await get('/200', { secrets: { key: '/made/0/key', other: pointer } })).toEqual({
        kind: 'failed',
        error: { kind: 'failed', message: `the answer has no text at ${pointer}, the secret other` },
        outputs: {},
      });
    },
  );

  test('that reaches nobody is unavailable', async () => {
    const context = stepContext({ egress: ['127.0.0.1:1'] });
    const outcome = await httpExecutor().execute(
      plannedStep('http'),
      { url: 'http://127.0.0.1:1/' },
      context,
    );

    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'unavailable' } });
  });
});

async function get(path: string, settings: JsonObject = {}, egress = [place]) {
  const context = stepContext({ egress });
  return httpExecutor().execute(plannedStep('http'), { url: `http://${place}${path}`, ...settings }, context);
}
