import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../golden');

/**
 * The text of a golden file of test/golden, which `text` should be. ATOMCTL_TEST_GOLDEN=write writes it there first:
 * look at the difference before you commit it.
 */
export function goldenText(name: string, text: string): string {
  const file = path.join(FOLDER, name);
  if (process.env['ATOMCTL_TEST_GOLDEN'] === 'write') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readFileSync(file, 'utf8');
}
