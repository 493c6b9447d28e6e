import { setImmediate as turn } from 'node:timers/promises';
import { inTurns } from '../base/in-parts.ts';
import type { Verdict } from '../model/verdict.ts';
import { judgeInParts, type Judgement } from '../policy/judge.ts';

/** What is waited for by others is not felt below this. */
const BUSY_MS = 20;

/** As `judge`; timers and signals have their turn meanwhile. */
export function judgePackage(judgement: Judgement): Promise<Verdict> {
  let since = performance.now();
  return inTurns(judgeInParts(judgement), async () => {
    if (performance.now() - since < BUSY_MS) return;
    await turn();
    since = performance.now();
  });
}
