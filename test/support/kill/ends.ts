import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../src/base/json.ts';
import { diffObjects } from '../../../src/kubernetes/diff-objects.ts';
import type { Death } from './dying.ts';

/** How a run ended whose owners were killed, or one that nobody killed, and what the world is then. */
export interface EndedRun {
  readonly result: string;
  /** What it says went wrong. */
  readonly report: string;
  /** Without what is another in each run. */
  readonly state: JsonObject;
  readonly kills: number;
  /** That the last owner committed. */
  readonly writes: number;
}

/** How runs ended, each of which was killed at a write. */
export interface Ends {
  kills: number;
  /** As the one that nobody killed. */
  same: number;
  /** In another way, which the report says. */
  named: number;
  /** In another way, and nobody says so. */
  broken: number;
}

interface Trial {
  readonly undisturbed: EndedRun;
  readonly carry: (death: Death) => Promise<EndedRun>;
  /** Gets a text for each run that ended in another way than the undisturbed one. */
  readonly tell: (why: string) => void;
}

/** Lets a run die at each of these writes. One that does not end is broken. */
export async function endsOf(deaths: Iterable<Death>, { undisturbed, carry, tell }: Trial): Promise<Ends> {
  const ends: Ends = { kills: 0, same: 0, named: 0, broken: 0 };
  for (const death of deaths) {
    try {
      const ended = await carry(death);
      ends.kills += ended.kills;
      const end = endOf(ended, undisturbed);
      ends[end] += 1;
      if (end !== 'same') tell(whyNot(death, ended, undisturbed));
    } catch (error) {
      ends.broken += 1;
      tell(`killed ${death.side} write ${death.write}: ${String(error)}`);
    }
  }
  return ends;
}

function endOf(ended: EndedRun, undisturbed: EndedRun): 'same' | 'named' | 'broken' {
  if (ended.result !== undisturbed.result) return ended.report.trim() === '' ? 'broken' : 'named';
  return isDeepStrictEqual(ended.state, undisturbed.state) ? 'same' : 'broken';
}

function whyNot({ write, side }: Death, ended: EndedRun, undisturbed: EndedRun): string {
  const fields = diffObjects(undisturbed.state, ended.state).map((one) => JSON.stringify(one));
  return [`killed ${side} write ${write}: ${ended.result}`, ended.report.trim(), ...fields].join('\n  ');
}
