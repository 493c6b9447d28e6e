import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { redactText } from '../../src/base/redact.ts';
import { cli, temporaryDirectory } from '../support/cli.ts';
import { blocksOf } from '../support/markdown.ts';
import { succeed } from '../support/workbench.ts';

const GUIDE = readFileSync(path.resolve(import.meta.dirname, '../../docs/guides/secrets.md'), 'utf8');
const VALUE = 'p/ä"ss w&rd';

describe('the guide to secrets', () => {
  const folder = temporaryDirectory();
  const atomctl = cli(path.join(folder, 'home'));
  const env = { TOKEN: 'correct-horse-battery', ATOMCTL_PASSWORD: '' };
  const call = (line: string) => atomctl(line.replace('atomctl ', '').split(' '), { cwd: folder, env });

  beforeAll(async () => {
    const [manifest] = textsIn('yaml');
    writeFileSync(path.join(folder, 'release.wpk.yaml'), manifest ?? '');
    for (const line of textsIn('sh').flatMap((text) => text.trimEnd().split('\n').slice(1))) {
      await succeed(call(line));
    }
  });

  test.for(textsIn('console'))('shows what is printed, number %#', async (text) => {
    const [line = '', ...shown] = text.trimEnd().split('\n');

    expect((await call(line.replace('$ ', ''))).stdout.trimEnd()).toBe(shown.join('\n'));
  });

  test('says which outputs are kept', async () => {
    const { steps } = (await call('atomctl runs show run_ --json')).json();

    expect(steps).toMatchObject([{ name: 'upload', outputs: { exitCode: 0, sent: 7 } }]);
    expect(Object.keys(steps[0].outputs).toSorted()).toEqual(['exitCode', 'sent']);
  });

  test.for(rowsUnder('What is found'))('finds a value written %s: %s', ([, written]) => {
    expect(redactText(`a ${written} b`, [{ name: 'it', value: VALUE }])).toBe('a [secret it] b');
  });

  test.for(rowsUnder('What cannot be found'))('does not find one %s: %s', ([, written]) => {
    expect(redactText(written, [{ name: 'it', value: VALUE }])).toBe(written);
  });
});

function textsIn(wanted: string): string[] {
  return blocksOf(GUIDE).flatMap(({ language, text }) => (language === wanted ? [text] : []));
}

/** The rows of a chapter's table: what was done, and what it gives. */
function rowsUnder(heading: string): (readonly [what: string, written: string])[] {
  const [, chapter = ''] = GUIDE.split(`## ${heading}\n`);
  const [text = ''] = chapter.split('\n## ');
  return [...text.matchAll(/^\| ([^|]+) \| `(.+)` \|$/gm)].map(([, what = '', written = '']) => [
    what,
    written,
  ]);
}
