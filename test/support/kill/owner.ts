// One owner of the kill test's run: carries it as far as it goes, in a process that is killed at any moment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resumeRun } from '../../../src/services/run/resume-run.ts';
import { runApproved } from '../../../src/services/run/run-approved.ts';
import { openBench } from '../runs.ts';

const [home = '', run, leaseMs = '60000', host] = process.argv.slice(2);
const scene = JSON.parse(readFileSync(path.join(home, 'scene.json'), 'utf8'));
await using bench = await openBench(home);
const { approved, wpk } = await bench.prepare(scene);
const { processes } = bench.deps;
/** As one in another container: the others cannot see it, nor end it. */
const elsewhere =
  host === undefined ? {} : { processes: { ...processes, own: () => ({ ...processes.own(), host }) } };
const deps = { ...bench.deps, ...elsewhere };
process.stdout.write('ready\n');
if (run === undefined || run === '') {
  const request = { approved, wpk, requester: 'ana', tenant: 'local', cosignSig: null };
  await runApproved(deps, request, { leaseMs: Number(leaseMs) });
} else {
  await resumeRun(deps, { run, by: 'ana', admit: async () => wpk }, { leaseMs: Number(leaseMs) });
}
