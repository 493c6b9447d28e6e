import { type Level, NEWEST_KUBERNETES } from '../../src/model/pod-security.ts';
import type { Issue } from '../../src/model/verdict.ts';
import type { Weighed } from '../../src/policy/issues.ts';
import { judgeFile, type Measure } from '../../src/policy/judge-file.ts';
import { BUILT_IN } from '../../src/policy/rules.ts';
import { sourceFile } from '../../src/policy/view/source-file.ts';

/** The built-in rules; with a level, its controls alone. */
export function measureOf(level: Level | null, kubernetes = NEWEST_KUBERNETES): Measure {
  return { level, kubernetes, policy: BUILT_IN };
}

/** What the policy says of a text, as if it lay in a file of this name. */
export async function judgeText(name: string, text: string, measure: Measure): Promise<Weighed> {
  return judgeFile(sourceFile({ path: name, mode: 0o644, bytes: Buffer.from(text) }, name), measure);
}

/** The controls that issues name, each once, in small letters: as files of test pods are called. */
export function controlsIn(issues: readonly Issue[]): string[] {
  const named = issues.flatMap(({ control }) => (control === undefined ? [] : [control.toLowerCase()]));
  return [...new Set(named)].toSorted();
}
