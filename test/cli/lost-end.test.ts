import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { author } from '../support/author.ts';
import { editStore } from '../support/edit-store.ts';

test('a run whose journal lost the start of a step that wrote a log is not resumed, and ends with its processes', async () => {
  const ana = await author();
  const running = ana.start(
    ana.runArgs('- {name: talks, onInterrupt: retry, with: {command: [sh, -c, "echo began; sleep 60"]}}'),
  );
  await running.says('▸ talks');
  const id = await ana.latest();
  while (!(await ana.atomctl(['runs', 'logs', id])).stdout.includes('began')) await sleep(50);
  running.kill('SIGKILL');
  await running.result;
  // As it was before the first renewal of its lease.
  editStore(ana.home, 'UPDATE workflow_runs SET known_seq = 2 WHERE id = ?', id);
  editStore(ana.home, 'DELETE FROM run_events WHERE run_id = ? AND seq > 2', id);

  const resumed = await ana.atomctl(['runs', 'resume', id, '--json']);
  expect(resumed.exitCode).toBe(8);
  expect(resumed.json().error).toMatchObject({
    code: 'ATOM_STORE_DAMAGED',
    message: `The journal of ${id} is damaged: attempt 1 of talks wrote a log, and no event tells that it began`,
    hint: expect.stringContaining(`atomctl runs cancel ${id}`),
  });
  expect(left(ana.home)).not.toEqual([]);

  const cancelled = await ana.atomctl(['runs', 'cancel', id, '--json']);
  expect(cancelled.json()).toMatchObject({ state: 'ended', result: 'cancelled' });
  expect(left(ana.home)).toEqual([]);
});

/** Processes that were started under a home. */
function left(home: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(home);
    } catch {
      return false;
    }
  });
}
