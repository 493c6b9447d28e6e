import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hereLimiter } from '../../../../../src/adapters/executor/all.ts';
import { hostProcesses } from '../../../../../src/adapters/executor/process/host-processes.ts';
import {
  cgroupRoots,
  hierarchiesOf,
} from '../../../../../src/adapters/executor/process/limits/cgroup-roots.ts';
import { intoGroups } from '../../../../../src/adapters/executor/process/limits/held-start.ts';
import { type Limiter, openLimiter } from '../../../../../src/adapters/executor/process/limits/limiter.ts';
import { StepCgroup } from '../../../../../src/adapters/executor/process/limits/step-cgroup.ts';
import { statOf } from '../../../../../src/adapters/executor/process/process-identity.ts';
import { processExecutor } from '../../../../../src/adapters/executor/process/process.ts';
import { startProcess } from '../../../../../src/adapters/executor/process/spawn/start.ts';
import { textOf } from '../../../../../src/base/json.ts';
import type { StepOutcome } from '../../../../../src/ports/executor.ts';
import { temporaryDirectory } from '../../../../support/cli.ts';
import { plannedStep, stepContext, type TestContext } from '../../../../support/step-context.ts';

const PATH = process.env['PATH'] ?? '';
const MIB = 2 ** 20;
const GREEDY = ['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=200M', 'count=1'];
const NONE = { cpu: null, memoryBytes: null };
/** Starts what no group of processes, session or environment leads to, and says its id. */
const BARE = 'env -i PATH="$PATH" setsid sh -c "echo \\$\\$; exec sleep 60 >&- 2>&-" & sleep 0.3';
/** A process that is never the same for long: each has begun another by the time that it is seen. */
const HOPPING = 'hop() { hop & }; hop; sleep 60';

const here = await hereLimiter();
const lacks =
  here.holds.has('memory') && here.holds.has('cpu') ? '' : ' (skipped: this user may make no control groups)';

describe.skipIf(lacks !== '')(`a step in a control group${lacks}`, () => {
  test('that wants more memory than it may have is ended, and it is said why', async () => {
    const { outcome, context } = await shell(GREEDY, { memoryBytes: 32 * MIB });

    expect(outcome).toMatchObject({
      kind: 'failed',
      error: {
        kind: 'failed',
        message: 'was ended by SIGKILL: out of memory: it wanted more than the 32.0 MiB of limits.memory',
      },
    });
    expect(groupsOf(context)).toEqual([]);
  });

  test('shares its memory among all that it starts', async () => {
    const program =
      'for i in 1 2 3 4; do (head -c 20m /dev/zero; sleep 1) | tail -c 20m > /dev/null & done; wait';
    const { outcome } = await shell(['sh', '-c', `${program}; exit 9`], { memoryBytes: 32 * MIB });

    expect(outcome).toMatchObject({
      error: { message: expect.stringMatching(/^exited with 9: out of memory/) },
    });
  });

  test('that stays within it notices nothing', async () => {
    const limits = { memoryBytes: 64 * MIB, cpu: 1 };
    const { outcome, context } = await shell(
      ['sh', '-c', 'echo "$0 $1"; cat; exit 3', 'a b', '*'],
      limits,
      'in',
    );

    expect(outcome).toMatchObject({ error: { message: 'exited with 3' }, outputs: { stdout: 'a b *\nin' } });
    expect(groupsOf(context)).toEqual([]);
    expect(readdirSync(path.dirname(context.outputFile))).toEqual([]);
  });

  test('has the processor for its share of the time', async () => {
    const { outcome } = await shell(['sh', '-c', "timeout 1 sh -c 'while :; do :; done'; times"], {
      cpu: 0.2,
    });
    const [, children = ''] = outputOf(outcome).split('\n');
    const seconds = [...children.matchAll(/m([\d.]+)s/g)].reduce((sum, [, each]) => sum + Number(each), 0);

    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(0.45);
  });

  test('that is not there fails as it does without limits', async () => {
    const { outcome } = await shell(['no-such-program-here'], { memoryBytes: 64 * MIB });

    expect(outcome).toMatchObject({
      error: { message: 'no-such-program-here: not found, or its folder is not there' },
      outputs: { exitCode: 127 },
    });
  });

  test('leaves nothing running, though another step runs beside it', async () => {
    const beside = shell(['sleep', '2'], {});
    const { outcome } = await shell(['sh', '-c', BARE], { memoryBytes: 64 * MIB });

    expect(outcome.kind).toBe('done');
    expect(isRunning(outputOf(outcome))).toBe(false);
    await beside;
  });

  test('that is never the same process for long is ended with all of it', async () => {
    const context = stepContext({ limits: { cpu: 0.5, memoryBytes: 64 * MIB } });
    setTimeout(() => context.controller.abort('timeout'), 400);
    const outcome = await execute(context, ['sh', '-c', HOPPING]);

    expect(outcome).toMatchObject({ error: { kind: 'timeout' } });
    expect(groupsOf(context)).toEqual([]);
  });

  test('is ended with groups that it made in its own', async () => {
    const roots = cgroupRoots().filter(({ controllers }) => controllers.has('memory'));
    const { outputFile } = stepContext();
    const group = StepCgroup.make(roots, { limits: NONE, outputFile });
    const inner = path.join(group.folders[0] ?? '', 'inner', 'most');
    mkdirSync(inner, { recursive: true });
    const call = { file: 'sh', args: ['-c', HOPPING], env: { PATH }, cwd: '/', stdin: false };
    const child = await startProcess(intoGroups(call, [inner]));
    await sleep(200);
    expect(group.pids().has(child.pid)).toBe(true);
    group.kill();
    await child.ended;
    await group[Symbol.asyncDispose]();

    expect(group.folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  test('is ended by whoever takes over from an owner that died, also what it put out of reach', async () => {
    const { outputFile } = stepContext();
    const group = StepCgroup.make(
      cgroupRoots().filter(({ controllers }) => controllers.has('memory')),
      {
        limits: { cpu: null, memoryBytes: 64 * MIB },
        outputFile,
      },
    );
    const call = { file: 'sh', args: ['-c', `${BARE}; kill -9 $$`], env: { PATH }, cwd: '/', stdin: false };
    const child = await startProcess(intoGroups(call, group.folders));
    const [pid = ''] = (await Array.fromAsync(child.stdout.setEncoding('utf8'))).map(String);
    await child.ended;
    expect(isRunning(pid)).toBe(true);
    await hostProcesses(100).endStep({ process: null, outputFile });

    expect(isRunning(pid)).toBe(false);
    expect(group.folders.filter((folder) => existsSync(folder))).toEqual([]);
  });
});

describe('without control groups', () => {
  const own = openLimiter(startProcess, []);

  test('each process is held to the memory of a step, and cpu to nothing', async () => {
    const limiter = await own;
    const { outcome } = await shell(GREEDY, { memoryBytes: 32 * MIB }, '', limiter);

    expect([...limiter.holds]).toEqual(['memory-of-each']);
    expect(outcome).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('memory') } });
  });

  test('a step is not started whose plan promises more', async () => {
    const { outcome } = await shell(['true'], { cpu: 1 }, '', await own);

    expect(outcome).toMatchObject({
      error: { kind: 'unavailable', message: expect.stringContaining('limits.cpu does not hold here') },
    });
  });

  test('nothing is promised where nothing can be started', async () => {
    const limiter = await openLimiter(() => Promise.reject(new Error('no program at all')));

    expect([...limiter.holds]).toEqual([]);
  });
});

describe('a control group of version 2', () => {
  const unified = hierarchiesOf(
    readFileSync('/proc/self/mountinfo', 'utf8'),
    readFileSync('/proc/self/cgroup', 'utf8'),
  ).find(({ version }) => version === 2);
  const none =
    unified === undefined || process.getuid?.() !== 0 ? ' (skipped: none that this user may use)' : '';

  test.skipIf(none !== '')(`ends all that are in it at once${none}`, async () => {
    const root = { version: 2, controllers: new Set<string>(), folder: unified?.own ?? '' } as const;
    const { outputFile } = stepContext();
    const group = StepCgroup.make([root], { limits: NONE, outputFile });
    const call = { file: 'sh', args: ['-c', HOPPING], env: { PATH }, cwd: '/', stdin: false };
    const child = await startProcess(intoGroups(call, group.folders));
    await sleep(200);
    expect(group.pids().has(child.pid)).toBe(true);
    group.kill();
    await child.ended;
    await group[Symbol.asyncDispose]();

    expect(group.folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  test('is given its limits in the words of that version', async () => {
    const folder = temporaryDirectory();
    const root = { version: 2, controllers: new Set(['memory', 'cpu']), folder } as const;
    const { outputFile } = stepContext();
    const limits = { cpu: 0.5, memoryBytes: 1000 };
    const [own = ''] = StepCgroup.make([root], { limits, outputFile }).folders;

    expect(readFileSync(path.join(own, 'memory.max'), 'utf8')).toBe('1000');
    expect(readFileSync(path.join(own, 'cpu.max'), 'utf8')).toBe('50000 100000');
  });
});

describe('the hierarchies of control groups', () => {
  test.each([
    {
      what: 'one for each controller',
      mountinfo:
        '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n33 31 0:30 / /sys/fs/cgroup/cpu\\040x rw - cgroup cgroup rw,cpu,cpuacct',
      membership: '4:memory:/user/a:b\n1:cpu,cpuacct:/\n0::/',
      own: ['/sys/fs/cgroup/memory/user/a:b', '/sys/fs/cgroup/cpu x/'],
    },
    {
      what: 'a container that sees its own part',
      mountinfo: '35 31 0:32 /docker/1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory',
      membership: '4:memory:/docker/1/x',
      own: ['/sys/fs/cgroup/memory/x'],
    },
    {
      what: 'version 2',
      mountinfo: '41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate',
      membership: '0::/user.slice/user-1000.slice/session-3.scope',
      own: ['/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope'],
    },
    {
      what: 'a place outside of what is seen',
      mountinfo: '41 31 0:38 / /cg rw - cgroup2 cgroup2 rw',
      membership: '0::/../other',
      own: ['/cg/'],
    },
    { what: 'none', mountinfo: '22 1 8:1 / / rw - ext4 /dev/root rw', membership: '', own: [] },
  ])('are found: $what', ({ mountinfo, membership, own }) => {
    expect(hierarchiesOf(mountinfo, membership).map((hierarchy) => hierarchy.own)).toEqual(own);
  });
});

async function shell(
  command: readonly string[],
  limits: Partial<TestContext['limits']>,
  ...[stdin = '', limiter = here]: readonly [stdin?: string, limiter?: Limiter]
) {
  const context = stepContext({ limits: { ...NONE, ...limits } });
  return { outcome: await execute(context, command, { stdin, limiter }), context };
}

function execute(
  context: TestContext,
  command: readonly string[],
  { stdin = '', limiter = here }: { readonly stdin?: string; readonly limiter?: Limiter } = {},
): Promise<StepOutcome> {
  const options = {
    start: startProcess,
    limiter: async () => limiter,
    env: { PATH, LANG: 'C', TZ: 'UTC' },
    graceMs: 300,
    drainMs: 300,
  };
  return processExecutor('shell', options).execute(
    plannedStep('shell'),
    { command: [...command], stdin },
    context,
  );
}

/** The control groups of an attempt that are still there. */
function groupsOf({ outputFile }: TestContext): string[] {
  return cgroupRoots()
    .map(({ folder }) => folder)
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((folder) => folder.includes(StepCgroup.nameOf(outputFile)));
}

function isRunning(pid: string): boolean {
  return statOf(Number(pid))?.ended === false;
}

function outputOf(outcome: StepOutcome): string {
  if (outcome.kind === 'waiting') throw new Error('it waits');
  return textOf(outcome.outputs['stdout']);
}
