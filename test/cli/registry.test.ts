import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../support/author.ts';

describe('the local registry', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    for (const version of ['1.2.0', '1.10.0', '2.0.0-rc.1']) await ada.push('greet', GREET, { version });
  });

  test('says where it is and what it stored', async () => {
    const pushed = (await ada.push('other', GREET)).json();

    expect(pushed).toMatchObject({
      added: true,
      registry: ada.home,
      package: {
        name: 'other',
        version: '1.0.0',
        state: 'active',
        tenant_id: 'local',
        sig_time_source: 'intake',
      },
    });
    expect(pushed.auditHead).toMatch(/^\d+:[0-9a-f]{64}$/);
  });

  test('takes the same bytes again and changes nothing', async () => {
    const again = (await ada.push('greet', GREET, { version: '1.2.0' })).json();

    expect(again.added).toBe(false);
  });

  test('never lets a version change', async () => {
    const result = await ada.push('greet', GREET.replace('hello', 'goodbye'), { version: '1.2.0' });

    expect(result.exitCode).toBe(6);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_VERSION_EXISTS' } });
  });

  test('lists the newest first, page by page', async () => {
    const first = (await ada.atomctl(['workflows', 'list', '--limit', '2', '--json'])).json();
    const second = (
      await ada.atomctl(['workflows', 'list', '--limit', '2', '--cursor', first.next, '--json'])
    ).json();
    const seen = [...first.items, ...second.items].map((item: { id: string; created_at: string }) => item);

    expect(first.items).toHaveLength(2);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ created_at }) => created_at)).toEqual(
      seen
        .map(({ created_at }) => created_at)
        .toSorted()
        .toReversed(),
    );
  });

  test('pulls the highest version that is no pre-release, and what it pulls verifies', async () => {
    mkdirSync(path.join(ada.folder, 'carried'));
    const pulled = (await ada.atomctl(['pull', 'greet', '--to', 'carried', '--json'])).json();
    const verified = await ada.atomctl(['verify', pulled.file]);

    expect(pulled.package.version).toBe('1.10.0');
    expect(existsSync(path.join(ada.folder, 'carried', 'greet-1.10.0.wpk'))).toBe(true);
    expect(verified.exitCode).toBe(0);
  });

  test('shows every version from the highest down', async () => {
    const shown = (await ada.atomctl(['workflows', 'show', 'greet', '--json'])).json();

    expect(shown.versions.map(({ version }: { version: string }) => version)).toEqual([
      '2.0.0-rc.1',
      '1.10.0',
      '1.2.0',
    ]);
  });

  test('does not let a yanked version be planned or pulled, and still shows it', async () => {
    await ada.push('withdrawn', GREET);
    const bare = await ada.atomctl(['workflows', 'yank', 'withdrawn', '--reason', 'bad']);
    await ada.atomctl(['workflows', 'yank', 'withdrawn@1.0.0', '--reason', 'bad']);
    const planned = await ada.atomctl(['plan', 'withdrawn@1.0.0', '--json']);
    const shown = (await ada.atomctl(['workflows', 'show', 'withdrawn', '--json'])).json();

    expect(bare.exitCode).toBe(2);
    expect(planned.exitCode).toBe(6);
    expect(planned.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_YANKED' } });
    expect(shown.versions[0].state).toBe('yanked');
  });

  test.each([['nothing'], ['greet@9.9.9']])('has no %s, and says what to type', async (ref) => {
    const result = await ada.atomctl(['plan', ref, '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_PACKAGE_NOT_FOUND', hint: expect.stringContaining('atomctl workflows') },
    });
  });
});
