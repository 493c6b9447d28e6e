import { alarm } from '../../../base/alarm.ts';
import type { Plan } from '../../../model/plan.ts';
import type { RunEvent } from '../../../model/run.ts';
import type { SecretLeases } from '../../../ports/secret-leases.ts';
import { type HeldLease, HeldLeases } from '../../../run/held-leases.ts';

const LEAST_MS = 200;

/**
 * Renews the leases that steps of a run are given, when half of their time is over, until the run ends or lets go.
 * Those of an earlier owner are left to their time: what was made with them was in its memory alone.
 */
export class RenewedLeases implements Disposable {
  readonly #leases: SecretLeases;
  readonly #held: HeldLeases;
  readonly #alarms = new Map<string, Disposable>();
  readonly #over = new AbortController();
  /** What went wrong, once for each lease. */
  readonly #troubles = new Map<string, string>();

  constructor(leases: SecretLeases, plan: Plan) {
    this.#leases = leases;
    this.#held = new HeldLeases(plan);
  }

  /** Leases that ended before their run did, and why. */
  get troubles(): readonly string[] {
    return [...this.#troubles.values()];
  }

  see(event: RunEvent): void {
    const change = this.#held.see(event);
    if (change === undefined) return;
    if ('revoked' in change) {
      this.#forget(change.revoked);
      return;
    }
    const { renewable, seconds } = change.held;
    if (renewable && seconds > 0) this.#wait(change.held, performance.now() + seconds * 1000);
  }

  [Symbol.dispose](): void {
    this.#over.abort();
    for (const id of this.#alarms.keys()) this.#forget(id);
  }

  #forget(id: string): void {
    this.#alarms.get(id)?.[Symbol.dispose]();
    this.#alarms.delete(id);
  }

  #wait(lease: HeldLease, endsAt: number): void {
    const half = Math.max(LEAST_MS, (endsAt - performance.now()) / 2);
    this.#alarms.set(
      lease.id,
      alarm(half, () => void this.#renew(lease, endsAt)),
    );
  }

  async #renew(lease: HeldLease, endsAt: number): Promise<void> {
    const { id, seconds, step } = lease;
    const { signal } = this.#over;
    const given = await this.#leases.renew(id, { seconds, signal });
    if (signal.aborted || !this.#alarms.has(id)) return;
    const until = typeof given === 'number' ? performance.now() + given * 1000 : endsAt;
    const isLeft = until - performance.now() > LEAST_MS;
    if (isLeft && (typeof given === 'number' || given.passing)) {
      this.#wait(lease, until);
      return;
    }
    const why = typeof given === 'number' ? 'it is as old as Vault lets it become' : given.why;
    this.#troubles.set(id, `the lease ${id} of ${step} was not renewed: ${why}`);
  }
}
