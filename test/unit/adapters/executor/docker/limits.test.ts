import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { enforcedBy, enforcements, groupLimits } from '../../../../../src/adapters/executor/docker/limits.ts';
import { temporaryDirectory } from '../../../../support/cli.ts';

const ASKED = { nanoCpus: 5e8, memory: 64 * 2 ** 20, pids: 20 };
const EVERYTHING = { cpu: true, memory: true, pids: true };

describe('limits that a process is held to', () => {
  test('are read from control groups of version 2, its own or those around it', () => {
    const root = files({
      'proc/7/cgroup': '0::/pod/container\n',
      'sys/fs/cgroup/pod/container/memory.max': 'max\n',
      'sys/fs/cgroup/pod/memory.max': '67108864\n',
      'sys/fs/cgroup/pod/container/pids.max': '20\n',
      'sys/fs/cgroup/pod/container/cpu.max': '50000 100000\n',
    });

    expect(enforcements(ASKED, { said: EVERYTHING, group: groupLimits(7, root) })).toEqual({
      cpu: 'enforced',
      memory: 'enforced',
      pids: 'enforced',
    });
  });

  test('are read from control groups of version 1, each in its hierarchy', () => {
    const root = files({
      'proc/7/cgroup': '9:cpu,cpuacct:/box\n5:memory:/box\n3:pids:/\n0::/\n',
      'sys/fs/cgroup/memory/box/memory.limit_in_bytes': '67108864\n',
      'sys/fs/cgroup/pids/pids.max': 'max\n',
      'sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us': '100000\n',
    });

    expect(enforcements(ASKED, { said: EVERYTHING, group: groupLimits(7, root) })).toEqual({
      cpu: 'not enforced',
      memory: 'enforced',
      pids: 'not enforced',
    });
  });

  test('that are wider than what was asked for do not hold', () => {
    const root = files({ 'proc/7/cgroup': '0::/box\n', 'sys/fs/cgroup/box/pids.max': '2000\n' });

    expect(enforcements({ pids: 20 }, { said: EVERYTHING, group: groupLimits(7, root) })).toEqual({
      pids: 'not enforced',
    });
  });

  test('cannot be known of a process that this host does not show', () => {
    expect(groupLimits(0)).toBeUndefined();
    expect(enforcements({ pids: 20 }, { said: EVERYTHING, group: groupLimits(7, files({})) })).toEqual({
      pids: 'not known',
    });
  });

  test('do not hold where the engine says that it cannot, whatever else is seen', () => {
    const said = enforcedBy({
      MemoryLimit: false,
      CpuCfsQuota: true,
      PidsLimit: true,
      CgroupDriver: 'cgroupfs',
    });

    expect(said).toEqual({ cpu: true, memory: false, pids: true });
    expect(enforcements({ memory: 1 }, { said, group: undefined })).toEqual({ memory: 'not enforced' });
    expect(enforcedBy({ CgroupDriver: 'none' })).toEqual({ cpu: false, memory: false, pids: false });
  });
});

function files(texts: Readonly<Record<string, string>>): string {
  const root = temporaryDirectory();
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}
