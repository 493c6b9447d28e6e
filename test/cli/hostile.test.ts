import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadKey } from '../../src/trust/private-key.ts';
import { openPackageBytes } from '../../src/services/open-package-bytes.ts';
import { buildBundle } from '../../src/adapters/sigstore/build-bundle.ts';
import { signPackage } from '../../src/services/sign-package.ts';
import { type Author, author, GREET } from '../support/author.ts';
import { editPlans } from '../support/edit-store.ts';

const GATED = `
  runtime: {type: shell}
  handlers:
    - {name: first, with: {command: [echo, original]}, timeout: 1m}
    - {name: gate, type: approval, needs: [first], with: {message: "go on?"}}
    - {name: second, needs: [gate], with: {command: [echo, later]}, timeout: 1m}
  rollback: {handlers: [{name: undo, type: shell, with: {command: [echo, undone]}, timeout: 1m}]}
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`;

describe('what was not approved is not run', () => {
  let ada: Author;
  beforeEach(async () => {
    ada = await author();
  });
  const json = async (...args: string[]) => (await ada.atomctl([...args, '--json'])).json();
  const approved = async (name: string): Promise<string> => {
    const { id } = await json('plan', name);
    await json('approve', id, '--reason', 'CHG-1');
    return id;
  };

  test('a plan that was edited in the store', async () => {
    await ada.push('greet', GREET);
    const plan = await approved('greet');
    editPlans(ada.home, '"echo"', '"uptime"');

    expect(await json('run', '--plan', plan)).toMatchObject(refusal('ATOM_APPROVAL_STALE'));
  });

  test('a plan whose approver named another digest, although it is approved', async () => {
    await ada.push('greet', GREET);
    const plan = await approved('greet');

    expect(await json('run', '--plan', plan, '--approve=sha256:00', '--reason', 'x')).toMatchObject(
      refusal('ATOM_APPROVAL_STALE'),
    );
    expect(await json('run', '--plan', plan)).toMatchObject({ result: 'succeeded' });
    expect(await json('run', '--plan', plan, '--approve', '--reason', 'again')).toMatchObject({
      result: 'succeeded',
    });
  });

  test('a version that was yanked after it was planned, or that comes as a file', async () => {
    await ada.push('greet', GREET);
    const plan = await approved('greet');
    await json('workflows', 'yank', 'greet@1.0.0', '--reason', 'bad');

    expect(await json('run', '--plan', plan)).toMatchObject(refusal('ATOM_PACKAGE_YANKED'));
    expect(await json('plan', 'greet-1.0.0.wpk')).toMatchObject(refusal('ATOM_PACKAGE_YANKED'));
  });

  test('a package that is signed and yet unsound', async () => {
    const file = await signedUnsound(ada);

    for (const command of ['push', 'plan', 'run', 'sign']) {
      const more = command === 'sign' ? ['--key', 'atomctl.key'] : [];
      expect(await json(command, file, ...more)).toMatchObject(refusal('ATOM_PACKAGE_INVALID'));
    }
  });

  test('the rest of a run whose plan was edited or whose signer lost trust; it can still be undone', async () => {
    await ada.push('gated', GATED);
    await json('run', 'gated', '--approve', '--reason', 'x');
    const [{ id: run }] = (await json('runs', 'list')).items;
    await json('approve', `${run}/gate`, '--reason', 'y');
    editPlans(ada.home, '"later"', '"never"');
    expect(await json('runs', 'resume', run)).toMatchObject(refusal('ATOM_APPROVAL_STALE'));

    editPlans(ada.home, '"never"', '"later"');
    const [{ id: trust }] = (await json('trust', 'list')).items;
    await json('trust', 'remove', trust, '--compromised-since', '2020-01-01T00:00:00Z');
    expect(await json('runs', 'resume', run)).toMatchObject(refusal('ATOM_SIGNER_UNTRUSTED'));

    await json('runs', 'rollback', run);
    const { steps, rollback, state } = await json('runs', 'show', run);
    expect(state).toBe('ended');
    expect([...steps, ...rollback].map((step: { state: string }) => step.state)).toEqual([
      'succeeded',
      'succeeded',
      'pending',
      'succeeded',
    ]);
  });

  test('anything for which no reason is given', async () => {
    await ada.push('greet', GREET);
    const { id } = await json('plan', 'greet');

    expect(await json('approve', id, '--reason', ' ')).toMatchObject(refusal('ATOM_USAGE'));
    expect(await json('run', 'greet', '--approve', '--reason', '')).toMatchObject(refusal('ATOM_USAGE'));
    expect(await json('workflows', 'yank', 'greet@1.0.0', '--reason', '')).toMatchObject(
      refusal('ATOM_USAGE'),
    );
  });

  test.each([['runs'], ['plans'], ['workflows']])(
    '%s list takes no cursor that no page gave',
    async (noun) => {
      expect(await json(noun, 'list', '--cursor', 'nonsense')).toMatchObject(refusal('ATOM_USAGE'));
    },
  );

  test('audit log takes no cursor that no page gave', async () => {
    expect(await json('audit', 'log', '--cursor', 'nonsense')).toMatchObject(refusal('ATOM_USAGE'));
  });

  test('a full disk behind stdout does not cut a run off', async () => {
    await ada.push('greet', GREET);
    const full = openSync('/dev/full', 'w');
    const program = path.resolve(import.meta.dirname, '../../bin/run.js');
    const { status } = spawnSync(process.execPath, [program, 'run', 'greet', '--approve', '--reason', 'x'], {
      stdio: ['ignore', full, 'ignore'],
      env: { PATH: process.env['PATH'], ATOMCTL_HOME: ada.home },
    });
    closeSync(full);

    expect(status).toBe(8);
    expect((await json('runs', 'list')).items).toMatchObject([{ result: 'succeeded' }]);
  });

  test('an error cannot speak to the terminal', async () => {
    const { stderr } = await ada.atomctl(['runs', 'show', '\u001B]0;pwned\u0007\u202E']);

    expect(stderr).toContain('\\u{1b}]0;pwned\\u{7}\\u{202e}');
  });
});

function refusal(code: string) {
  return { error: expect.objectContaining({ code }) };
}

/** By another signer than `atomctl sign`, which refuses it. */
async function signedUnsound({ folder }: Author): Promise<string> {
  const file = path.join(folder, 'unsound.wpk.yaml');
  writeFileSync(
    file,
    `apiVersion: v1
kind: WorkflowPackage
metadata: {name: unsound, version: 1.0.0, author: sre@example.org}
spec:
  runtime: {type: shell}
  inputs: {type: object, properties: {text: {type: string, default: $(id)}}}
  handlers:
    - {name: say, with: {command: [sh, -c, "echo \${{ inputs.text }}"]}}
`,
  );
  const pem = readFileSync(path.join(folder, 'atomctl.key'), 'utf8');
  const key = await loadKey({ pem, file: 'atomctl.key', password: async () => '' });
  const bundle = await signPackage({ buildBundle }, openPackageBytes(readFileSync(file), file), key);
  writeFileSync(`${file}.sigstore.json`, bundle);
  return file;
}
