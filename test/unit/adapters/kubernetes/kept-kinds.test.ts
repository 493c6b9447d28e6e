import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptKinds } from '../../../../src/adapters/kubernetes/kept-kinds.ts';
import type { ApiKind } from '../../../../src/model/cluster.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

const PODS: ApiKind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  aliases: ['pod', 'po'],
  namespaced: true,
  subresources: ['log', 'eviction'],
  verbs: ['get', 'list'],
};
const NODES: ApiKind = { ...PODS, kind: 'Node', resource: 'nodes', namespaced: false };

const login = (server: string, authority = 'CA') => ({
  context: 'test',
  server,
  namespace: null,
  cluster: { server, 'certificate-authority-data': authority },
  user: {},
});

describe('kinds that are kept', () => {
  test('are read as they were for ten minutes, and then no more', async () => {
    const folder = path.join(temporaryDirectory(), 'cache');
    let now = 1_000_000;
    const kept = keptKinds(folder, login('https://one.example'), () => now);
    expect(await kept.read()).toBeUndefined();
    await kept.keep([PODS, NODES]);
    now += 10 * 60_000 - 1;
    expect(await kept.read()).toEqual([PODS, NODES]);
    now += 1;
    expect(await kept.read()).toBeUndefined();
  });

  test('of a clock that went back are not read', async () => {
    const folder = temporaryDirectory();
    await keptKinds(folder, login('https://one.example'), () => 2000).keep([PODS]);
    expect(await keptKinds(folder, login('https://one.example'), () => 1999).read()).toBeUndefined();
  });

  test('are those of one server and its authority alone', async () => {
    const folder = temporaryDirectory();
    await keptKinds(folder, login('https://one.example')).keep([PODS]);
    expect(await keptKinds(folder, login('https://two.example')).read()).toBeUndefined();
    expect(await keptKinds(folder, login('https://one.example', 'another')).read()).toBeUndefined();
    expect(await keptKinds(folder, login('https://one.example')).read()).toEqual([PODS]);
  });

  test('are forgotten, and nothing but them lies in the folder', async () => {
    const folder = temporaryDirectory();
    const kept = keptKinds(folder, login('https://one.example'));
    await Promise.all([kept.keep([PODS]), kept.keep([PODS])]);
    const names = readdirSync(folder);
    expect(names).toHaveLength(1);
    expect(statSync(path.join(folder, names[0] ?? '')).mode & 0o777).toBe(0o600);
    await kept.forget();
    expect(await kept.read()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that somebody has broken are none', async () => {
    const folder = temporaryDirectory();
    const kept = keptKinds(folder, login('https://one.example'));
    await kept.keep([PODS]);
    const file = path.join(folder, readdirSync(folder)[0] ?? '');
    const whole = readFileSync(file, 'utf8');
    for (const broken of ['', whole.slice(0, -5), '[]', whole.replace('"format":1', '"format":2')]) {
      writeFileSync(file, broken);
      expect(await kept.read()).toBeUndefined();
    }
  });

  test('are not kept where the folder cannot be made', async () => {
    const file = path.join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    const kept = keptKinds(path.join(file, 'cache'), login('https://one.example'));
    await kept.keep([PODS]);
    expect(await kept.read()).toBeUndefined();
    await kept.forget();
  });
});
