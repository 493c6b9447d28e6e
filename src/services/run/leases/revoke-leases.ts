import type { Plan } from '../../../model/plan.ts';
import type { RunId } from '../../../model/run.ts';
import type { LeaseFailure } from '../../../ports/secret-leases.ts';
import { HeldLeases } from '../../../run/held-leases.ts';
import type { RunDeps } from '../deps.ts';

/**
 * Revokes the leases that a run still holds, whichever process was given them, before its end is written down. Gives
 * what is left to do by hand. Where Vault does not answer for one, no other is tried.
 */
export async function revokeLeases(
  { journal, leases }: Pick<RunDeps, 'journal' | 'leases'>,
  run: RunId,
  plan: Plan,
): Promise<readonly string[]> {
  const held = new HeldLeases(plan);
  if (held.isVoid) return [];
  for await (const { event } of journal.events(run, 0)) held.see(event);
  const ends = [
    ...held.all.map(({ id, step }) => {
      return { step, command: `vault lease revoke ${id}`, end: () => leases.revoke(id) };
    }),
    ...held.tokens.map(({ accessor, step }) => {
      const command = `vault token revoke -accessor ${accessor}`;
      return { step, command, end: () => leases.endToken(accessor) };
    }),
  ];
  const left: string[] = [];
  let passing: LeaseFailure | undefined;
  for (const { step, command, end } of ends) {
    const failure: LeaseFailure | null = passing ?? (await end());
    if (failure?.passing === true) passing = failure;
    if (failure !== null) left.push(`End what ${step} was given: ${command} (${failure.why})`);
  }
  return left;
}
