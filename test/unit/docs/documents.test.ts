import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PARTS } from '../../../scripts/parts/catalogue.ts';
import { CATALOGUE } from '../../../src/base/errors.ts';
import { anchorsOf, blocksOf, codesOf, linksOf, proseOf } from '../../support/markdown.ts';
import { programOf, unknownIn } from '../../support/shown-commands.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DOCUMENTS = globSync(
  [
    '*.md',
    'docs/*.md',
    'docs/{adr,guides,policies,guides/playbooks}/*.md',
    'playbooks/*/*.md',
    'docs/reference/**/*.md',
  ],
  { cwd: ROOT },
);
const WRITTEN = DOCUMENTS.filter((file) => !file.startsWith(path.join('docs', 'reference')));

/** What a path of this repository begins with. */
const OURS = /^(bin|commands|docs|playbooks|schemas|scripts|src|test)\//;
/** A part of a path that stands for any name: NOUN, VERB.ts, RULE.fails.wpk.yaml. */
const ANY_NAME = /\b[A-Z]{2,}\b(?=[./]|$)/g;

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));

describe.for(DOCUMENTS)('%s', (file) => {
  test('links to what is there', () => {
    const broken = linksOf(textOf(file)).filter((target) => {
      const [page = '', anchor] = target.split('#');
      const linked = page === '' ? file : path.join(path.dirname(file), page);
      if (!existsSync(path.join(ROOT, linked))) return true;
      return anchor !== undefined && !anchorsOf(textOf(linked)).has(anchor);
    });

    expect(broken).toEqual([]);
  });
});

describe.for(WRITTEN)('%s', (file) => {
  test('names paths that are there', () => {
    const named = codesOf(textOf(file)).filter((code) => OURS.test(code) && !/\s/.test(code));

    expect(
      named.filter((name) => globSync(name.replaceAll(ANY_NAME, '*'), { cwd: ROOT }).length === 0),
    ).toEqual([]);
  });

  test('shows commands that atomctl has, with flags that they have', () => {
    const blocks = blocksOf(textOf(file)).filter(({ language }) => ['sh', 'console'].includes(language));
    const inline = codesOf(textOf(file)).filter((code) => code.startsWith('atomctl '));

    expect([...blocks.map(programOf), ...inline].flatMap(unknownIn)).toEqual([]);
  });

  test('shows npm scripts that are there', () => {
    const named = [...textOf(file).matchAll(/\bnpm run ([a-z][a-z0-9:-]*)/g)].map(([, name = '']) => name);

    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = textOf('README.md');

  test('has a row for every exit code of the catalogue', () => {
    const codes = new Set(Object.values(CATALOGUE).map(({ exit }) => exit));
    const rows = [...proseOf(readme).matchAll(/^\| (\d+)(?:, (\d+))? \|/gm)].flatMap(([, ...found]) => found);

    expect([...codes].filter((code) => !rows.includes(String(code)))).toEqual([]);
  });

  test.for(PARTS)(
    'has a row for the part $name, with its version or source and what is skipped without it',
    (part) => {
      const [row = ''] = readme.split('\n').filter((line) => line.startsWith(`| \`${part.name}\` |`));

      expect(row).toContain(part.source.kind === 'go-module' ? part.source.folder : part.version);
      expect(row).toContain(part.tests);
    },
  );

  test('shows the chapters of the quickstart as it prints them', () => {
    const chapters = [...textOf('scripts/quickstart.ts').matchAll(/chapter\('([^']+)'\)/g)].map(
      ([, title = '']) => `# ${title}`,
    );
    const shown = blocksOf(readme).flatMap(({ text }) =>
      text.split('\n').filter((line) => line.startsWith('# ')),
    );

    expect(chapters.length).toBeGreaterThan(5);
    expect(shown).toEqual(chapters);
  });
});

test('a command that atomctl does not have is found in every form of shell', () => {
  expect(unknownIn('x=$(atomctl runs lst) && FOO=1 atomctl run --fast | atomctl verify x --key k')).toEqual([
    'no such command: atomctl runs lst',
    'no flag --fast: atomctl run --fast',
  ]);
});
