import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/cli.ts';
import { blocksOf } from '../support/markdown.ts';
import { sameEachTime } from '../support/same-each-time.ts';
import { programOf } from '../support/shown-commands.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/write-a-playbook.md'), 'utf8');
/** As the guide calls the folder that it works in. */
const FOLDER = '/home/ana';

test('the guide to writing a playbook works as it is written, from an empty folder', {
  timeout: 300_000,
}, () => {
  const folder = temporaryDirectory();
  const call = emptyMachine(folder);
  const blocks = blocksOf(GUIDE).filter(({ language }) => ['sh', 'console'].includes(language));
  expect(blocks.length).toBeGreaterThan(10);

  for (const block of blocks) {
    const isShown = block.language === 'console';
    const { status, output } = call(`${isShown ? '' : 'set -e\n'}${programOf(block)}`);
    const wanted = isShown ? known(shownIn(block.text), FOLDER) : 'exit 0';
    const seen = isShown || status !== 0 ? known(output, folder) : 'exit 0';
    expect([block.text, seen]).toEqual([block.text, wanted]);
  }

  expect(readFileSync(path.join(folder, 'app.log.1'), 'utf8')).toBe('a log that is far too large\n');
  expect(readFileSync(path.join(folder, 'app.log'), 'utf8')).toBe('');
});

function shownIn(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith('$ '));
  return lines.join('\n');
}

function known(text: string, folder: string): string {
  return sameEachTime(text, folder)
    .replaceAll(/trust_\w+/g, 'TRUST')
    .replaceAll(/^(held to|not enforced: memory).*$/gm, 'HELD');
}

/** A path with atomctl on it, and what the guide exports in its first block. */
function emptyMachine(folder: string) {
  const bin = temporaryDirectory();
  symlinkSync(path.join(ROOT, 'bin', 'run.js'), path.join(bin, 'atomctl'));
  symlinkSync(process.execPath, path.join(bin, 'node'));
  const env = {
    PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
    HOME: folder,
    ATOMCTL_HOME: path.join(folder, 'home'),
    ATOMCTL_PASSWORD: 'choose one',
  };
  return (program: string) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', program], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, output: `${stdout}${stderr}` };
  };
}
