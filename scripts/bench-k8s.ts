// npm run bench:k8s [-- NAME…] [--json] [--rounds N] [--size N]: what work on a cluster costs against kubectl's, and
// whether plans tell the truth. It boots the part's cluster, with nodes of kwok alone. A row is a file of
// scripts/bench-k8s/; `--rounds` and `--size` make them shorter, to try them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../test/support/cluster.ts';
import { kill } from './bench-k8s/kill.ts';
import { plan } from './bench-k8s/plan.ts';
import { predicted } from './bench-k8s/predicted.ts';
import { restart } from './bench-k8s/restart.ts';
import type { K8sRow, Line } from './bench-k8s/row.ts';

const ROWS: readonly K8sRow[] = [predicted, plan, restart, kill];
const KWOK_NODES = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, size: { type: 'string' } },
});
const binary = path.resolve('dist/atomctl');
if (!existsSync(binary)) throw new Error('there is no dist/atomctl: npm run binary');
const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-bench-'));
const lines: (Line & { readonly row: string })[] = [];
try {
  await using cluster = await startCluster({ kwokNodes: KWOK_NODES });
  const ground = { cluster, binary, folder, rounds: numberIn('rounds'), size: numberIn('size') };
  for (const row of chosen()) {
    process.stderr.write(`${row.name} …\n`);
    for (const line of await row.measure(ground)) lines.push({ row: row.name, ...line });
  }
  const version = JSON.parse(await cluster.kubectl(['version', '-o', 'json'])).serverVersion.gitVersion;
  const load = os.loadavg().map((one) => one.toFixed(1));
  const where = `Kubernetes ${version} with ${KWOK_NODES} nodes of kwok, on ${os.availableParallelism()} processors at a load of ${load.join(', ')}`;
  if (values.json === true) console.log(JSON.stringify({ where, items: lines }, null, 2));
  else {
    console.table(lines.map(({ ok, ...line }) => ({ ...line, verdict: verdictOf(ok) })));
    console.log(where);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (lines.some(({ ok }) => ok === false)) process.exitCode = 1;

function numberIn(name: 'rounds' | 'size'): number | undefined {
  return values[name] === undefined ? undefined : Number(values[name]);
}

function verdictOf(ok: boolean | null): string {
  if (ok === null) return 'skipped';
  return ok ? 'ok' : 'missed';
}

function chosen(): readonly K8sRow[] {
  const unknown = positionals.filter((name) => ROWS.every((row) => row.name !== name));
  if (unknown.length > 0)
    throw new Error(`no row ${unknown.join(', ')}; there are ${ROWS.map(({ name }) => name).join(', ')}`);
  return positionals.length === 0 ? ROWS : ROWS.filter(({ name }) => positionals.includes(name));
}
