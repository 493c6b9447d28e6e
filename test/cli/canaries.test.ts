import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { CANARIES, canariesIn, plant, type Planted } from '../support/canaries.ts';

/** Gives back whatever it is sent, in headers and body. */
const echo = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const token = [request.headers['x-token'] ?? ''].flat().join();
    received.push(token, Buffer.concat(parts).toString());
    response.writeHead(request.url === '/refuse' ? 403 : 200, { 'x-said': token });
    response.end(Buffer.concat([Buffer.from(token), ...parts]));
  });
});
const received: string[] = [];

const NAMES = CANARIES.map(({ name }) => name);
const input = (name: string) => `"\${{ inputs.${name} }}"`;
const each = (prefix: string) => `{${NAMES.map((name) => `${prefix}${name}: ${input(name)}`).join(', ')}}`;
const TELL = 'file: tell.mjs, interpreter: node';
const LENIENT = 'onError: continue, timeout: 1m';

let ana: Author;
let planted: Planted;
let port: number;
/** All that was seen of the program, by where. */
const seen = new Map<string, Buffer>();

beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address.
  ({ port } = echo.address() as AddressInfo);
  ana = await author();
  planted = plant(path.join(ana.folder, 'secrets'));
  await everyWay();
}, 300_000);
afterAll(() => void echo.close());

describe('ten canaries', () => {
  test('came through every way in', () => {
    expect(canariesIn(Buffer.from(received.join('\n')))).toEqual(
      expect.arrayContaining(NAMES.filter((name) => name !== 'lines').map((name) => `${name} as raw`)),
    );
    for (const name of NAMES) {
      expect(String(seen.get('runs logs'))).toContain(`[secret ${name}]`);
      expect(String(seen.get('logs of what was left'))).toContain(`[secret ${name}]`);
    }
    expect(String(seen.get('argv'))).toContain('tell.mjs');
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['atomctl.db', 'atomctl.db-wal', 'metrics']));
  });

  test('can be found where they are', () => {
    const text = JSON.stringify(CANARIES.map(({ value }) => value));

    expect(canariesIn(Buffer.from(text))).toEqual(
      expect.arrayContaining(NAMES.map((name) => `${name} as JSON`)),
    );
  });

  test('are in nothing that any command printed or wrote', () => {
    const found = [...seen].flatMap(([where, bytes]) => canariesIn(bytes).map((what) => `${where}: ${what}`));

    expect(found).toEqual([]);
  });

  test('are in no file that is left', () => {
    const found = filesUnder(ana.home).flatMap((file) =>
      canariesIn(readFileSync(file)).map((what) => `${file}: ${what}`),
    );

    expect(found).toEqual([]);
    expect(filesUnder('/dev/shm').filter((file) => file.includes('atomctl-run_'))).toEqual([]);
  });
});

/** Runs what tells all it is given, watches it from outside, and asks every command of it. */
async function everyWay(): Promise<void> {
  const properties = NAMES.map((name) => `${name}: {type: string, writeOnly: true}`).join(', ');
  const spec = `
  runtime: {type: shell}
  inputs: {type: object, properties: {${properties}}}
  handlers:
${stepsOf(port)
  .map((step) => `    - ${step}`)
  .join('\n')}
  rollback:
    handlers:
      - {name: undo, type: script, timeout: 1m, with: {${TELL}, env: ${each('B_')}}}
  validation:
    limits: {timeout: 5m, memory: 64Mi}
    network: {egress: ["127.0.0.1:${port}"]}
`;
  const tell = readFileSync(path.resolve('test/fixtures/tell.mjs'), 'utf8');
  await ana.push('canaries', spec, { files: { 'tell.mjs': tell } });
  const given = Object.entries(planted.inputs).flatMap(([name, reference]) => ['-i', `${name}=${reference}`]);
  const metrics = path.join(ana.folder, 'metrics.prom');
  const { env } = planted;
  await look('dry-run', ['dry-run', 'canaries-1.0.0.wpk', ...given, '--json'], env);
  const plan = await look('plan', ['plan', 'canaries', ...given, '--json'], env);
  const { id } = JSON.parse(plan);
  await look('approve', ['approve', id, '--reason', 'a test'], env);

  const running = ana.start(['run', '--plan', id, '--metrics-file', metrics], { env });
  const ended = { yet: false };
  const ran = running.result.finally(() => {
    ended.yet = true;
  });
  const watched = watch(ended);
  const { stdout, stderr, exitCode } = await ran;
  seen.set('run', Buffer.from(`${stdout}${stderr}`));
  await watched;
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('rolled-back')]);

  const run = await ana.latest();
  seen.set('metrics', readFileSync(metrics));
  await look('plans show', ['plans', 'show', id, '--json']);
  await look('runs list', ['runs', 'list', '--json']);
  await look('runs show', ['runs', 'show', run]);
  await look('runs show --json', ['runs', 'show', run, '--json']);
  await look('runs logs', ['runs', 'logs', run]);
  await look('logs of what was left', ['runs', 'logs', run, 'left']);
  await look('runs logs --json', ['runs', 'logs', run, '--json']);
  await look('audit log', ['audit', 'log', '--json']);
  await look(
    'run --json',
    ['run', 'canaries', ...given, '--approve', '--reason', 'a test', '--only', 'env', 'last', '--json'],
    env,
  );
  await look('a secret in clear', ['plan', 'canaries', '-i', `plain=${CANARIES[0]?.value}`, '--json']);
}

function stepsOf(at: number): string[] {
  const http = (name: string, where: string) =>
    `{name: http-${name}, type: http, ${LENIENT}, with: {method: POST, url: "http://127.0.0.1:${at}/${where}", headers: {x-token: ${input(name)}}, body: ${input(name)}}}`;
  const faulty = [
    'int(inputs.plain)',
    '{"a": 1}[inputs.plain]',
    'timestamp(inputs.plain)',
    'duration(inputs.plain)',
    '[1][int(inputs.pin)]',
    'inputs[inputs.plain]',
    'inputs.plain.substring(0, 9999)',
  ];
  const made = [
    'inputs.plain.substring(0, 20)',
    'inputs.plain == "x" ? "no" : inputs.plain + inputs.word',
    '{inputs.plain: inputs.word}',
    '[inputs.plain, inputs.word].map(x, x + "!")',
    'inputs',
  ];
  return [
    `{name: env, type: script, timeout: 1m, outputs: {said: {sensitive: false}, pin: {sensitive: false}}, with: {${TELL}, env: ${each('A_')}}}`,
    `{name: files, type: script, ${LENIENT}, needs: [env], with: {${TELL}, files: ${each('FILE_')}, env: {PIECE: '5', EXIT: '3'}}}`,
    `{name: input, type: script, timeout: 1m, with: {${TELL}, input: [${NAMES.map(input).join(', ')}], env: {READS_STDIN: yes, PIECE: '7', LINGER: '500'}}}`,
    `{name: stdin, timeout: 1m, with: {command: [tee, plain.txt], stdin: ${input('plain')}}}`,
    `{name: left, ${LENIENT}, needs: [env, files, stdin], with: {command: [sh, -c, 'cat left-env* left-files*; cat left-files* >&2; printf "{\\"a\\":\\"%s\\"}" "$(cat plain.txt)" > "$ATOMCTL_OUTPUT"; exit 4']}}`,
    ...NAMES.map((name) => http(name, '')),
    http('plain', 'refuse').replace('http-plain', 'http-refused'),
    `{name: hook, type: notify, ${LENIENT}, with: {channel: webhook, message: told, url: "http://127.0.0.1:${at}/hook", payload: {all: [${NAMES.map(input).join(', ')}]}}}`,
    `{name: said, type: notify, ${LENIENT}, with: {message: "token \${{ inputs.plain }}"}}`,
    `{name: argv, ${LENIENT}, with: {command: [echo, ${input('plain')}]}}`,
    `{name: asked, ${LENIENT}, when: "inputs.plain == 'x'", with: {command: ['true']}}`,
    ...faulty.map(
      (expression, index) =>
        `{name: faulty-${index}, type: script, ${LENIENT}, with: {${TELL}, input: ${JSON.stringify(`\${{ ${expression} }}`)}}}`,
    ),
    ...made.map(
      (expression, index) =>
        `{name: made-${index}, type: script, ${LENIENT}, with: {${TELL}, env: {READS_STDIN: yes}, input: ${JSON.stringify(`\${{ ${expression} }}`)}}}`,
    ),
    `{name: last, needs: [left], timeout: 1m, with: {command: [sh, -c, 'printf %s "$TOKEN" >&2; exit 5'], env: {TOKEN: ${input('symbols')}}}}`,
  ];
}

async function look(where: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr } = await ana.atomctl(args, { env });
  seen.set(where, Buffer.from(`${stdout}\n${stderr}`));
  return stdout;
}

/** What others can see while it runs: the words of all processes, and the store with its WAL. */
async function watch(ended: { readonly yet: boolean }): Promise<void> {
  const words = new Set<string>();
  while (!ended.yet) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      words.add(textOf(`/proc/${pid}/cmdline`).toString('latin1'));
    }
    for (const name of readdirSync(ana.home).filter((one) => one.startsWith('atomctl.db'))) {
      const bytes = textOf(path.join(ana.home, name));
      if (bytes.length > (seen.get(name)?.length ?? 0)) seen.set(name, bytes);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  seen.set('argv', Buffer.from([...words].join('\n'), 'latin1'));
}

function textOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
