import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { FAST_COMMANDS } from '../../src/fast/commands.ts';
import { cli, temporaryDirectory } from '../support/cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('the fast lane answers what oclif answers', () => {
  const home = temporaryDirectory();
  const [fast, slow] = [cli(home, 'run'), cli(home, 'dev')];
  writeFileSync(
    path.join(home, 'broken.wpk.yaml'),
    'apiVersion: v1\nkind: WorkflowPackage\nspec: {handelrs: []}\n',
  );
  writeFileSync(path.join(home, 'not-yaml.wpk.yaml'), 'a: [b\n');
  writeFileSync(path.join(home, 'pod.yaml'), 'kind: Pod\nspec: {containers: [{name: a}], hostPID: true}\n');
  // More than is printed in one piece; the first file alone is more.
  mkdirSync(path.join(home, 'many'));
  for (let at = 0; at < 60; at += 1) {
    const containers = Array.from({ length: at === 0 ? 120 : 3 }, () => '{name: é, image: "i", stdin: true}');
    writeFileSync(
      path.join(home, 'many', `${at}.yaml`),
      `apiVersion: v1\nkind: Pod\nspec: {containers: [${containers.join(', ')}]}\n`,
    );
  }
  cpSync(path.join(ROOT, 'test/fixtures/policy/own/acme.yaml'), path.join(home, 'acme.yaml'));
  cpSync(path.join(ROOT, 'test/fixtures/policy/own/acme.yaml'), path.join(home, 'unsigned.yaml'));
  mkdirSync(path.join(home, 'empty'));
  mkdirSync(path.join(home, 'bad-config'));
  writeFileSync(path.join(home, 'bad-config', 'config.yaml'), 'tenand: shop\n');

  beforeAll(async () => {
    const env = { ATOMCTL_PASSWORD: 'a password' };
    for (const line of [
      'init fresh',
      'pack fresh',
      'key generate',
      'sign fresh-0.1.0.wpk --key atomctl.key',
      'sign acme.yaml --key atomctl.key',
    ])
      await slow(line.split(' '), { env });
  });

  test.each([
    '',
    '--version',
    '--help',
    '--version --help',
    '--help validate',
    'no-such-command',
    'no-such-command --help',
    'audit',
    ...['', 'audit', ...Object.keys(COMMANDS)].map((id) => `${id.replaceAll(':', ' ')} --help`.trim()),
    'validate fresh',
    'validate fresh --json',
    'validate --json fresh broken.wpk.yaml absent',
    'validate broken.wpk.yaml',
    'validate not-yaml.wpk.yaml --json',
    'validate empty',
    'validate absent',
    'validate absent --json',
    'validate',
    'validate --json',
    'validate fresh --nope',
    'validate fresh --json --json',
    'validate fresh --json=true',
    'validate fresh --home other-home',
    'validate fresh --home=bad-config',
    'validate fresh --home=bad-config --json',
    'validate fresh --home',
    'validate -- fresh',
    'validate fresh --help',
    'validate fresh empty fresh',
    'policy check fresh broken.wpk.yaml',
    'policy check fresh/fresh.wpk.yaml empty --json',
    'policy check fresh absent pod.yaml --json',
    'policy check pod.yaml',
    'policy check many --json',
    'policy check many',
    'policy check absent',
    'policy check absent --json',
    'policy check',
    'policy check pod.yaml pod.yaml --json',
    'policy check pod.yaml --level restricted --json',
    'policy check pod.yaml --format sarif',
    'policy check pod.yaml --home=bad-config --json',
    'policy:check pod.yaml',
    'policy check:pod.yaml',
    'policy',
    'verify fresh-0.1.0.wpk',
    'verify fresh-0.1.0.wpk --json',
    'verify fresh-0.1.0.wpk --key atomctl.pub',
    'verify fresh-0.1.0.wpk --key=atomctl.pub --json',
    'verify fresh-0.1.0.wpk --key other.pub',
    'verify fresh-0.1.0.wpk --bundle absent --json',
    'verify fresh-0.1.0.wpk --bundle broken.wpk.yaml',
    'verify fresh-0.1.0.wpk --trust absent.yaml',
    'verify fresh-0.1.0.wpk --key atomctl.pub --trust absent.yaml',
    'verify acme.yaml',
    'verify acme.yaml --json',
    'verify acme.yaml --key atomctl.pub',
    'verify acme.yaml --key atomctl.pub --json',
    'verify unsigned.yaml --key atomctl.pub',
    'verify unsigned.yaml --key atomctl.pub --bundle acme.yaml.sigstore.json --json',
    'verify broken.wpk.yaml --json',
    'verify absent',
    'verify fresh-0.1.0.wpk absent',
    'verify',
  ])('atomctl %s', async (line) => {
    const args = line.split(' ').filter((word) => word !== '');

    expect(plain(await fast(args))).toEqual(plain(await slow(args)));
  });

  test.each(documentedExamples())('in the example: %s', async (line) => {
    expect(await inShell(line, 'run')).toEqual(await inShell(line, 'dev'));
  });

  test('into a pipe that is closed before the end', async () => {
    const line = `cd '${home}' && atomctl policy check many many/../many --json | head -c 20`;

    expect(await inShell(line, 'run')).toEqual(await inShell(line, 'dev'));
  });

  test('when the width or the colour is asked for', async () => {
    const env = { OCLIF_COLUMNS: '50', FORCE_COLOR: '1', NO_COLOR: undefined };
    expect(await fast(['--help'], { env })).toMatchObject(plain(await slow(['--help'], { env })));
  });
});

function plain({
  exitCode,
  stdout,
  stderr,
}: {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}) {
  return { exitCode, stdout: withoutNow(stdout), stderr };
}

/** A bare key proves no time, so verify shows its own clock. */
function withoutNow(text: string): string {
  return text.replace(/"sig_time": "[^"]*",(\s*"sig_time_source": "intake")/g, '"sig_time": NOW,$1');
}

/** The examples that the help of the lane's commands gives, as a user would type them, up to a pipe. */
function documentedExamples(): string[] {
  return Object.keys(FAST_COMMANDS).flatMap((id) => {
    const examples = Object.entries(COMMANDS).find(([name]) => name === id)?.[1].examples ?? [];
    return examples.map(({ command }) => {
      const typed = command
        .replace('<%= config.bin %>', 'atomctl')
        .replace('<%= command.id %>', id.replaceAll(':', ' '));
      return typed.replace(/ [|>] .*$/, '');
    });
  });
}

/** Runs a line of shell where `atomctl` is the lane, from the top of the checkout. */
async function inShell(line: string, lane: 'run' | 'dev') {
  const bin = temporaryDirectory();
  const atomctl = path.join(bin, 'atomctl');
  writeFileSync(atomctl, `#!/bin/sh\nexec '${process.execPath}' '${ROOT}/bin/${lane}.js' "$@"\n`);
  chmodSync(atomctl, 0o755);
  const env = { PATH: `${bin}:${process.env['PATH']}`, ATOMCTL_HOME: path.join(bin, 'home'), NO_COLOR: '1' };
  return plain(
    await execa('sh', ['-c', line], { cwd: ROOT, env, reject: false }).then(
      ({ exitCode, stdout, stderr }) => ({ exitCode, stdout, stderr }),
    ),
  );
}
