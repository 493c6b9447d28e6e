import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../../src/base/digest.ts';
import { type Author, author, GREET } from '../../support/author.ts';
import { refusal } from '../../support/refusal.ts';
import { leftovers } from '../../support/walk.ts';

const MANY = 5;

describe('processes at once', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    await ada.push('greet', GREET);
  });
  const many = (args: (i: number) => string[]) =>
    Promise.all(Array.from({ length: MANY }, (_, i) => ada.atomctl([...args(i), '--json'])));
  const whole = async () => {
    const audit = (await ada.atomctl(['audit', 'verify', '--json'])).json();
    expect(audit).toMatchObject({ ok: true });
    expect(leftovers(ada.home)).toEqual([]);
    for (const blob of globSync('blobs/sha256/*/*', { cwd: ada.home }))
      expect(hexOf(digestOf(readFileSync(path.join(ada.home, blob))))).toBe(path.basename(blob));
    return audit;
  };

  test('push the same package: one of them adds it', async () => {
    await ada.atomctl(['pack', ada.write('twin', GREET), '-o', 'twin.wpk']);
    await ada.atomctl(['sign', 'twin.wpk', '--key', 'atomctl.key']);

    const pushed = await many(() => ['push', 'twin.wpk']);

    expect(pushed.map(({ exitCode }) => exitCode)).toEqual(pushed.map(() => 0));
    expect(pushed.filter((result) => result.json().added)).toHaveLength(1);
    expect(new Set(pushed.map((result) => result.json().package.id)).size).toBe(1);
    await whole();
  });

  test('push different bytes of one version: one wins, the others are told', async () => {
    for (let i = 0; i < MANY; i += 1) {
      const spec = GREET.replace('hello', `hello ${i}`);
      await ada.atomctl(['pack', ada.write('rival', spec), '-o', `rival-${i}.wpk`]);
      await ada.atomctl(['sign', `rival-${i}.wpk`, '--key', 'atomctl.key']);
    }

    const pushed = await many((i) => ['push', `rival-${i}.wpk`]);
    const lost = pushed.filter(({ exitCode }) => exitCode !== 0);

    expect(lost.map(refusal)).toEqual(Array(MANY - 1).fill('6 ATOM_VERSION_EXISTS'));
    await whole();
  });

  test('run the same package: each has its own run', async () => {
    const before = (await whole()).records;

    const ran = await many(() => ['run', 'greet', '--approve', '--reason', 'a test']);

    expect(ran.map((result) => result.json().result ?? refusal(result))).toEqual(ran.map(() => 'succeeded'));
    expect(new Set(ran.map((result) => result.json().id)).size).toBe(MANY);
    expect((await whole()).records).toBeGreaterThanOrEqual(before + 3 * MANY);
    expect(globSync('runs/*', { cwd: ada.home })).toEqual([]);
  });

  test('run one approved plan: one carries it out, the others are told that the approval was used', async () => {
    const { id } = (await ada.atomctl(['plan', 'greet', '--json'])).json();
    await ada.atomctl(['approve', id, '--reason', 'a test']);

    const ran = await many(() => ['run', '--plan', id]);
    const lost = ran.filter(({ exitCode }) => exitCode !== 0);

    expect(lost.map(refusal)).toEqual(Array(MANY - 1).fill('6 ATOM_APPROVAL_STALE'));
    await whole();
  });

  test('trust, sign and pack into one place: every file is whole', async () => {
    const packed = await many(() => ['pack', ada.write('shared', GREET), '-o', 'shared.wpk']);
    const trusted = await many((i) => ['trust', 'add', 'atomctl.pub', '--packages', `p${i}`]);
    const entries = (await ada.atomctl(['trust', 'list', '--json'])).json().items;

    expect(packed.map(({ exitCode }) => exitCode)).toEqual(packed.map(() => 0));
    expect(digestOf(readFileSync(path.join(ada.folder, 'shared.wpk')))).toBe(packed[0]?.json().digest);
    expect(trusted.map(({ exitCode }) => exitCode)).toEqual(trusted.map(() => 0));
    expect(entries).toHaveLength(MANY + 1);
    await whole();
  });
});
