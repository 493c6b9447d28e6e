import type { Issue } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';

interface Grants {
  readonly mayExcept: readonly string[];
  readonly now: Date;
}

/**
 * What the author's requests do for an issue. A request counts through the last hour, in UTC, of the day
 * that it names, and only where the signer may except the rule.
 */
export function exceptionFor(
  { rule, step }: Pick<Issue, 'rule' | 'step'>,
  wpk: Wpk,
  { mayExcept, now }: Grants,
): 'requested' | 'granted' | undefined {
  const today = now.toISOString().slice(0, 10);
  const requests = wpk.manifest.spec.validation?.exceptions ?? [];
  const asked = requests.some(
    (request) =>
      request.rule === rule &&
      (request.step === undefined || request.step === step) &&
      request.expires >= today,
  );
  if (!asked) return undefined;
  return mayExcept.includes(rule) ? 'granted' : 'requested';
}
