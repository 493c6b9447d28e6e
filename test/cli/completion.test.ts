import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';

const CASES: readonly (readonly [typed: string, offers: readonly string[]])[] = [
  ['atomctl com', ['completion']],
  ['atomctl completion ', ['bash', 'fish', 'zsh']],
  ['atomctl audit ', ['log', 'verify']],
  ['atomctl doctor --j', ['--json']],
  ['atomctl schema file-of-m', ['file-of-mine']],
];

describe('atomctl completion', () => {
  const home = temporaryDirectory();
  const atomctl = cli(home);
  writeFileSync(path.join(home, 'file-of-mine'), '');
  const script = async (shell: string) => {
    const { stdout } = await atomctl(['completion', shell]);
    const file = path.join(home, `_${shell}`);
    writeFileSync(file, stdout);
    return file;
  };

  test.for(CASES)('in bash, "%s" offers %j', async ([typed, offers]) => {
    const words = typed.split(' ');
    const program = `source ${await script('bash')}
      COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}
      _atomctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const offered = execFileSync('bash', ['--norc', '-c', program], { cwd: home, encoding: 'utf8' });

    expect(lines(offered)).toEqual(offers);
  });

  test.skipIf(!has('fish')).for(CASES)('in fish, "%s" offers %j', async ([typed, offers]) => {
    const program = `source ${await script('fish')}; complete -C '${typed}'`;
    const offered = execFileSync('fish', ['--no-config', '-c', program], { cwd: home, encoding: 'utf8' });

    expect(lines(offered).map((line) => line.split('\t')[0])).toEqual(offers);
  });

  test.skipIf(!has('zsh')).for(CASES)('in zsh, "%s" offers %j', async ([typed, offers]) => {
    const words = typed.split(' ');
    // _describe, compadd and _files belong to the line editor; these stand-ins print what they were given.
    const program = `
      compdef() { :; }
      matching() { for offer in "$@"; do [[ $offer == "$begun"* ]] && print -r -- "$offer"; done; return 0 }
      _describe() { matching "\${(@)\${(P)2}%%:*}" }
      compadd() { shift; matching "$@" }
      _files() { matching *(N) }
      source ${await script('zsh')}
      words=(${words.map((word) => `'${word}'`).join(' ')}) CURRENT=${words.length} begun='${words.at(-1)}'
      _atomctl`;
    const offered = execFileSync('zsh', ['-f', '-c', program], { cwd: home, encoding: 'utf8' });

    expect(lines(offered)).toEqual(offers);
  });

  test('refuses a shell that it does not know', async () => {
    const { exitCode, stderr } = await atomctl(['completion', 'tcsh']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('ATOM_USAGE');
  });
});

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).error === undefined;
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
}
