import { describe, expect, test } from 'vitest';
import { isNetworkMount, mountOf } from '../../../../src/adapters/store/mount.ts';

const RECORDED = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
36 22 0:31 / /home rw,relatime shared:12 - nfs4 nas:/export/home rw,vers=4.2,addr=10.0.0.2
41 22 0:35 / /home/ada/local rw,relatime - btrfs /dev/vdb rw
57 22 0:50 / /mnt/team\\040share rw,nosuid,nodev,relatime shared:30 - fuse.sshfs ops@files:/srv rw,user_id=0
58 22 0:51 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs
59 22 0:52 / /mnt/backup rw - cifs //nas/backup rw,vers=3.1.1
60 22 0:53 / /mnt/backup rw - ext4 /dev/vdc rw
`;

describe('the mount of a store', () => {
  test.each([
    ['/var/lib/atomctl/atomctl.db', 'ext4', false],
    ['/home/ada/.local/share/atomctl/atomctl.db', 'nfs4', true],
    ['/home/ada/local/atomctl.db', 'btrfs', false],
    ['/mnt/team share/atomctl.db', 'fuse.sshfs', true],
    ['/mnt/c/atomctl.db', '9p', true],
    ['/homework/atomctl.db', 'ext4', false],
  ])('%s lies on %s', (file, type, network) => {
    const mount = mountOf(file, RECORDED);

    expect(mount?.type).toBe(type);
    expect(mount !== undefined && isNetworkMount(mount)).toBe(network);
  });

  test('a later mount at the same place hides the earlier', () => {
    expect(mountOf('/mnt/backup/atomctl.db', RECORDED)?.type).toBe('ext4');
  });

  test('the name of the mount is unescaped', () => {
    expect(mountOf('/mnt/team share/x', RECORDED)).toMatchObject({
      point: '/mnt/team share',
      source: 'ops@files:/srv',
    });
  });
});
