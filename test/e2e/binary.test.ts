import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { DoctorReport } from '../../src/model/doctor.ts';
import { author } from '../support/author.ts';
import { builtBinary, temporaryDirectory } from '../support/cli.ts';
import { startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OPENBAO = part('openbao');
const USES_SECRET = `
  runtime: {type: shell}
  inputs: {type: object, required: [password], properties: {password: {type: string, writeOnly: true}}}
  validation: {limits: {timeout: 1m}}
  handlers:
    - name: read
      type: vault
      action: read
      with: {path: secret/app}
    - name: use
      needs: [read]
      with:
        command: [/bin/sh, -c, 'read -r a < "$A"; read -r b < "$B"; [ "$a $b" = "pw-7f pw-7f" ]']
        files: {A: "\${{ inputs.password }}\\n", B: "\${{ steps.read.outputs.data.password }}\\n"}
`;

interface Surroundings {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Runs a binary where there is nothing: an empty folder, and no variable but those given. */
function run(
  binary: string,
  args: readonly string[],
  { env = {}, cwd = temporaryDirectory() }: Surroundings = {},
) {
  const [command = '', ...before] = binary.split(' ');
  const { status, stdout, stderr, error } = spawnSync(command, [...before, ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

describe('dist/atomctl, alone in an empty folder with an empty environment', () => {
  let binary: string;
  beforeAll(() => {
    binary = builtBinary();
  });

  test('answers --version and --help as the checkout does', () => {
    for (const args of [['--version'], ['--help'], []]) {
      const here = run(`${process.execPath} ${ROOT}/bin/run.js`, args);
      expect(run(binary, args)).toEqual(here);
    }
  });

  test.each(Object.keys(COMMANDS))('knows %s: its help, and its code without arguments', (id) => {
    const words = id.split(':');
    const home = temporaryDirectory();

    expect(run(binary, [...words, '--help']).stdout).toContain(`$ atomctl ${words.join(' ')}`);
    const { status, stdout, stderr } = run(binary, [...words, '--json', '--home', home]);
    expect(`${stdout}${stderr}`).not.toMatch(/ATOM_BUG|MODULE_NOT_FOUND|Cannot find/);
    expect(status, `${stdout}${stderr}`).toBeLessThan(10);
  });

  test('loads SQLite from inside, keeping it in a cache that is this user alone', () => {
    const cache = temporaryDirectory();
    const sqlite = checkOf(
      run(binary, ['doctor', '--json'], { env: { XDG_CACHE_HOME: cache } }).stdout,
      'sqlite',
    );

    expect(sqlite).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^SQLite 3/) });
    expect(readdirSync(path.join(cache, 'atomctl'))).toHaveLength(1);
    expect(
      checkOf(run(binary, ['doctor', '--json'], { env: { XDG_CACHE_HOME: '/dev/null' } }).stdout, 'sqlite')
        .state,
    ).toBe('ok');
  });

  test('makes a package and validates it', () => {
    const folder = temporaryDirectory();
    expect(run(binary, ['init', 'starter'], { cwd: folder }).status).toBe(0);

    expect(run(binary, ['validate', 'starter'], { cwd: folder })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('ok'),
    });
    expect(run(binary, ['pack', 'starter'], { cwd: folder })).toMatchObject({ status: 0 });
  });

  test.skipIf(OPENBAO === undefined)('asks a real OpenBao (npm run parts openbao)', async () => {
    await using bao = await startOpenBao(OPENBAO ?? '');
    await bao.ask('POST', 'secret/data/app', { data: { password: 'pw-7f' } });
    const ada = await author();
    await ada.push('uses', USES_SECRET);
    const asked = run(binary, ['doctor', '--json'], { env: bao.env });
    const args = ['run', 'uses', '--approve', '--reason', 'a test', '--json', '--home', ada.home];
    const ran = run(binary, [...args, '-i', 'password=vault://secret/app#password'], { env: bao.env });

    expect(checkOf(asked.stdout, 'vault')).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^Vault \d/),
    });
    expect(JSON.parse(ran.stdout)).toMatchObject({ result: 'succeeded' });
  });

  test('uses its code caches', () => {
    const { stderr } = run(binary, ['schema'], { env: { ATOMCTL_BINARY_TRACE: '1' } });

    expect(stderr).toMatch(/^chunk /m);
    expect(stderr).not.toContain('without cache');
  });

  test('needs nothing of this checkout', () => {
    const folder = temporaryDirectory();
    const moved = path.join(folder, 'somewhere-else');
    copyFileSync(binary, moved);
    mkdirSync(path.join(folder, 'empty'));

    expect(run(moved, ['schema', '--json'], { cwd: path.join(folder, 'empty') }).stdout).toBe(
      `${JSON.stringify(JSON.parse(readFileSync(path.join(ROOT, 'schemas/wpk.v1.schema.json'), 'utf8')), null, 2)}\n`,
    );
  });
});

const ARM64 = path.join(ROOT, 'dist', 'atomctl-linux-arm64');
const QEMU = ['qemu-aarch64-static', 'qemu-aarch64'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
const ARM64_LIBRARIES = '/usr/aarch64-linux-gnu';

/** Skipped without qemu-user and an arm64 C library (apt-get install qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross libatomic1-arm64-cross), or before `npm run binary -- --all`. */
describe.skipIf(QEMU === undefined || !existsSync(ARM64_LIBRARIES) || !existsSync(ARM64))(
  'the binary for Linux on arm64, under qemu-user',
  () => {
    const arm64 = `${QEMU} -L ${ARM64_LIBRARIES} ${ARM64}`;

    test('answers --version', () => {
      expect(run(arm64, ['--version']).stdout).toContain(' linux-arm64 ');
    });

    test('loads SQLite from inside', () => {
      const { stdout } = run(arm64, ['doctor', '--json'], { env: { XDG_CACHE_HOME: temporaryDirectory() } });
      expect(checkOf(stdout, 'sqlite')).toMatchObject({ state: 'ok' });
    });
  },
);

function checkOf(stdout: string, name: string) {
  const report: DoctorReport = JSON.parse(stdout);
  const found = report.checks.find((check) => check.name === name);
  if (found === undefined) throw new Error(`doctor has no check ${name}`);
  return found;
}
