import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A folder of data that is not part of the project: ATOMCTL_TEST_DATA, else ../shared/data; undefined where it is absent. */
export function testData(folder: string): string | undefined {
  const base = path.resolve(ROOT, process.env['ATOMCTL_TEST_DATA'] ?? '../shared/data');
  const found = path.join(base, folder);
  return existsSync(found) ? found : undefined;
}

/** Every YAML and JSON file under a folder, its path and text. */
export function manifestsIn(folder: string): readonly { readonly name: string; readonly text: string }[] {
  return globSync('**/*.{yaml,yml,json}', { cwd: folder }).map((name) => ({
    name,
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));
}

/** The rows of a JSON lines file. */
export function rowsOf(file: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
}
