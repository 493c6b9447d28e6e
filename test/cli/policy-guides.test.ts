import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';
import { blocksOf } from '../support/markdown.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const fixture = (name: string) =>
  readFileSync(path.join(ROOT, 'test/fixtures/policy', `${name}.wpk.yaml`), 'utf8');

describe.for(['own-rules.md', 'exceptions.md'])('%s', (guide) => {
  const blocks = blocksOf(readFileSync(path.join(ROOT, 'docs/policies', guide), 'utf8'));
  const folder = temporaryDirectory();
  beforeAll(() => {
    write('web.wpk.yaml', fixture('host-path.passes').replace('registry.example.org', 'docker.io/acme'));
    write('disk.wpk.yaml', fixture('host-path.fails'));
    for (const { language, text } of blocks) {
      const [, name] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
      if (language === 'yaml' && name !== undefined) write(name, text);
    }
  });
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };

  test.for(blocks.filter(({ language }) => language === 'console').map(({ text }) => text))(
    'shows what is printed, number %#',
    async (text) => {
      const [line = '', ...shown] = text.trimEnd().split('\n');
      const { stdout } = await cli(folder)(line.replace('$ atomctl ', '').split(' '));

      expect(stdout.trimEnd()).toBe(shown.join('\n'));
    },
  );
});
