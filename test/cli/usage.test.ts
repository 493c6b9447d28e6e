import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';

describe('the terminal door', () => {
  const atomctl = cli(temporaryDirectory());

  test('suggests the command that was meant, and exits 2', async () => {
    const { exitCode, stderr } = await atomctl(['schem']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no command "schem" (ATOM_USAGE)');
    expect(stderr).toContain('atomctl schema --help');
  });

  test('reports a flag that does not exist as JSON under --json', async () => {
    const result = await atomctl(['schema', '--nope', '--json']);

    expect(result.exitCode).toBe(2);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_USAGE', hint: 'atomctl schema --help' } });
  });

  test('prints the schema as it is in git', async () => {
    const result = await atomctl(['schema', '--json']);

    expect(result.json()).toMatchObject({
      title: 'Manifest',
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
    });
  });
});
