import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../../support/cli.ts';
import { manifestText } from '../../support/packages.ts';
import { refusal } from '../../support/refusal.ts';

/** Each level names the one before ten times. */
function bomb(levels: number): string {
  const names = Array.from({ length: levels }, (_, i) => (i === 0 ? 'x' : `*l${i - 1}`));
  return names
    .map((name, i) => `l${i}: &l${i} [${Array.from({ length: 10 }, () => name).join(', ')}]`)
    .join('\n');
}

/** Each with the line and column, and words of the message. */
const MANIFESTS: readonly (readonly [name: string, text: string, first: { at: string; says: string }])[] = [
  ['is not YAML', 'kind: [WorkflowPackage\nmetadata: {\n', { at: '2:1', says: '' }],
  ['is prose', 'Dear colleague, here is the package.\n', { at: '1:1', says: '' }],
  ['is a list', '- a\n- b\n', { at: '1:1', says: '' }],
  ['holds anchors that explode', `${bomb(9)}\n${manifestText()}`, { at: '', says: 'alias' }],
  ['has an alias of itself', `${manifestText()}labels: &a {b: *a}\n`, { at: '', says: '' }],
  [
    'has a key twice',
    manifestText().replace('  name:', '  name: other\n  name:'),
    { at: '5:3', says: 'name' },
  ],
  ['is indented by tabs', manifestText().replaceAll('  ', '\t'), { at: '4:1', says: 'ab' }],
  ['holds a NUL', manifestText().replace('sample', 'sam\0ple'), { at: '4:12', says: '' }],
  ['has another apiVersion', manifestText().replace('v1', 'v2'), { at: '1:13', says: 'v1' }],
  [
    'is of another kind',
    manifestText().replace('WorkflowPackage', 'Deployment'),
    { at: '2:7', says: 'WorkflowPackage' },
  ],
  ['holds a custom tag', manifestText().replace('sample', '!!js/function "x"'), { at: '4:9', says: 'tag' }],
  ['is two documents', `${manifestText()}---\n${manifestText()}`, { at: '', says: 'document' }],
  ['has a cycle', `${manifestText()}      needs: [hello]\n`, { at: '12:15', says: '' }],
];

describe('a manifest', () => {
  const home = temporaryDirectory();
  const atomctl = cli(home);

  test.each(MANIFESTS)(
    'that %s is refused by whoever reads it, with the same place',
    async (_, text, { at, says }) => {
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
