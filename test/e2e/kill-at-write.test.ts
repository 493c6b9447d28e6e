import { expect, test } from 'vitest';
import { atWrite, campaign, type Killer } from '../support/kill/campaign.ts';
import { mulberry } from '../support/kill/random.ts';

const POINTS = 60;
/** The same seed kills at the same writes. `npm run bench:kill` takes all of them. */
const SEED = 20_260_101;
/** An owner gets through so many writes at most: enough that a run of 60 steps comes to its end. */
const LAST_WRITE = 20;

test(`owners are killed at ${POINTS} random writes of the journal: each run of 60 steps ends, nothing done is repeated, nothing begins after a takeover`, async () => {
  const random = mulberry(SEED);
  const counted = { kills: 0 };
  function* killers(): Generator<Killer> {
    while (counted.kills < POINTS) {
      const write = 1 + Math.floor(random() * LAST_WRITE);
      yield atWrite({ write, side: random() < 0.5 ? 'before' : 'after' }, counted);
    }
  }

  const seen = await campaign(() => (counted.kills < POINTS ? killers() : undefined));

  expect(seen.broken).toEqual([]);
  expect(counted.kills).toBeGreaterThanOrEqual(POINTS);
  expect(seen.interrupted, 'kills that fell into a step').toBeGreaterThan(POINTS / 2);
  expect(seen.runs).toBeGreaterThanOrEqual(2);
}, 600_000);
