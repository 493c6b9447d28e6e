// npm run bench:kill [-- --only writes|moments|playbooks] [NAME…] [--seed N] [--kills N] [--part 1/10]: ends owners of runs
// with kill -9. First those of a run of 60 steps, counting from outside what the steps did: at every write of its journal,
// just before and just after the commit, and then at random moments. Then those of each playbook, or of the named ones, at
// every write, on a cluster with a real kubelet. It prints the seed, which repeats the same kills as far as the machine
// keeps time. ^C ends it after the runs at hand, and it says what it has seen by then.
import { parseArgs } from 'node:util';
import { mulberry } from '../test/support/kill/random.ts';
import { killPlaybooks } from './bench-kill/playbooks.ts';
import { killAtEveryWrite, killAtMoments } from './bench-kill/sixty-steps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    kills: { type: 'string' },
    part: { type: 'string' },
    only: { type: 'string' },
  },
});
if (values.only !== undefined && !['writes', 'moments', 'playbooks'].includes(values.only))
  throw new Error(`--only ${values.only}: there are writes, moments and playbooks`);
const seed = Number(values.seed ?? 20_260_101);
/** "3/10": the third of ten parts, which together are the whole. */
const [part = 1, parts = 1] = (values.part ?? '1/1').split('/').map(Number);

const stop = new AbortController();
// While it listens, nobody else ends this process for ^C.
process.on('SIGINT', () => {
  stop.abort();
});

const share = {
  random: mulberry(seed + part - 1),
  takes: (write: number) => write % parts === part % parts,
  stop: stop.signal,
  progress,
};
let broken = 0;
if (isAsked('writes')) {
  const { writes, broken: why, ...seen } = await killAtEveryWrite(share);
  tell({ [`every write (${writes}), before and after`]: { ...seen, broken: why.length } }, why);
}
if (isAsked('moments')) {
  const { broken: why, ...seen } = await killAtMoments(
    share,
    Math.ceil(Number(values.kills ?? 1000) / parts),
  );
  tell({ 'random moments': { ...seen, broken: why.length } }, why);
}
if (isAsked('playbooks')) {
  const rows = await killPlaybooks({ ...share, names: positionals });
  tell(Object.fromEntries(rows.map(({ outcome, ...ends }) => [outcome, ends])), []);
  broken += rows.reduce((sum, ends) => sum + ends.broken, 0);
}
console.log(
  `${stop.signal.aborted ? 'stopped early: ' : ''}${broken === 0 ? 'no' : broken} broken promises; again: npm run bench:kill -- ${again()}`,
);
process.exitCode = broken === 0 ? 0 : 1;

/** All three, where neither one nor a playbook is asked for. */
function isAsked(what: 'writes' | 'moments' | 'playbooks'): boolean {
  const { only = positionals.length > 0 ? 'playbooks' : what } = values;
  return only === what;
}

function tell(rows: Readonly<Record<string, object>>, why: readonly string[]): void {
  console.table(rows);
  for (const what of why) console.log(what);
  broken += why.length;
}

function again(): string {
  const asked = (['only', 'kills', 'part'] as const).flatMap((name) =>
    values[name] === undefined ? [] : [`--${name} ${values[name]}`],
  );
  return [`--seed ${seed}`, ...asked, ...positionals].join(' ');
}

function progress(what: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r${what}    ` : `${what}\n`);
}
