import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { starterFiles } from '../../src/pack/starter.ts';
import { cli, temporaryDirectory } from '../support/cli.ts';

const home = temporaryDirectory();
const atomctl = cli(home);
const good = starterFiles('good', 'me')[0]?.text ?? '';

describe('atomctl validate', () => {
  test('says that a good package is good, and exits 0', async () => {
    const { exitCode, stdout } = await atomctl(['validate', written('good.wpk.yaml', good)]);

    expect(stdout).toBe('ok good.wpk.yaml (good@0.1.0)\n');
    expect(exitCode).toBe(0);
  });

  test('shows every problem of every path, with its place and what was meant, and exits 3', async () => {
    const bad = written(
      'bad.wpk.yaml',
      good.replace('timeout: 2m', 'time_out: 2m').replace('[look]', '[loko]'),
    );
    const { exitCode, stdout } = await atomctl([
      'validate',
      bad,
      'nowhere.wpk.yaml',
      written('good.wpk.yaml', good),
    ]);

    expect(exitCode).toBe(3);
    expect(stdout).toContain(
      'bad.wpk.yaml:33:15: "needs" names the step "loko", which is not there — did you mean look?',
    );
    expect(stdout).toContain('keys are camelCase — did you mean timeout?');
    expect(stdout).toContain('(ATOM_FILE_UNREADABLE)');
    expect(stdout).toContain('ok good.wpk.yaml');
    expect(stdout).toContain('(ATOM_PACKAGE_INVALID)');
  });

  test('tells the first hundred of very many mistakes, and how many more there are', async () => {
    const keys = Array.from({ length: 100_000 }, (_, at) => `  key${at}: 1\n`).join('');
    const dense = written('dense.wpk.yaml', `${good}${keys}`);
    const { exitCode, stdout } = await atomctl(['validate', dense]);

    expect(exitCode).toBe(3);
    expect(stdout.split('\n').length).toBeLessThan(110);
    expect(stdout).toContain('There are too many mistakes: 99900 more like these');
  });

  test('gives the same as JSON', async () => {
    const file = written('v2.wpk.yaml', good.replace('apiVersion: v1', 'apiVersion: v2'));
    const result = await atomctl(['validate', file, '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({
      items: [
        {
          id: 'v2.wpk.yaml',
          valid: false,
          problems: [{ kind: 'unknown-version', location: { file: 'v2.wpk.yaml', line: 1, col: 13 } }],
        },
      ],
      next: null,
    });
  });

  test.each([
    ['an empty file', '', 'There is nothing in it'],
    ['NUL bytes', '\0\0\0', 'NUL byte'],
    ['a tab', 'a:\n\tb: 1\n', '2:1'],
    ['no YAML', '<html><body>\n<p>: : :', '1:'],
    ['aliases that explode', bomb(), 'aliases that explode'],
    ['another kind', 'apiVersion: v1\nkind: Pod\n', 'not a WorkflowPackage'],
  ])('refuses %s', async (_, text, words) => {
    const { exitCode, stdout } = await atomctl(['validate', written('x.wpk.yaml', text)]);

    expect(stdout).toContain(words);
    expect(exitCode).toBe(3);
  });

  test('refuses bytes that are no UTF-8, and names the first', async () => {
    writeFileSync(
      path.join(home, 'latin.wpk.yaml'),
      Buffer.from('apiVersion: v1\nkind: \xe9t\xe9\n', 'latin1'),
    );
    const { exitCode, stdout } = await atomctl(['validate', 'latin.wpk.yaml']);

    expect(stdout).toContain('latin.wpk.yaml:2:7: This byte is not UTF-8');
    expect(exitCode).toBe(3);
  });

  test('refuses a file of a gigabyte without reading it', async () => {
    truncateSync(path.join(home, written('huge.wpk.yaml', '')), 2 ** 30);
    const { exitCode, stderr } = await atomctl(['validate', 'huge.wpk.yaml']);

    expect(stderr).toContain('ATOM_PACKAGE_TOO_LARGE');
    expect(exitCode).toBe(3);
  });

  test('wants exactly one manifest in a directory', async () => {
    mkdirSync(path.join(home, 'empty'));
    const { exitCode, stderr } = await atomctl(['validate', 'empty']);

    expect(stderr).toContain('no manifest (NAME.wpk.yaml)');
    expect(stderr).toContain('ATOM_PACKAGE_INVALID');
    expect(exitCode).toBe(3);
  });
});

describe('atomctl explain', () => {
  test('explains a field in words, its fields and defaults', async () => {
    const { stdout, exitCode } = await atomctl(['explain', 'spec.handlers.retry.backoff.factor']);

    expect(stdout).toContain('How it grows.');
    expect(stdout).toContain('Default: 2');
    expect(exitCode).toBe(0);
  });

  test("explains a type's own settings", async () => {
    const result = await atomctl(['explain', 'shell.with', '--json']);

    expect(result.json().fields).toContainEqual(
      expect.objectContaining({ name: 'command', type: 'list of text', required: true }),
    );
  });

  test('suggests the field that was meant', async () => {
    const { stderr, exitCode } = await atomctl(['explain', 'spec.safety.allowed_roles']);

    expect(stderr).toContain('ATOM_FIELD_NOT_FOUND');
    expect(stderr).toContain('atomctl explain spec.safety.allowedRoles');
    expect(exitCode).toBe(3);
  });
});

describe('atomctl init', () => {
  test('writes a package that validates, whose own test passes', async () => {
    const result = await atomctl(['init', 'begun', '--author', 'sre@example.org', '--json']);
    expect(result.json()).toMatchObject({
      name: 'begun',
      next: ['atomctl validate begun', 'sh begun/test/run.sh'],
    });

    const wrapper = path.join(home, 'atomctl');
    const run = path.resolve(import.meta.dirname, '../../bin/run.js');
    writeFileSync(wrapper, `#!/bin/sh\nexec "${process.execPath}" "${run}" "$@"\n`, { mode: 0o755 });
    const { stdout } = await execa('sh', ['begun/test/run.sh'], {
      cwd: home,
      env: { ATOMCTL: wrapper, ATOMCTL_HOME: home },
    });
    expect(stdout).toContain('begun: passed');
  });

  test('overwrites nothing', async () => {
    mkdirSync(path.join(home, 'taken'));
    const { exitCode, stderr } = await atomctl(['init', 'taken']);

    expect(stderr).toContain('ATOM_FILE_EXISTS');
    expect(exitCode).toBe(3);
  });

  test('refuses a name that is no DNS label, and shows one that is', async () => {
    const { exitCode, stderr } = await atomctl(['init', 'My Package!']);

    expect(stderr).toContain('atomctl init my-package');
    expect(exitCode).toBe(2);
  });
});

function written(name: string, text: string): string {
  writeFileSync(path.join(home, name), text);
  return name;
}

function bomb(): string {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf']) {
    levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
  }
  return levels.join('\n');
}
