import { atMoment, atWrite, campaign, type Killer, type Seen } from '../../test/support/kill/campaign.ts';
import { type Death, deathsAt } from '../../test/support/kill/dying.ts';
import { killingGround } from '../../test/support/kill/ground.ts';

/** About as long as an owner of the 60 steps lives. */
const LATEST_KILL_MS = 1000;
/** Writes that another run of the same steps may have more: some share one, as it happens. */
const MORE_WRITES = 1.1;

/** What both ways of killing the 60 steps are told. */
export interface Share {
  readonly random: () => number;
  readonly takes: (write: number) => boolean;
  readonly stop: AbortSignal;
  readonly progress: (what: string) => void;
}

/** `writes` is how many the journal has where nobody is killed. */
export async function killAtEveryWrite(share: Share): Promise<Seen & { readonly writes: number }> {
  const counted = { kills: 0, writes: await countWrites() };
  const points = [...deathsAt(Math.floor(counted.writes * MORE_WRITES))];
  const deaths = shuffled(
    points.filter(({ write }) => share.takes(write)),
    share.random,
  );
  const seen = await campaign(() => {
    const death = deaths.shift();
    share.progress(`${deaths.length} writes to go`);
    return death === undefined || share.stop.aborted ? undefined : [atWrite(death, counted)].values();
  });
  return { ...seen, ...counted };
}

export async function killAtMoments(share: Share, moments: number): Promise<Seen> {
  const counted = { kills: 0 };
  const isOver = () => counted.kills >= moments || share.stop.aborted;
  function* killers(): Generator<Killer> {
    while (!isOver()) yield atMoment(share.random() * LATEST_KILL_MS, counted);
  }
  const seen = await campaign(() => {
    share.progress(`${moments - counted.kills} moments to go`);
    return isOver() ? undefined : killers();
  });
  return { ...seen, ...counted };
}

async function countWrites(): Promise<number> {
  const ground = await killingGround();
  await ground.start(null).result;
  return ground.writes();
}

/** So that whoever stops it has seen some of all. */
function shuffled(deaths: readonly Death[], random: () => number): Death[] {
  const keyed = deaths.map((death) => ({ death, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ death }) => death);
}
