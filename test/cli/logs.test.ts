import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

const MIB = 1024 * 1024;
const SAYS = `
- {name: first, with: {command: [sh, -c, 'echo one; echo two >&2; echo three']}}
- {name: second, needs: [first], with: {command: [printf, '\\x66\\x6f\\xff\\n%s', last]}}`;

let ana: Author;
let id: string;
beforeAll(async () => {
  ana = await author();
  await ana.runSteps(SAYS);
  id = await ana.latest();
});

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(Buffer.from(chunk));
  return hash.digest('hex');
}

const logs = (...args: string[]) => ana.atomctl(['runs', 'logs', id, ...args]);

describe('atomctl runs logs', () => {
  test.each([
    [['first', '--stream', 'stderr'], 'two\n'],
    [['first', '--stream', 'stdout'], 'one\nthree\n'],
    [['first', '--stream', 'stdout', '--from', '2', '--bytes', '4'], 'e\nth'],
    [['first', '--stream', 'stdout', '--from', '4'], 'three\n'],
    [['first', '--tail', '1', '--stream', 'stdout'], 'three\n'],
    [['first', '--tail', '0'], ''],
    [['first', '--tail', '7', '--bytes', '3', '--stream', 'stdout'], 'one'],
    [['--tail', '1'], 'last'],
    [['--from', '1000'], ''],
  ])('%j prints %j', async (args, printed) => {
    expect((await logs(...args)).stdout).toBe(printed);
  });

  test('says in JSON what it gives, what is left, and what is no text', async () => {
    const part = await logs('--from', '10', '--bytes', '10', '--json');

    expect(part.json()).toMatchObject({ from: 10, next: 20, bytes: 22 });
    expect(part.json().items).toMatchObject([
      { step: 'first', attempt: 1, encoding: 'utf8' },
      { step: 'second', text: Buffer.from('fo\xff\nla', 'latin1').toString('base64'), encoding: 'base64' },
    ]);
    expect((await logs('--from', '20', '--json')).json()).toMatchObject({ next: null, bytes: 22 });
  });

  test('refuses two beginnings', async () => {
    expect((await logs('--tail', '3', '--from', '1', '--json')).json()).toMatchObject({
      error: { code: 'ATOM_USAGE' },
    });
  });

  test('follows a run that another process carries, until it ends', async () => {
    const go = ana.in('go');
    const running = ana.start(
      ana.runArgs(`
- {name: slow, with: {command: [sh, -c, 'echo begun; while [ ! -e "$GO" ]; do sleep 0.1; done; echo ended'], env: {GO: ${go}}}}
- {name: after, needs: [slow], with: {command: [echo, after]}}`),
    );
    await running.says('▸ slow');
    const following = ana.start(['runs', 'logs', await ana.latest(), '-f']);
    await following.says('begun\n');
    writeFileSync(go, '');
    const [followed, ran] = await Promise.all([following.result, running.result]);

    expect([followed.exitCode, ran.exitCode]).toEqual([0, 0]);
    expect(followed.stdout).toBe('begun\nended\nafter\n');
  });

  test('ends at ^C while it follows, and the run goes on', async () => {
    const running = ana.start(
      ana.runArgs('- {name: slow, with: {command: [sh, -c, "echo begun; sleep 4"]}}'),
    );
    await running.says('▸ slow');
    const following = ana.start(['runs', 'logs', await ana.latest(), '-f']);
    await following.says('begun');
    following.kill('SIGINT');

    expect((await following.result).stdout).toBe('begun\n');
    expect((await running.result).exitCode).toBe(0);
  });

  test('says of output beyond the limit that it is not there, and how much', async () => {
    const limits = 'validation: {limits: {timeout: 5m, memory: 64Mi, outputBytes: 1Ki}}';
    await ana.runSteps('- {name: long, with: {command: [sh, -c, "yes | head -c 5000"]}}', limits);
    const run = await ana.latest();

    expect((await ana.atomctl(['runs', 'logs', run])).stdout).toBe(
      `${'y\n'.repeat(512)}[atomctl] output beyond limits.outputBytes (1.0 KiB) is not kept\n`,
    );
    expect((await ana.atomctl(['runs', 'logs', run, '--stream', 'stdout'])).stdout).toBe('y\n'.repeat(512));
    expect((await ana.atomctl(['runs', 'show', run, '--json'])).json().steps).toMatchObject([
      { name: 'long', outputs: { exitCode: 0, droppedBytes: 5000 - 1024 } },
    ]);
  });

  test('keeps 100 MB on one line, with NULs and bytes that are no text, as they came', async () => {
    const limits = 'validation: {limits: {timeout: 5m, memory: 64Mi, outputBytes: 200Mi}}';
    const [copy, printed] = [ana.in('copy'), ana.in('printed')];
    const command = `[sh, -c, 'head -c 100000000 /dev/urandom | tr "\\n" "\\0" | tee "$COPY"']`;
    await ana.runSteps(
      `- {name: long, timeout: 5m, with: {command: ${command}, env: {COPY: ${copy}}}}`,
      limits,
    );
    const run = await ana.latest();
    await ana.atomctl(['runs', 'logs', run], { stdout: { file: printed } });
    const page = (await ana.atomctl(['runs', 'logs', run, '--from', '99999990', '--json'])).json();

    expect(await digestOf(printed)).toBe(await digestOf(copy));
    expect(page).toMatchObject({ bytes: 100_000_000, next: null, items: [{ encoding: 'base64' }] });
  });

  test('names what is damaged, and where to go on behind it, over all attempts', async () => {
    const limits = 'validation: {limits: {timeout: 5m, memory: 64Mi, outputBytes: 4Mi}}';
    const command = `[sh, -c, 'yes | head -c ${MIB}; if [ -e x ]; then echo end; else touch x; echo one; exit 1; fi']`;
    const retry = 'retry: {attempts: 2, backoff: {initial: 10ms}}';
    await ana.runSteps(`- {name: long, ${retry}, with: {command: ${command}}}`, limits);
    const chunks = path.join(ana.home, 'logs', 'chunks');
    const whole = readdirSync(chunks, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter(
        (file) =>
          statSync(file).size === MIB && readFileSync(file).every((byte, at) => byte === (at % 2 ? 10 : 121)),
      );
    const run = await ana.latest();
    for (const file of whole) truncateSync(file, 3);
    const damaged = await ana.atomctl(['runs', 'logs', run, 'long', '--json']);
    const { hint } = damaged.json().error;
    const behind = await ana.atomctl(hint.split(' ').slice(1));

    expect(whole).toHaveLength(1);
    expect([damaged.exitCode, damaged.json().error.code]).toEqual([8, 'ATOM_STORE_DAMAGED']);
    expect(hint).toBe(`atomctl runs logs ${run} long --from ${MIB}`);
    expect([behind.exitCode, behind.stdout]).toEqual([8, 'one\n']);
    expect(behind.stderr).toContain(`atomctl runs logs ${run} long --from ${2 * MIB + 4}`);
    expect((await ana.atomctl(['runs', 'logs', run, '--from', String(2 * MIB + 4)])).stdout).toBe('end\n');
  });
});
