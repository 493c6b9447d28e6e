import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { prometheusExecutor } from '../../../../src/adapters/executor/prometheus/prometheus.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import { listen } from '../../../support/server.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** What stands where Prometheus should be. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return listen(server);
}

function ask(url: string, settings: JsonObject, changes: Parameters<typeof stepContext>[0] = {}) {
  const all = { query: 'up', url, ...settings };
  const context = stepContext({ egress: [new URL(url).host], ...changes });
  return prometheusExecutor(null, () => new Date()).execute(plannedStep('prometheus', all), all, context);
}

const ONE = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"4"]}]}}';

describe('what answers in the place of Prometheus', () => {
  test.each([
    [429, 'throttled', /asks to wait: slow down/],
    [503, 'unavailable', /not available: slow down/],
    [502, 'unavailable', /not available/],
    [401, 'refused', /does not take these credentials/],
    [422, 'refused', /refused the query: slow down/],
    [500, 'failed', /Prometheus: slow down/],
  ])('%i is %s', async (status, kind, message) => {
    const url = await serve((_request, response) =>
      response.writeHead(status).end('{"status":"error","error":"slow down"}'),
    );

    expect(await ask(url, {})).toMatchObject({
      kind: 'failed',
      error: { kind, message: expect.stringMatching(message) },
    });
  });

  test.each([
    ['<html>'],
    ['{}'],
    ['{"status":"success"}'],
    ['{"status":"success","data":{"result":3}}'],
    ['[]'],
    [''],
  ])('%s is no answer of Prometheus', async (body) => {
    const url = await serve((_request, response) => response.end(body));

    expect(await ask(url, {})).toMatchObject({ kind: 'failed', error: { message: /is not Prometheus/ } });
  });

  test('is asked no sooner than it wants to be, when it is waited for', async () => {
    const asked: number[] = [];
    const url = await serve((_request, response) => {
      asked.push(performance.now());
      if (asked.length === 1) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.end(ONE);
    });
    const outcome = await ask(url, { successCondition: 'value == 4', interval: '100ms' });
    const [first = 0, second = 0] = asked;

    expect(outcome).toMatchObject({ kind: 'done' });
    expect(second - first).toBeGreaterThan(900);
  });

  test('cannot fill the memory', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const more = () => void (response.destroyed || response.write(chunk, (error) => error ?? more()));
      more();
    });

    expect(await ask(url, {})).toMatchObject({ error: { message: expect.stringContaining('larger than') } });
  });

  test('gets the token that the author gives, and a redirect elsewhere does not', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end(ONE);
    });
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: `${other}/api/v1/query` }).end();
    });
    await ask(url, { bearerToken: 't0ken' }, { egress: [new URL(url).host, new URL(other).host] });
    await ask(other, { basicAuth: { username: 'ann', password: 'pw' } });
    const refused = await ask(url, { bearerToken: 't0ken' });

    expect(seen.slice(0, 3)).toEqual(['Bearer t0ken', undefined, `Basic ${btoa('ann:pw')}`]);
    expect(refused).toMatchObject({ error: { kind: 'refused', message: /not declared/ } });
  });

  test('is sent a long query in the body', async () => {
    let body = '';
    const url = await serve((request, response) => {
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.end(ONE));
    });
    await ask(url, { query: `up + ${'0 + '.repeat(2000)}0` });

    expect(new URLSearchParams(body).get('query')).toMatch(/^up \+ 0/);
  });
});
