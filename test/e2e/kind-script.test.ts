import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa, execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/cli.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/e2e-kind.sh');
/** What the script uses of any machine. */
const USUAL = ['bash', 'cat', 'dirname', 'env', 'grep', 'mktemp', 'rm', 'sh'];

describe('scripts/e2e-kind.sh', () => {
  it('says what is missing, and how to get it', async () => {
    const { exitCode, stderr } = await runWith(folderWith({ docker: 'exit 0' }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('kind is not here; get it: go install sigs.k8s.io/kind@');
    expect(stderr).toContain('npm run parts cluster containerd runc && npm test');
  });

  it('says that the engine does not answer', async () => {
    const { exitCode, stderr } = await runWith(
      folderWith({ docker: 'exit 1', kind: 'exit 0', kubectl: 'exit 0' }),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('its engine does not answer; start it');
  });

  it('removes the cluster also where it did not come up, and fails with kind', async () => {
    const folder = folderWith({
      docker: 'exit 0',
      kubectl: 'exit 0',
      kind: 'echo "$@" >>"${0%/*}/asked"; [ "$1" = delete ] || exit 7',
    });
    const { exitCode } = await runWith(folder);
    expect(exitCode).toBe(7);
    const asked = readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n');
    const [, name = ''] = /--name (atomctl-test-\d+)/.exec(asked[0] ?? '') ?? [];
    expect(asked[1]).toBe(`delete cluster --name ${name}`);
    const [, kubeconfig = ''] = /--kubeconfig (\S+)/.exec(asked[0] ?? '') ?? [];
    expect(existsSync(path.dirname(kubeconfig))).toBe(false);
  });
});

/** A folder with the usual programs and those that are made up. */
function folderWith(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory();
  for (const name of USUAL) symlinkSync(execaSync('which', [name]).stdout, path.join(folder, name));
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

function runWith(folder: string) {
  return execa('bash', [SCRIPT], { reject: false, env: { PATH: folder }, extendEnv: false });
}
