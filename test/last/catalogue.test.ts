import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/base/errors.ts';

/** Faults of our own: a test that could make one on purpose would be a fault itself. */
const UNREACHABLE = ['ATOM_BUG'];
/** Their tests need a mount namespace, or a cluster, which not every machine gives; CI does. */
const IN_CI_ALONE = ['ATOM_STORE_NETWORK', 'ATOM_BLAST_RADIUS'];
const exempt = process.env['CI'] === 'true' ? UNREACHABLE : [...UNREACHABLE, ...IN_CI_ALONE];
const file = process.env['ATOMCTL_TEST_CODES'];

test.skipIf(file === undefined)('every code of the error catalogue was printed by some CLI test', () => {
  const seen = new Set(readFileSync(file ?? '', 'utf8').split('\n'));
  const missing = Object.keys(CATALOGUE).filter((code) => !seen.has(code) && !exempt.includes(code));

  expect(missing).toEqual([]);
});
