import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { statOf } from '../../src/adapters/executor/process/process-identity.ts';
import { startByFork } from '../../src/adapters/executor/process/spawn/child-process.ts';
import { posixSpawn } from '../../src/adapters/executor/process/spawn/posix-spawn.ts';
import type { ProcessStart, StartProcess } from '../../src/adapters/executor/process/spawn/start-process.ts';
import { temporaryDirectory } from '../support/cli.ts';

const PATH = process.env['PATH'] ?? '/usr/bin:/bin';
const ALONE = path.resolve(import.meta.dirname, '../support/start-alone.ts');

/** What this process itself was given, beyond the three. */
const heirlooms = readdirSync('/proc/self/fd')
  .map(Number)
  .filter((fd) => fd > 2 && !isClosedOnExec(fd));
const own = posixSpawn();
const starters: { name: string; start: StartProcess }[] = [
  { name: 'fork', start: startByFork },
  ...(own === undefined ? [] : [{ name: 'posix_spawn', start: own }]),
];

test('posix_spawn is there on Linux', () => {
  expect(own !== undefined).toBe(process.platform === 'linux');
});

describe.each(starters)('a process started by $name', ({ name, start }) => {
  test('gets argv as it is, this environment alone, and its folder', async () => {
    const folder = temporaryDirectory();
    const command = ['-c', 'printf "%s|" "$0" "$@"; pwd; env', 'a b', '', '*', 'ä\u2028'];
    const { output } = await run(start, ['sh', ...command], { cwd: folder, env: { PATH, X: 'ü = "$Y"' } });
    const [argv, ...env] = output.trimEnd().split('\n');

    expect(argv).toBe(`a b||*|ä\u2028|${folder}`);
    expect(env.filter((line) => !/^(_|SHLVL|OLDPWD|PWD)=/.test(line)).toSorted()).toEqual([
      `PATH=${PATH}`,
      'X=ü = "$Y"',
    ]);
  });

  test('reads what it is given, to its end, and else nothing', async () => {
    const given = 'x'.repeat(300_000);

    expect((await run(start, ['wc', '-c'], { input: given })).output.trim()).toBe('300000');
    expect((await run(start, ['wc', '-c'])).output.trim()).toBe('0');
    expect((await run(start, ['readlink', '/proc/self/fd/0'])).output).toBe('/dev/null\n');
  });

  test('may end without having read what it is given', async () => {
    const child = await start(call(['true'], { stdin: true }));
    const failed: unknown[] = [];
    child.stdin?.on('error', (error) => failed.push(error));
    child.stdin?.end('x'.repeat(5_000_000));
    child.stdout.resume();

    expect(await child.ended).toEqual({ code: 0, signal: null });
    await sleep(20);
    expect(child.stdin?.destroyed).toBe(true);
  });

  test('writes to two streams, byte by byte', async () => {
    const both = 'head -c 400000 /dev/zero; printf "\\377\\000\\n" >&2';
    const { output, errors } = await run(start, ['sh', '-c', both], { encoding: 'latin1' });

    expect(output).toBe('\0'.repeat(400_000));
    expect(errors).toBe('\u00ff\0\n');
  });

  test('leads a session and a group of its own', async () => {
    const child = await start(call(['sleep', '30']));
    const stat = statOf(child.pid);
    process.kill(-child.pid, 'SIGKILL');

    expect(stat).toMatchObject({ parent: process.pid, group: child.pid, session: child.pid });
    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('ignores no signal and holds none back', async () => {
    const { output } = await run(start, ['grep', '-E', '^Sig(Ign|Blk):', '/proc/self/status']);

    expect(output.match(/[0-9a-f]{16}/g)).toEqual(['0'.repeat(16), '0'.repeat(16)]);
  });

  test('inherits no descriptor', async () => {
    const file = openSync(import.meta.filename, 'r');
    const others = await Promise.all([1, 2, 3].map(() => start(call(['sleep', '30'], { stdin: true }))));
    const { output } = await run(start, ['sh', '-c', 'ls -l /proc/$$/fd'], {});
    for (const { pid } of others) process.kill(pid, 'SIGKILL');
    await Promise.all(others.map(({ ended }) => ended));

    expect(file).toBeGreaterThan(2);
    expect(heirlooms).not.toContain(file);
    expect(
      output
        .match(/(?<= )\d+(?= -> )/g)
        ?.map(Number)
        .filter((fd) => !heirlooms.includes(fd)),
    ).toEqual([0, 1, 2]);
  });

  test.each([0, 1, 7, 127, 255])('ends with exit code %i', async (code) => {
    expect((await run(start, ['sh', '-c', `exit ${code}`])).exit).toEqual({ code, signal: null });
  });

  test.each(['SIGTERM', 'SIGSEGV', 'SIGPIPE', 'SIGKILL'] as const)('ends by %s', async (signal) => {
    const { exit } = await run(start, ['sh', '-c', `kill -${signal.slice(3)} $$; sleep 1`]);

    expect(exit).toEqual({ code: null, signal });
  });

  test('does not end by being stopped', async () => {
    const child = await start(call(['sh', '-c', 'kill -STOP $$; exit 4']));
    let ended = false;
    void child.ended.then(() => (ended = true));
    while (statOf(child.pid)?.stopped !== true) await sleep(5);
    await sleep(50);

    expect(ended).toBe(false);
    process.kill(child.pid, 'SIGCONT');
    expect(await child.ended).toEqual({ code: 4, signal: null });
  });

  test('is seen to end among many that end at once', async () => {
    const codes = Array.from({ length: 60 }, (_, index) => index);
    const exits = await Promise.all(
      codes.map(async (code) => (await run(start, ['sh', '-c', `exit ${code}`])).exit.code),
    );

    expect(exits).toEqual(codes);
  });

  test('keeps this process until it has ended, whatever it closes', () => {
    const args = [ALONE, name, 'sh', '-c', 'exec <&- >&- 2>&-; sleep 0.4; exit 3'];

    expect(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })).toBe('ended 3\n');
  });

  test('brings no warning of experiments', async () => {
    const child = spawn(process.execPath, [ALONE, name, 'true'], { stdio: ['ignore', 'pipe', 'pipe'] });

    expect(await Promise.all([text(child.stdout), text(child.stderr)])).toEqual(['ended 0\n', '']);
  });

  test('takes no end of a child that somebody else started', async () => {
    const others = [false, true].map((detached) =>
      once(spawn('sh', ['-c', 'sleep 0.1; exit 5'], { detached, stdio: 'ignore' }), 'exit'),
    );
    for (let i = 0; i < 20; i += 1) (await run(start, ['sleep', '0.01'])).mayHaveLeft();

    expect(await Promise.all(others)).toEqual([
      [5, null],
      [5, null],
    ]);
  });

  test('costs no descriptor and no zombie when it is over, and none when it cannot begin', async () => {
    await run(start, ['true']);
    const before = descriptors();
    for (let i = 0; i < 10; i += 1) {
      await run(start, ['cat'], { input: 'x' });
      await run(start, ['sh', '-c', '(sleep 0.01 &) & :']);
      await expect(start(call(['./no-such-program']))).rejects.toThrow('ENOENT');
    }
    await sleep(700);

    expect(descriptors()).toEqual(before);
    expect(children()).toEqual([]);
  });
});

describe.each(starters)('a program started by $name', ({ start }) => {
  test('is looked up in the PATH that it gets, past what is no program', async () => {
    const folder = temporaryDirectory();
    for (const name of ['a', 'b', 'c', 'd', 'work']) mkdirSync(path.join(folder, name));
    mkdirSync(path.join(folder, 'a', 'tool'));
    writeFileSync(path.join(folder, 'b', 'tool'), '#!/bin/sh\necho not executable', { mode: 0o644 });
    program(path.join(folder, 'c', 'tool'), '#!/bin/sh\necho c');
    program(path.join(folder, 'd', 'tool'), '#!/bin/sh\necho d');
    program(path.join(folder, 'work', 'tool'), '#!/bin/sh\necho "$0"');
    const found = async (folders: string) =>
      (await run(start, ['tool'], { cwd: path.join(folder, 'work'), env: { PATH: folders } })).output;
    const all = ['a', 'b', 'c', 'd'].map((name) => path.join(folder, name)).join(':');

    expect(await found(all)).toBe('c\n');
    expect(await found(`/no/such/folder:${folder}/d:${folder}/c`)).toBe('d\n');
    expect(await found(`../d:${folder}/c`)).toBe('d\n');
    expect(await found(`/no/such/folder::${folder}/c`)).toMatch(/tool\n$/);
  });

  test('may lie where its folder says, and be a script that names no shell', async () => {
    const folder = temporaryDirectory();
    program(path.join(folder, 'bare'), 'echo "bare $1"');

    expect((await run(start, ['./bare', 'x'], { cwd: folder })).output).toBe('bare x\n');
    expect((await run(start, ['bare', 'y'], { cwd: folder, env: { PATH: folder } })).output).toBe('bare y\n');
  });

  test.each([
    ['ENOENT', 'a name that nothing has', call(['no-such-program'])],
    ['ENOENT', 'a path that nothing has', call(['/no/such/program'])],
    ['EACCES', 'a folder', call(['/'])],
    ['EACCES', 'a file that is no program', call([import.meta.filename])],
    ['ENOENT', 'a work folder that is not there', call(['true'], { cwd: '/no/such/folder' })],
    ['E2BIG', 'more arguments than fit', call(['true', 'x'.repeat(200_000)])],
    ['ERR_INVALID_ARG_VALUE', 'no name', call([''])],
  ])('fails with %s for %s, in the words of Node', async (code, _, refused) => {
    const failure = await start(refused).catch((error: unknown) => error);
    const nodes = await startByFork(refused).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code });
    expect(String(failure)).toBe(String(nodes));
  });

  test.each([
    ['an argument', ['echo', 'a\0b'], {}],
    ['a variable', ['env'], { env: { PATH, X: 'a\0b' } }],
    ['the folder', ['pwd'], { cwd: '/\0tmp' }],
  ])('is not started with a NUL in %s', async (_, command, changes) => {
    await expect(start(call(command, changes))).rejects.toThrow('null bytes');
  });
});

interface Changes extends Partial<Pick<ProcessStart, 'env' | 'cwd' | 'stdin'>> {
  readonly input?: string;
  readonly encoding?: BufferEncoding;
}

function call([file = '', ...args]: readonly string[], changes: Changes = {}): ProcessStart {
  return { file, args, env: { PATH }, cwd: '/', stdin: changes.input !== undefined, ...changes };
}

async function run(start: StartProcess, command: readonly string[], changes: Changes = {}) {
  const child = await start(call(command, changes));
  child.stdin?.end(changes.input);
  const encoding = changes.encoding ?? 'utf8';
  child.stdout.setEncoding(encoding);
  child.stderr.setEncoding(encoding);
  const [output, errors, exit] = await Promise.all([chunks(child.stdout), chunks(child.stderr), child.ended]);
  return { output, errors, exit, mayHaveLeft: () => child.mayHaveLeft() };
}

async function chunks(stream: AsyncIterable<string>): Promise<string> {
  return (await Array.fromAsync(stream)).join('');
}

function program(file: string, source: string): void {
  writeFileSync(file, `${source}\n`);
  chmodSync(file, 0o755);
}

/** What this process has open, but for the look itself. */
function descriptors(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).replace(/\d+/g, 'N');
    } catch {
      return [];
    }
  });
}

function isClosedOnExec(fd: number): boolean {
  try {
    return (
      (Number.parseInt(
        /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '',
        8,
      ) &
        0o2000000) !==
      0
    );
  } catch {
    return true;
  }
}

function children(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)?.parent === process.pid);
}
