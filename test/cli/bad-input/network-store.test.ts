import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../../support/cli.ts';
import { refusal } from '../../support/refusal.ts';

/** Runs a program that sees the table in $0 as the kernel's table of its mounts. */
const SEEING = [
  'unshare',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount --bind "$0" /proc/$$/mountinfo && exec "$@"',
];

const folder = temporaryDirectory();
const home = path.join(folder, 'home');
mkdirSync(home);
const recorded = (mount: string) => {
  const table = path.join(folder, 'mountinfo');
  writeFileSync(
    table,
    `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n57 22 0:50 / ${folder} rw - ${mount} rw\n`,
  );
  return table;
};

const [program, ...words] = [...SEEING, recorded('ext4 /dev/vdb'), 'true'] as const;
const SEEN = spawnSync(program, words).status === 0;
const because = SEEN ? '' : ' (skipped: this user may not make a mount namespace)';

describe.skipIf(!SEEN)(`a store on a recorded mount${because}`, () => {
  test.each([['fuse.sshfs ana@files:/srv'], ['nfs4 nas:/export'], ['cifs //nas/team']])(
    'of %s is refused, and nothing is written there',
    async (mount) => {
      const result = await cli(home, 'run', [...SEEING, recorded(mount)])(['runs', 'list', '--json']);

      expect(refusal(result)).toBe('8 ATOM_STORE_NETWORK');
      expect(result.json().error.message).toContain(mount);
      expect(readdirSync(home)).toEqual([]);
    },
  );

  test('of a local disk is used', async () => {
    const result = await cli(home, 'run', [...SEEING, recorded('ext4 /dev/vdb')])(['runs', 'list', '--json']);

    expect(result.exitCode).toBe(0);
  });
});

const SERVER = '/usr/lib/openssh/sftp-server';
const SSHFS = existsSync('/dev/fuse') && existsSync(SERVER) && spawnSync('sshfs', ['--version']).status === 0;
const how = SSHFS ? '' : ' (skipped: apt-get install sshfs openssh-sftp-server)';

describe.skipIf(!SSHFS)(`a store on sshfs${how}`, () => {
  test('is refused', async () => {
    const [served, mounted] = [temporaryDirectory(), temporaryDirectory()];
    // In the place of ssh: the server itself, whatever host it is asked for.
    const ssh = path.join(folder, 'ssh');
    writeFileSync(ssh, `#!/bin/sh\nexec ${SERVER}\n`, { mode: 0o755 });
    execFileSync('sshfs', ['-o', `ssh_command=${ssh}`, `local:${served}`, mounted]);
    try {
      const result = await cli(path.join(mounted, 'home'))(['runs', 'list', '--json'], { cwd: folder });
      expect(refusal(result)).toBe('8 ATOM_STORE_NETWORK');
    } finally {
      execFileSync('fusermount3', ['-u', mounted]);
    }
  });
});
