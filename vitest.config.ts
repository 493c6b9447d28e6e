import { defineConfig } from 'vitest/config';

/** The projects whose tests may share a cluster. */
const WITH_CLUSTER = ['contract', 'e2e', 'long'];

const project = (name: string, timeout: number, maxWorkers: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    maxWorkers,
    ...(WITH_CLUSTER.includes(name) && { globalSetup: ['test/support/cluster/once-a-run.ts'] }),
    sequence: { groupOrder: maxWorkers === 1 ? 1 : 0 },
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 20_000, 2),
      project('contract', 60_000, 2),
      project('cli', 120_000, 2),
      project('e2e', 300_000, 1),
      project('last', 10_000, 1),
      // Not in npm test: what waits as long as it does for real.
      project('long', 3_600_000, 1),
    ],
  },
});
