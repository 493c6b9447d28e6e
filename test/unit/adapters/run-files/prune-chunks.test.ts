import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pruneChunks } from '../../../../src/adapters/run-files/prune-chunks.ts';
import { openStepLog } from '../../../../src/adapters/run-files/step-log.ts';
import { temporaryDirectory } from '../../../support/cli.ts';
import { loggedText } from '../../../support/logs.ts';

const A = { phase: 'steps', step: 'a', attempt: 1 } as const;
const SILENT = { announce: async () => {} };
const PRUNER = path.resolve(import.meta.dirname, '../../../support/prune-again.ts');
let logs: string;
beforeEach(() => {
  logs = path.join(temporaryDirectory(), 'logs');
});

const folderOf = (run: string) => path.join(logs, run);
const chunks = () => globSync(path.join(logs, 'chunks', '*', '*')).toSorted();

describe('chunks that no log names', () => {
  test('are removed, and told of before; those of every log stay', async () => {
    write('run_kept', 'of a run');
    write('run_gone', 'of nobody');
    rmSync(folderOf('run_gone'), { recursive: true });
    const there: number[] = [];
    const announce = async () => void there.push(chunks().length);

    expect(await pruneChunks(logs, { announce })).toEqual({ chunks: 1, bytes: 9000 });
    expect(there).toEqual([2]);
    expect(chunks()).toHaveLength(1);
    expect(await loggedText(folderOf('run_kept'))).toBe(many('of a run'));
    expect(await pruneChunks(logs, { announce })).toEqual({ chunks: 0, bytes: 0 });
    expect(there).toHaveLength(1);
  });

  test('stay where nobody can be told, or an index cannot be read', async () => {
    write('run_gone', 'of nobody');
    const [chunk = ''] = chunks();
    rmSync(folderOf('run_gone'), { recursive: true });
    await expect(pruneChunks(logs, { announce: locked })).rejects.toThrow('the store is locked');
    expect(chunks()).toEqual([chunk]);

    mkdirSync(path.join(folderOf('run_other'), 'a.1.index'), { recursive: true });
    await expect(pruneChunks(logs, SILENT)).rejects.toThrow('EISDIR');
    expect(chunks()).toEqual([chunk]);
  });

  test('of a pruning that was cut off are judged again', async () => {
    write('run_kept', 'of a run');
    write('run_gone', 'of nobody');
    rmSync(folderOf('run_gone'), { recursive: true });
    for (const chunk of chunks()) renameSync(chunk, `${chunk}.aside`);

    expect(await pruneChunks(logs, SILENT)).toEqual({ chunks: 1, bytes: 9000 });
    expect(await loggedText(folderOf('run_kept'))).toBe(many('of a run'));
    expect(chunks()).toHaveLength(1);
  });

  test('take a copy that was cut off with them, when nobody can be making it any more', async () => {
    write('run_kept', 'of a run');
    const [chunk = ''] = chunks();
    for (const [pid, hours] of [
      [1, 0],
      [2, 2],
    ] as const) {
      writeFileSync(`${chunk}.${pid}`, readFileSync(chunk));
      const time = Date.now() / 1000 - hours * 3600;
      utimesSync(`${chunk}.${pid}`, time, time);
    }
    await pruneChunks(logs, SILENT);

    expect(chunks()).toEqual([chunk, `${chunk}.1`]);
  });

  test('are never those that a run names just then, however often it is looked', async () => {
    const pruner = spawn(process.execPath, [PRUNER, logs], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(pruner.stdout, 'data');
    try {
      for (let round = 0; round < 1000; round += 1) {
        const folder = folderOf(`run_${round % 2}`);
        write(`run_${round % 2}`, 'what every run says');
        expect(await loggedText(folder), `round ${round}`).toBe(many('what every run says'));
        rmSync(folder, { recursive: true });
      }
    } finally {
      expect(pruner.exitCode, 'it prunes still').toBeNull();
      pruner.kill('SIGKILL');
    }
  });
});

async function locked(): Promise<void> {
  throw new Error('the store is locked');
}

function write(run: string, text: string): void {
  const log = openStepLog(folderOf(run), A);
  log.write('stdout', Buffer.from(many(text)));
  log.close();
}

/** More than an index takes. */
function many(text: string): string {
  return text.repeat(1000);
}
