// npm run bench:kill [-- --seed N] [--kills N] [--part 1/10] [--only writes|moments]: ends owners of a 60-step run with
// kill -9, and counts from outside what the steps did. First at every write of its journal, just before and just after
// the commit; then at random moments. It prints the seed, which repeats the same kills as far as the machine keeps
// time. ^C ends it after the runs at hand, and it says what it has seen by then.
import { parseArgs } from 'node:util';
import {
  atMoment,
  atWrite,
  campaign,
  type Killer,
  newSeen,
  type Seen,
} from '../test/support/kill/campaign.ts';
import { killingGround } from '../test/support/kill/ground.ts';
import { mulberry } from '../test/support/kill/random.ts';

/** About as long as an owner of the 60 steps lives. */
const LATEST_KILL_MS = 1000;
/** Writes that another run of the same steps may have more: some share one, as it happens. */
const MORE_WRITES = 1.1;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string' },
    part: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed ?? 20_260_101);
/** "3/10": the third of ten parts, which together are the whole. */
const [part = 1, parts = 1] = (values.part ?? '1/1').split('/').map(Number);
const moments = Math.ceil(Number(values.kills ?? 1000) / parts);

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});

const random = mulberry(seed + part - 1);
const writes = await countWrites();
const atWrites = values.only === 'moments' ? newSeen() : await killAtEveryWrite();
const atMoments = values.only === 'writes' ? newSeen() : await killAtMoments();
report();

async function countWrites(): Promise<number> {
  const ground = await killingGround();
  await ground.start(null).result;
  return ground.writes();
}

async function killAtEveryWrite(): Promise<Seen> {
  const counted = { kills: 0 };
  const points = Array.from({ length: Math.floor(writes * MORE_WRITES) }, (_, index) => index + 1).filter(
    (write) => write % parts === part % parts,
  );
  const deaths = shuffled(
    points.flatMap((write) => [{ write, side: 'before' } as const, { write, side: 'after' } as const]),
  );
  const seen = await campaign(() => {
    const death = deaths.shift();
    progress(`${deaths.length} writes to go`);
    return death === undefined || stop.signal.aborted ? undefined : [atWrite(death, counted)].values();
  });
  return Object.assign(seen, counted);
}

async function killAtMoments(): Promise<Seen> {
  const counted = { kills: 0 };
  const seen = await campaign(() => {
    progress(`${moments - counted.kills} moments to go`);
    return counted.kills < moments && !stop.signal.aborted ? killers(counted) : undefined;
  });
  return Object.assign(seen, counted);
}

function* killers(counted: { kills: number }): Generator<Killer> {
  while (counted.kills < moments && !stop.signal.aborted) yield atMoment(random() * LATEST_KILL_MS, counted);
}

/** So that whoever stops it has seen some of all. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}

function report(): void {
  const rows = { [`every write (${writes}), before and after`]: atWrites, 'random moments': atMoments };
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { broken, ...seen }]) => [name, { ...seen, broken: broken.length }]),
    ),
  );
  const broken = [...atWrites.broken, ...atMoments.broken];
  for (const what of broken) console.log(what);
  console.log(
    `${stop.signal.aborted ? 'stopped early: ' : ''}${broken.length === 0 ? 'no' : broken.length} broken promises; again: npm run bench:kill -- --seed ${seed}${values.part === undefined ? '' : ` --part ${values.part}`}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

function progress(what: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r${what}    ` : `${what}\n`);
}
