import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../../support/cli.ts';
import { manifestText } from '../../support/packages.ts';
import { refusal } from '../../support/refusal.ts';

const bomb = (levels: number) =>
  Array.from(
    { length: levels },
    (_, i) => `l${i}: &l${i} [${Array(10).fill(i === 0 ? 'x' : `*l${i - 1}`)}]`,
  ).join('\n');

/** Each with the line and column, and words of the message. */
const MANIFESTS: readonly (readonly [name: string, text: string, at: string, says: string])[] = [
  ['is not YAML', 'kind: [WorkflowPackage\nmetadata: {\n', '2:1', ''],
  ['is prose', 'Dear colleague, here is the package.\n', '1:1', ''],
  ['is a list', '- a\n- b\n', '1:1', ''],
  ['holds anchors that explode', `${bomb(9)}\n${manifestText()}`, '', 'alias'],
  ['has an alias of itself', `${manifestText()}labels: &a {b: *a}\n`, '', ''],
  ['has a key twice', manifestText().replace('  name:', '  name: other\n  name:'), '5:3', 'name'],
  ['is indented by tabs', manifestText().replaceAll('  ', '\t'), '4:1', 'ab'],
  ['holds a NUL', manifestText().replace('sample', 'sam\0ple'), '4:12', ''],
  ['has another apiVersion', manifestText().replace('v1', 'v2'), '1:13', 'v1'],
  ['is of another kind', manifestText().replace('WorkflowPackage', 'Deployment'), '2:7', 'WorkflowPackage'],
  ['holds a custom tag', manifestText().replace('sample', '!!js/function "x"'), '4:9', 'tag'],
  ['is two documents', `${manifestText()}---\n${manifestText()}`, '', 'document'],
  ['has a cycle', `${manifestText()}      needs: [hello]\n`, '12:15', ''],
];

describe('a manifest', () => {
  const home = temporaryDirectory();
  const atomctl = cli(home);

  test.each(MANIFESTS)(
    'that %s is refused by whoever reads it, with the same place',
    async (_, text, at, says) => {
      const file = path.join(home, 'bad.wpk.yaml');
      writeFileSync(file, text);

      const [validated, ...others] = await Promise.all(
        [['validate'], ['pack'], ['dry-run']].map((command) => atomctl([...command, file, '--json'])),
      );
      const [problem] = validated?.json().items[0].problems ?? [];

      expect(validated?.exitCode).toBe(3);
      expect(`${problem.location.line}:${problem.location.col}`).toContain(at);
      expect(problem.message).toContain(says);
      for (const other of others) {
        expect(refusal(other)).toBe('3 ATOM_PACKAGE_INVALID');
        expect(other.json().error.location).toEqual(problem.location);
      }
    },
  );

  test('that is wrong says so to a person with its place and what to type', async () => {
    const file = path.join(home, 'typo.wpk.yaml');
    writeFileSync(file, manifestText().replace('handlers', 'handler'));

    const { stderr, stdout, exitCode } = await atomctl(['pack', file]);

    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`${file}:7:1`);
    expect(stderr).toContain('ATOM_PACKAGE_INVALID');
    expect(stderr).toContain(`atomctl validate ${file}`);
  });
});
