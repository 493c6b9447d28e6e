import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(ROOT, 'test/fixtures/policy');

describe('dry-run', () => {
  test('calls the shipped playbook safe', async () => {
    const { atomctl } = home();
    const result = await atomctl(['dry-run', path.join(ROOT, 'playbooks/backup-verify'), '--json']);

    expect(result.exitCode).toBe(0);
    expect(result.json()).toMatchObject({
      name: 'backup-verify',
      class: 'safe',
      score: 0,
      suggests: 'auto',
      issues: [],
      preview: null,
    });
  });

  test.for([
    ['host-path', 10, 'caution'],
    ['privileged', 20, 'unsafe'],
  ] as const)('exits by the class of %s', async ([rule, exitCode, riskClass]) => {
    const { atomctl } = home();
    const file = path.join(FIXTURES, `${rule}.fails.wpk.yaml`);
    const result = await atomctl(['dry-run', file, '--json']);

    expect(result.exitCode).toBe(exitCode);
    expect(result.json()).toMatchObject({
      class: riskClass,
      suggests: 'manual',
      issues: [
        { rule, step: 'apply', location: { file, line: expect.any(Number), col: expect.any(Number) } },
      ],
    });
  });

  test('tells a person where, why and how to mend it, in a file of a folder too', async () => {
    const { atomctl, directory } = home();
    const folder = path.join(directory, 'web');
    mkdirSync(path.join(folder, 'k8s'), { recursive: true });
    cpSync(path.join(FIXTURES, 'host-path.passes.wpk.yaml'), path.join(folder, 'web.wpk.yaml'));
    writeFileSync(
      path.join(folder, 'k8s/web.yaml'),
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      hostNetwork: true\n      containers: []\n',
    );

    const { stdout, exitCode } = await atomctl(['dry-run', folder]);

    expect(exitCode).toBe(10);
    expect(stdout).toContain('example 1.0.0 is caution: risk 30 of 100, 1 issue.');
    expect(stdout).toContain(`${path.join(folder, 'k8s/web.yaml')}:7:20  Deployment web`);
    expect(stdout).toContain("The pod shares the node's network (hostNetwork).");
    expect(stdout).toMatch(/why {2}In the node's own namespaces[^]*fix {2}Remove hostNetwork/);
  });

  test('previews what the package would do, where that needs no inputs', async () => {
    const { atomctl } = home();
    const result = await atomctl(['dry-run', path.join(FIXTURES, 'step-timeout.passes.wpk.yaml'), '--json']);

    expect(result.json()).toMatchObject({ preview: { steps: [{ name: 'sweep', timeoutMs: 60_000 }] } });
  });

  test('is what inspect says of the risk', async () => {
    const { atomctl } = home();
    const result = await atomctl(['inspect', path.join(FIXTURES, 'privileged.fails.wpk.yaml'), '--json']);

    expect(result.json()).toMatchObject({
      risk: { class: 'unsafe', score: 60, issues: [{ severity: 'critical', count: 1 }] },
    });
  });

  test('grants an exception to a signer who may except the rule, and to nobody else', async () => {
    const { atomctl, directory } = home();
    const file = path.join(directory, 'web.wpk.yaml');
    const text = readFileSync(path.join(FIXTURES, 'privileged.fails.wpk.yaml'), 'utf8');
    const exception = '{rule: privileged, reason: test, owner: sre@example.org, expires: "2999-12-31"}';
    writeFileSync(file, text.replace('validation: {', `validation: {exceptions: [${exception}], `));
    const unsigned = await atomctl(['dry-run', file, '--json']);
    const env = { ATOMCTL_PASSWORD: '' };
    await atomctl(['key', 'generate'], { env });
    await atomctl(['trust', 'add', 'atomctl.pub', '--may-except', 'privileged']);
    await atomctl(['sign', file, '--key', 'atomctl.key'], { env });
    const signed = await atomctl(['dry-run', file, '--json']);

    expect(unsigned.json()).toMatchObject({ class: 'unsafe', issues: [{ exception: 'requested' }] });
    expect(signed.json()).toMatchObject({ class: 'safe', score: 0, issues: [{ exception: 'granted' }] });
    expect([unsigned.exitCode, signed.exitCode]).toEqual([20, 0]);
  });

  test('leaves a record in the audit chain', async () => {
    const { atomctl } = home();
    await atomctl(['dry-run', path.join(FIXTURES, 'privileged.fails.wpk.yaml')]);
    const log = await atomctl(['audit', 'log', '--json']);

    expect(log.json()).toMatchObject({ items: [{ action: 'dry-run', subject: 'example@1.0.0' }] });
  });

  test('prints SARIF and JUnit for other programs, with the same exit code', async () => {
    const { atomctl } = home();
    const file = path.join(FIXTURES, 'host-path.fails.wpk.yaml');
    const sarif = await atomctl(['dry-run', file, '--format', 'sarif']);
    const junit = await atomctl(['dry-run', file, '--format', 'junit']);

    expect([sarif.exitCode, junit.exitCode]).toEqual([10, 10]);
    expect(sarif.json()).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'host-path' }] }] });
    expect(junit.stdout).toMatch(/^<\?xml version="1\.0"[^]*<failure /);
  });

  test.for([
    ['a name that the registry does not have', 'nowhere@1.0.0', 'ATOM_PACKAGE_NOT_FOUND'],
    ['a file that is not there', './nowhere.wpk', 'ATOM_FILE_UNREADABLE'],
  ] as const)('says that it cannot find %s', async ([, ref, code]) => {
    const { atomctl } = home();
    const result = await atomctl(['dry-run', ref, '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({ error: { code } });
  });

  test('reports a manifest that is not valid instead of judging it', async () => {
    const { atomctl, directory } = home();
    writeFileSync(path.join(directory, 'bad.wpk.yaml'), 'apiVersion: v1\nkind: Pod\n');
    const result = await atomctl(['dry-run', 'bad.wpk.yaml', '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_INVALID' } });
  });
});

function home() {
  const directory = temporaryDirectory();
  return { directory, atomctl: cli(directory) };
}
