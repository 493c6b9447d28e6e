import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { hereLimiter } from '../../../src/adapters/executor/all.ts';
import { cgroupRoots } from '../../../src/adapters/executor/process/limits/cgroup-roots.ts';
import { statOf } from '../../../src/adapters/executor/process/process-identity.ts';
import { type Author, author } from '../../support/author.ts';
import { NO_SMALL_DISK, smallDisk } from '../../support/small-disk.ts';

const NO_LIMITS = (await hereLimiter()).holds.has('memory')
  ? undefined
  : 'this user may make no control groups';
const because = (reason: string | undefined) => (reason === undefined ? '' : ` (skipped: ${reason})`);

let ana: Author;
beforeAll(async () => {
  ana = await author();
});

describe('a process that misbehaves', () => {
  let steps: Record<
    string,
    { state: string; error: { kind: string; message: string }; outputs: Record<string, unknown> }
  >;
  let ran: { readonly exitCode: number | undefined; readonly took: number };

  beforeAll(async () => {
    const started = performance.now();
    const result = await ana.runSteps(
      sh('dies', 'kill -SEGV $$') +
        sh('loops', 'while :; do :; done', ', timeout: 1s') +
        sh('deaf', 'trap "" TERM; while :; do sleep 1; done', ', timeout: 1s') +
        sh('greedy', 'dd if=/dev/zero of=/dev/null bs=200M count=1') +
        sh('forks', 'sleep 60 & setsid sleep 60 & echo left') +
        sh('odd', String.raw`printf 'a\000\377b'`) +
        sh('wide', String.raw`head -c 100000000 /dev/zero | tr '\000' x; printf end`) +
        sh('talks', 'echo hello > "$ATOMCTL_OUTPUT"') +
        sh('lists', 'echo "[1]" > "$ATOMCTL_OUTPUT"') +
        sh('heaps', String.raw`head -c 2000000 /dev/zero | tr '\000' x > "$ATOMCTL_OUTPUT"`) +
        sh('bare', 'exec no-such-program'),
    );
    ran = { exitCode: result.exitCode, took: performance.now() - started };
    const shown = (await ana.atomctl(['runs', 'show', await ana.latest(), '--json'])).json();
    steps = Object.fromEntries(shown.steps.map((step: { name: string }) => [step.name, step]));
  });

  test('does not keep its run from its end', () => {
    expect(ran.exitCode).toBe(0);
    expect(ran.took).toBeLessThan(90_000);
  });

  test.each([
    ['dies', 'was ended by SIGSEGV'],
    ['loops', 'took longer than its timeout'],
    ['deaf', 'took longer than its timeout'],
    ['talks', 'wrote to $ATOMCTL_OUTPUT what is not JSON'],
    ['lists', 'wrote to $ATOMCTL_OUTPUT what is not a JSON object'],
    ['heaps', 'wrote 2000000 bytes to $ATOMCTL_OUTPUT; the most is 1048576'],
  ])('is told what went wrong: %s', (name, message) => {
    expect(steps[name]).toMatchObject({ state: 'failed-continued', error: { message } });
  });

  test.skipIf(NO_LIMITS !== undefined)(`is told that memory ran out${because(NO_LIMITS)}`, () => {
    expect(steps['greedy']).toMatchObject({
      state: 'failed-continued',
      error: {
        message: expect.stringMatching(
          /: out of memory: it wanted more than the 64\.0 MiB of limits\.memory$/,
        ),
      },
    });
  });

  test('is told that its program is not there as a shell tells it', () => {
    expect(steps['bare']).toMatchObject({ state: 'failed-continued', outputs: { exitCode: 127 } });
  });

  test('may print what is no text, and no end of it', () => {
    expect(steps['odd']).toMatchObject({ state: 'succeeded', outputs: { stdout: 'a\0\ufffdb' } });
    const wide = String(steps['wide']?.outputs['stdout']);
    expect([wide.length, wide.slice(-5)]).toEqual([64 * 1024, 'xxend']);
  });

  test('leaves nothing running when it is over', () => {
    expect(steps['forks']).toMatchObject({ state: 'succeeded', outputs: { stdout: 'left\n' } });
    const environments = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readOrNothing(`/proc/${pid}/environ`));
    expect(environments.filter((environment) => environment.includes(ana.home))).toEqual([]);
  });
});

describe.skipIf(NO_LIMITS !== undefined)(`a step in a control group${because(NO_LIMITS)}`, () => {
  test('is ended with all that it put out of reach after a kill -9 of atomctl', async () => {
    const hidden =
      'env -i PATH=\\"$PATH\\" setsid sh -c \\"echo \\\\$\\\\$ > $HOME/pid; exec sleep 60\\" & sleep 60';
    const running = ana.start(ana.runArgs(`- {name: out-of-reach, with: {command: [sh, -c, "${hidden}"]}}`));
    await running.says('▸ out-of-reach');
    const file = await eventually(() => globSync(path.join(ana.home, 'runs', '*', 'work', 'pid'))[0]);
    const pid = await eventually(() => Number(readFileSync(file, 'utf8')) || undefined);
    running.kill('SIGKILL');
    await running.result;
    expect(statOf(pid)?.ended, 'nothing but its control group leads to it').toBe(false);
    expect(groups()).toHaveLength(1);
    const resumed = await ana.atomctl(['runs', 'resume', await ana.latest()]);

    expect(resumed.exitCode).toBe(5);
    expect(statOf(pid)?.ended ?? true).toBe(true);
    expect(groups()).toEqual([]);
  });
});

describe.skipIf(NO_SMALL_DISK !== undefined)(`a step that fills its disk${because(NO_SMALL_DISK)}`, () => {
  test('leaves a run that goes on when there is room again', async () => {
    using disk = smallDisk(8 * 2 ** 20);
    const home = path.join(disk.folder, 'home');
    const bob = await author(home);
    const program = '[ -e retry ] || { touch retry; dd if=/dev/zero of=fill bs=1M; exit 1; }; echo went on';
    const ran = await bob.runSteps(
      `- {name: fill, onInterrupt: retry, with: {command: [sh, -c, ${JSON.stringify(program)}]}}`,
    );
    const id = await bob.latest();
    const work = path.join(bob.home, 'runs', id, 'work');
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain(`atomctl runs resume ${id}`);
    rmSync(path.join(work, 'fill'));
    const resumed = await bob.atomctl(['runs', 'resume', id]);

    expect(resumed.exitCode).toBe(0);
    expect((await bob.atomctl(['runs', 'logs', id])).stdout).toContain('went on\n');
  });
});

/** A step that runs a shell program, and lets its run go on whatever comes of it. */
function sh(name: string, program: string, more = ''): string {
  return `- {name: ${name}, with: {command: [sh, -c, ${JSON.stringify(program)}]}, onError: continue${more}}\n`;
}

/** The groups of steps named out-of-reach. */
function groups(): string[] {
  return cgroupRoots().flatMap(({ folder }) =>
    readdirSync(folder).filter((name) => name.startsWith('atomctl-out-of-reach.')),
  );
}

async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (let left = 400; left > 0; left -= 1) {
    const found = find();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error('it does not happen');
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
