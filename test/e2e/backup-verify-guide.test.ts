import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/cli.ts';
import { blocksOf } from '../support/markdown.ts';
import { part } from '../support/parts.ts';
import { dumpShop, makeShop } from '../support/playbook/backups.ts';
import { shipped } from '../support/playbook/shipped.ts';
import { startPostgres } from '../support/postgres.ts';

const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, '../../docs/guides/playbooks/backup-verify.md'),
  'utf8',
);
const program = part('postgres');

describe.skipIf(program === undefined)('the guide to backup-verify', () => {
  it('shows a plan, a good dump and one that is not as they look', async () => {
    const [plan = '', , run = '', , bad = ''] = blocksOf(GUIDE).flatMap(({ language, text }) =>
      language === 'console' ? [text.split('\n').slice(1).join('\n')] : [],
    );
    await using postgres = await startPostgres(program ?? '');
    const folder = temporaryDirectory();
    await makeShop(postgres);
    await dumpShop(postgres, path.join(folder, 'monday'));
    await makeShop(postgres, 'SET session_replication_role = replica; DELETE FROM customers WHERE id <= 2');
    await dumpShop(postgres, path.join(folder, 'tuesday'));
    const playbook = await shipped('backup-verify');
    const form = (text: string) =>
      formOf(text.replaceAll(folder, '/backups').replaceAll(postgres.programs, '/usr/lib/postgresql/15/bin'));
    const inputs = { source: 'postgres', sample: '2', minRows: '{"public.orders": 1000}' };
    const asked = (day: string) => {
      const here = { archive: path.join(folder, day), postgresPrograms: postgres.programs };
      return Object.entries({ ...inputs, ...here }).flatMap(([name, value]) => ['-i', `${name}=${value}`]);
    };

    const planned = await playbook.at(['plan', 'backup-verify', ...asked('monday')]);
    expect(form(planned.stdout)).toBe(form(plan));
    const [id = ''] = /plan_\w+/.exec(planned.stdout) ?? [];
    await playbook.at(['approve', id, '--reason', 'nightly']);
    expect(form((await playbook.at(['run', '--plan', id])).stdout)).toBe(form(run));
    const approved = ['--approve', '--reason', 'nightly'];
    const failed = await playbook.at(['run', 'backup-verify', ...asked('tuesday'), ...approved]);
    expect(form(failed.stdout + failed.stderr)).toBe(form(bad));
  });
});

/** What is the same every night and everywhere: tables are chosen by chance, and what stands side by side ends in any order. */
function formOf(text: string): string {
  const lines = text
    .replaceAll(/\b(plan|run)_\w+/g, '$1_ID')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST')
    .replaceAll(/audit head \S+/g, 'audit head')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\d+ tables with \d+ rows were restored, and their \d+/g, 'SOME')
    .replaceAll(/[\d.]+m?s\b/g, 'TOOK')
    .replaceAll(/(by +)\S+/g, '$1WHO')
    .replaceAll(/^(logs +).*$/gm, '$1FOLDER')
    .replaceAll(/ +$/gm, '')
    .split('\n');
  return lines
    .filter((line) => line !== '' && !/^(held to|not enforced)/.test(line))
    .toSorted()
    .join('\n');
}
