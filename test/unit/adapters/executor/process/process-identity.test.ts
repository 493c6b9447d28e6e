import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hostProcesses } from '../../../../../src/adapters/executor/process/host-processes.ts';
import {
  identityOf,
  isAlive,
  isKnowable,
  ownIdentity,
} from '../../../../../src/adapters/executor/process/process-identity.ts';
import { temporaryDirectory } from '../../../../support/cli.ts';

const own = ownIdentity();

describe('the identity of a process', () => {
  test('tells it from another one under its number', () => {
    expect(isAlive(own)).toBe(true);
    expect(isAlive({ ...own, startTime: own.startTime + 1 })).toBe(false);
  });

  test.each<[string, Partial<typeof own>, boolean]>([
    ['of this host', {}, true],
    ['of this host, written down by an atomctl that knew no namespaces', { pidNamespace: '' }, true],
    ['of an earlier boot of this host', { bootId: 'earlier' }, true],
    ['of another container', { host: 'elsewhere' }, false],
    ['of another container that shares the name of this host', { pidNamespace: 'pid:[1]' }, false],
  ])('%s: whether it is alive can be known', (_, changes, knowable) => {
    const { pidNamespace, ...rest } = { ...own, ...changes };
    const identity = pidNamespace === '' ? rest : { ...own, ...changes };

    expect(isKnowable(identity)).toBe(knowable);
    expect(isAlive({ ...identity, pid: 2 ** 22 + 1 })).toBe(false);
  });
});

describe('processes of attempts', () => {
  test('are found by the folder of their outputs, whatever letters its name has', async () => {
    const folder = temporaryDirectory('atomctl-größe-');
    const outputFile = `${folder}/run_1/out/a.1.json`;
    const child = spawn('sleep', ['60'], { env: { ATOMCTL_OUTPUT: outputFile }, stdio: 'ignore' });
    const { pid = 0 } = child;
    const processes = hostProcesses();
    await expect.poll(() => processes.ofAttempts(folder)).toEqual([{ pid, outputFile }]);

    expect(processes.ofAttempts(`${folder}/run`)).toEqual([]);
    const identity = identityOf(pid);
    await processes.endStep({ process: null, outputFile });
    expect(isAlive(identity)).toBe(false);
  });
});
