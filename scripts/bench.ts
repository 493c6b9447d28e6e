// npm run bench: each figure as a ratio of two sides measured in the same run, interleaved, the median of pairs.
// Start-up rows are CPU time (user + system) of the whole process, as the kernel accounts for it when it ends.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { lanes } from './bench/start-up.ts';
import { comparePairs } from './bench/pairs.ts';

const BINARY = path.resolve('dist', 'atomctl');
if (!existsSync(BINARY)) throw new Error('there is no dist/atomctl: npm run binary');

const rounds = Number(process.argv.find((word) => word.startsWith('--rounds='))?.split('=')[1] ?? 21);
const { rows, [Symbol.dispose]: cleanUp } = lanes(BINARY);
try {
  const table = rows.map(({ what, against, limit, ours, theirs }) => {
    const { ratio, oursMs, theirsMs } = comparePairs(ours, theirs, rounds);
    const verdict = ratio <= limit ? 'ok' : 'OVER';
    return {
      what,
      against,
      'ours ms': oursMs.toFixed(1),
      'theirs ms': theirsMs.toFixed(1),
      ratio: ratio.toFixed(2),
      'at most': limit,
      verdict,
    };
  });
  console.table(table);
  if (table.some(({ verdict }) => verdict !== 'ok')) process.exitCode = 1;
} finally {
  cleanUp();
}
