import { describe, expect, it } from 'vitest';
import { clusterHere, hasKwok, startCluster } from '../support/cluster.ts';
import { runEveryAction } from '../support/kill/cluster-ground.ts';
import type { Death } from '../support/kill/dying.ts';
import { mulberry } from '../support/kill/random.ts';

const POINTS = 10;
/** The same seed kills at the same writes. `npm run bench:k8s -- kill` takes all of them. */
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 20_260_101);
/** An owner gets through so many writes at most. */
const LAST_WRITE = 16;

describe.skipIf(!hasKwok(clusterHere()))('a run of every action whose owners are killed', () => {
  it(`leaves the cluster as one that nobody kills, at ${POINTS} random writes (seed ${SEED})`, async () => {
    await using cluster = await startCluster({ kwokNodes: 4 });
    const random = mulberry(SEED);
    const deaths = Array.from({ length: POINTS }, (): Death => {
      const write = 1 + Math.floor(random() * LAST_WRITE);
      return { write, side: random() < 0.5 ? 'before' : 'after' };
    });

    const [undisturbed, killed] = [await runEveryAction(cluster, []), await runEveryAction(cluster, deaths)];

    expect(undisturbed).toMatchObject({ result: 'succeeded', kills: 0 });
    expect(killed.kills).toBeGreaterThanOrEqual(POINTS / 2);
    expect([killed.result, killed.report.trim()]).toEqual(['succeeded', expect.anything()]);
    expect(killed.state).toEqual(undisturbed.state);
  }, 900_000);
});
