import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { notifyExecutor } from '../../../../src/adapters/executor/notify.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import type { StepContext } from '../../../../src/ports/executor.ts';
import { type MailSink, mailSink } from '../../../support/mail-sink.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

interface Post {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

const letter = {
  channel: 'mail',
  message: 'Restored\nin 4 s',
  from: 'ops@example.org',
  to: ['a@example.org', 'b@example.org'],
};

let server: Server;
let place: string;
const posts: Post[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      posts.push({ path, headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.statusCode = Number(path.slice(1)) || 200;
      response.setHeader('retry-after', '3');
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
  place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => posts.splice(0));

describe('a webhook', () => {
  test('is sent the message, the run and the step under the idempotency key', async () => {
    const outcome = await notify({ channel: 'webhook', url: `http://${place}/200`, message: 'Restored' });

    expect(outcome).toMatchObject({ kind: 'done', outputs: { message: 'Restored', status: 200 } });
    expect(posts).toMatchObject([
      {
        headers: { 'content-type': 'application/json', 'idempotency-key': 'run_test/step' },
        body: { message: 'Restored', run: 'run_test', step: 'step' },
      },
    ]);
  });

  test('that is busy says when to come again', async () => {
    const outcome = await notify({ channel: 'webhook', url: `http://${place}/429`, message: 'Restored' });

    expect(outcome).toMatchObject({
      error: { kind: 'throttled', message: 'the webhook answered 429', retryAfterMs: 3000 },
      outputs: { status: 429 },
    });
  });
});

describe('Slack', () => {
  test('is sent text, and the keys of the payload beside it', async () => {
    const blocks = [{ type: 'divider' }];
    await notify({ channel: 'slack', url: `http://${place}/200`, message: 'Restored', payload: { blocks } });

    expect(posts).toMatchObject([{ body: { text: 'Restored', blocks } }]);
  });
});

describe('PagerDuty', () => {
  const event = { channel: 'pagerduty', message: 'Backup broken', routingKey: 'R123' };

  test('is sent an event of its API v2; one run is one incident', async () => {
    const outcome = await notify({ ...event, url: `http://${place}/202`, severity: 'critical' });

    expect(outcome).toMatchObject({ kind: 'done', outputs: { status: 202, dedupKey: 'run_test' } });
    expect(posts).toMatchObject([
      {
        body: {
          routing_key: 'R123',
          event_action: 'trigger',
          dedup_key: 'run_test',
          payload: { summary: 'Backup broken', severity: 'critical', component: 'step' },
        },
      },
    ]);
  });

  test('is told that an incident is over, by its key alone', async () => {
    await notify({ ...event, url: `http://${place}/202`, eventAction: 'resolve', dedupKey: 'shop/web' });

    expect(posts[0]?.body).toEqual({ routing_key: 'R123', event_action: 'resolve', dedup_key: 'shop/web' });
  });

  test('must be declared like every other place', async () => {
    expect(await notify(event)).toMatchObject({
      error: {
        kind: 'refused',
        message: expect.stringContaining('events.pagerduty.com:443 is not declared'),
      },
    });
  });
});

describe('mail', () => {
  let sink: MailSink;

  beforeAll(async () => {
    sink = await mailSink();
  });
  afterAll(() => sink[Symbol.asyncDispose]());
  afterEach(() => sink.mails.splice(0));

  test('arrives at every receiver, with the first line as its subject', async () => {
    const outcome = await notify({ ...letter, url: `smtp://${sink.place}` }, { egress: [sink.place] });

    expect(outcome).toMatchObject({ kind: 'done', outputs: { accepted: letter.to, rejected: [] } });
    expect(sink.mails).toMatchObject([{ from: 'ops@example.org', to: letter.to }]);
    expect(sink.mails[0]?.text).toMatch(/^Subject: Restored\r$/m);
  });

  test('sent again after a crash has the same Message-ID; that of another run has not', async () => {
    const egress = [sink.place];
    const send = (idempotencyKey: string) =>
      notify({ ...letter, url: `smtp://${sink.place}` }, { egress, idempotencyKey });
    for (const key of ['run_1/tell', 'run_1/tell', 'run_2/tell']) await send(key);
    const [first, again, other] = sink.mails.map(({ text }) => /^Message-ID: (.+)\r$/im.exec(text)?.[1]);

    expect(first).toBe(again);
    expect(first).not.toBe(other);
  });

  test('cannot be given headers by what it says', async () => {
    const subject = 'Restored\r\nBcc: everybody@example.org';
    await notify({ ...letter, url: `smtp://${sink.place}`, subject }, { egress: [sink.place] });

    expect(sink.mails[0]?.text).not.toMatch(/^Bcc:/im);
    expect(sink.mails[0]?.to).toEqual(letter.to);
  });

  test('signs in, and says when the password is wrong without saying the password', async () => {
    const sign = (password: string) =>
      notify({ ...letter, url: `smtp://${sink.place}`, username: 'ops', password }, { egress: [sink.place] });
    await sign('s3cret-pass');
    const wrong = await sign('wr0ng-pass');

    expect(sink.mails).toMatchObject([{ user: 'ops' }]);
    expect(wrong).toMatchObject({ kind: 'failed', error: { kind: 'failed' }, outputs: { status: 535 } });
    expect(JSON.stringify(wrong)).not.toContain('wr0ng-pass');
  });

  test('a server that is full now is unavailable, one that refuses the receiver has failed', async () => {
    await using full = await mailSink({
      onMailFrom: (_address, _session, done) => done(Object.assign(new Error('full'), { responseCode: 452 })),
    });
    await using strict = await mailSink({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('unknown'), { responseCode: 550 })),
    });

    expect(await sendBy(full)).toMatchObject({
      error: { kind: 'unavailable' },
      outputs: { status: 452 },
    });
    expect(await sendBy(strict)).toMatchObject({ error: { kind: 'failed' }, outputs: { status: 550 } });
  });

  test('to nobody who listens is unavailable', async () => {
    const outcome = await notify({ ...letter, url: 'smtp://127.0.0.1:1' }, { egress: ['127.0.0.1:1'] });

    expect(outcome).toMatchObject({ error: { kind: 'unavailable' } });
  });

  test('is not sent where the certificate is not good', async () => {
    await using secure = await mailSink({ secure: true });
    const outcome = await notify({ ...letter, url: `smtps://${secure.place}` }, { egress: [secure.place] });

    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('certificate') },
    });
    expect(secure.mails).toEqual([]);
  });

  test('a server that says nothing does not hold the step beyond its timeout', async () => {
    const context = stepContext({ egress: [place] });
    setTimeout(() => context.controller.abort('timeout'), 100);
    const outcome = await notifyExecutor().execute(
      plannedStep('notify'),
      { ...letter, url: `smtp://${place}` },
      context,
    );

    expect(outcome).toMatchObject({ error: { kind: 'timeout' } });
  });
});

test('no text of a notice holds a secret that it was given', async () => {
  const secrets = [{ name: 'token', value: 'tok-4711' }];
  const context = stepContext({ egress: [place], secrets });
  const settings = { channel: 'webhook', url: `http://${place}/500?t=tok-4711`, message: 'uses tok-4711' };
  const outcome = await notifyExecutor().execute(plannedStep('notify'), settings, context);

  expect(JSON.stringify(outcome) + context.logged()).not.toContain('tok-4711');
});

async function sendBy({ place: where }: MailSink) {
  return notify({ ...letter, url: `smtp://${where}` }, { egress: [where] });
}

async function notify(settings: JsonObject, changes: Partial<StepContext> = {}) {
  return notifyExecutor().execute(
    plannedStep('notify'),
    settings,
    stepContext({ egress: [place], ...changes }),
  );
}
