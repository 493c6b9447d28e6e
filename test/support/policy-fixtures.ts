import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/policy');

/** The examples of every rule that fail, and those that pass. */
export function policyFixtures(): string[] {
  return globSync('*.wpk.yaml', { cwd: FIXTURES }).map((name) =>
    readFileSync(path.join(FIXTURES, name), 'utf8'),
  );
}
