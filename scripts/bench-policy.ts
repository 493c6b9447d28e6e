// npm run bench:policy [-- NAME…] [--json]: how good the policy is, on data that nobody here wrote. The data is no part
// of the project: ATOMCTL_TEST_DATA names its folder, else ../shared/data. A row is a file of scripts/bench-policy/.
import { parseArgs } from 'node:util';
import { testData } from '../test/support/test-data.ts';
import { benign } from './bench-policy/benign.ts';
import { kyvernoPods } from './bench-policy/kyverno-pods.ts';
import { psa } from './bench-policy/psa.ts';
import { rbac } from './bench-policy/rbac.ts';
import type { Line, PolicyRow } from './bench-policy/row.ts';
import { shell } from './bench-policy/shell.ts';
import { wall } from './bench-policy/wall.ts';

const ROWS: readonly PolicyRow[] = [psa, kyvernoPods, rbac, benign, shell, wall];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const data = testData('policy');
if (data === undefined) throw new Error('there is no policy data: name its folder in ATOMCTL_TEST_DATA');

const lines: (Line & { readonly row: string })[] = [];
for (const row of chosen()) {
  for (const line of await row.measure(data)) lines.push({ row: row.name, ...line });
}
if (values.json === true) console.log(JSON.stringify({ items: lines }, null, 2));
else console.table(lines.map(({ ok, ...line }) => ({ ...line, verdict: verdictOf(ok) })));
if (lines.some(({ ok }) => ok === false)) process.exitCode = 1;

function verdictOf(ok: boolean | null): string {
  if (ok === null) return 'skipped';
  return ok ? 'ok' : 'missed';
}

function chosen(): readonly PolicyRow[] {
  const unknown = positionals.filter((name) => ROWS.every((row) => row.name !== name));
  if (unknown.length > 0)
    throw new Error(`no row ${unknown.join(', ')}; there are ${ROWS.map(({ name }) => name).join(', ')}`);
  return positionals.length === 0 ? ROWS : ROWS.filter(({ name }) => positionals.includes(name));
}
