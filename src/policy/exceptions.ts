import { matchesGlob } from '../base/glob.ts';
import type { Issue, IssueException } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import type { TenantException } from './policy.ts';

interface Grants {
  /** Rules that the package's signer may except. */
  readonly mayExcept: readonly string[];
  /** What the tenant's own policy lists. */
  readonly listed: readonly TenantException[];
  readonly now: Date;
}

/**
 * What is excepted for an issue, and by whom. It is granted where the tenant lists it, or where the author asks
 * and the signer may except the rule; else it is a request. It counts through the last hour, in UTC, of the day
 * that it names, and is said to have expired after that.
 */
export function exceptionFor(
  issue: Pick<Issue, 'rule' | 'step'>,
  wpk: Wpk,
  { mayExcept, listed, now }: Grants,
): IssueException | undefined {
  const today = now.toISOString().slice(0, 10);
  const state = (expires: string, otherwise: IssueException['state']) =>
    expires >= today ? otherwise : 'expired';
  const byTenant = listed
    .filter((one) => matchesGlob(one.package, wpk.name) && concerns(one, issue))
    .map(
      (one): IssueException => ({
        ...saidOf(one),
        state: state(one.expires, 'granted'),
        by: `policy ${one.policy}`,
      }),
    );
  const asked = (wpk.manifest.spec.validation?.exceptions ?? [])
    .filter((one) => concerns(one, issue))
    .map((one): IssueException => {
      const granted = mayExcept.includes(issue.rule);
      return {
        ...saidOf(one),
        state: state(one.expires, granted ? 'granted' : 'requested'),
        by: granted ? 'the signer' : 'the author',
      };
    });
  return [...byTenant, ...asked].toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0];
}

const ORDER: readonly IssueException['state'][] = ['granted', 'requested', 'expired'];

type Written = Pick<TenantException, 'rule' | 'step' | 'reason' | 'owner' | 'expires'>;

function concerns(exception: Written, { rule, step }: Pick<Issue, 'rule' | 'step'>): boolean {
  return exception.rule === rule && (exception.step === undefined || exception.step === step);
}

function saidOf({ reason, owner, expires }: Written): Pick<IssueException, 'reason' | 'owner' | 'expires'> {
  return { reason, owner, expires };
}
