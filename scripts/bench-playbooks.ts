// npm run bench:playbooks [-- NAME…] [--json] [--rounds N] [--requests]: each playbook against the script that does the same steps by
// hand. It boots the part's cluster with a real kubelet; --requests lists what each side asks of it. A row is a file of scripts/bench-playbooks/ and the script beside it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../test/support/cluster.ts';
import type { Line } from './bench-k8s/row.ts';
import { backupVerify } from './bench-playbooks/backup-verify.ts';
import { measure } from './bench-playbooks/measure.ts';
import { requeueJob } from './bench-playbooks/requeue-job.ts';
import { restartUnhealthy } from './bench-playbooks/restart-unhealthy.ts';
import { rotateSecret } from './bench-playbooks/rotate-secret.ts';
import type { PlaybookRow } from './bench-playbooks/row.ts';
import { scaleOnLatency } from './bench-playbooks/scale-on-latency.ts';

const ROWS: readonly PlaybookRow[] = [
  restartUnhealthy,
  scaleOnLatency,
  backupVerify,
  rotateSecret,
  requeueJob,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    rounds: { type: 'string', default: '3' },
    requests: { type: 'boolean' },
  },
});
const binary = path.resolve('dist/atomctl');
if (!existsSync(binary)) throw new Error('there is no dist/atomctl: npm run binary');
const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-bench-'));
const lines: (Line & { readonly playbook: string })[] = [];
try {
  await using cluster = await startCluster({ kwokNodes: 0, kubelet: true });
  const rounds = Number(values.rounds);
  const ground = { cluster, binary, folder, rounds, ...(values.requests === true && { hears }) };
  for (const row of chosen()) {
    process.stderr.write(`${row.name} …\n`);
    for (const line of await measure(row, ground)) lines.push({ playbook: row.name, ...line });
  }
  const load = os.loadavg().map((one) => one.toFixed(1));
  const where = `a node with a real kubelet, on ${os.availableParallelism()} processors at a load of ${load.join(', ')}`;
  if (values.json === true) console.log(JSON.stringify({ where, items: lines }, null, 2));
  else {
    console.table(lines.map(({ ok, ...line }) => ({ ...line, verdict: ok === true ? 'ok' : 'missed' })));
    console.log(where);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (lines.some(({ ok }) => ok === false)) process.exitCode = 1;

function chosen(): readonly PlaybookRow[] {
  const unknown = positionals.filter((name) => ROWS.every((row) => row.name !== name));
  if (unknown.length > 0)
    throw new Error(`no row ${unknown.join(', ')}; there are ${ROWS.map(({ name }) => name).join(', ')}`);
  return positionals.length === 0 ? ROWS : ROWS.filter(({ name }) => positionals.includes(name));
}

function hears(line: string): void {
  process.stderr.write(`${line}\n`);
}
