import type { Rule } from './rule.ts';

/** An exception that the tenant grants in a policy of its own. */
export interface TenantException {
  readonly rule: string;
  /** A glob of package names. */
  readonly package: string;
  /** Absent: every step, and the package as a whole. */
  readonly step?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it counts, in UTC. */
  readonly expires: string;
  /** The policy that lists it. */
  readonly policy: string;
}

/** Everything that decides a verdict besides the package: the rules, and what the tenant excepts from them. */
export interface Policy {
  readonly rules: readonly Rule[];
  readonly exceptions: readonly TenantException[];
}
