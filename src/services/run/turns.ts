import { AtomError } from '../../base/errors.ts';
import type { Concurrency } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run.ts';
import type { Holder, Lease, Place, Turn } from '../../ports/journal.ts';
import type { RunDeps } from './deps.ts';
import type { Ledger } from './ledger.ts';

/** How often those who wait look whether it is their turn. */
export const LOOK_MS = 200;

/** What the journal says of somebody who waits for a turn. */
export interface Queued {
  readonly key: string;
  /** A run, or RUN/STEP; null: not known yet. */
  readonly heldBy: string | null;
  readonly message: string;
}

type TurnDeps = Pick<RunDeps, 'journal' | 'processes' | 'now'>;

/** Asks for a place under concurrency keys in the name of one run. */
export class Turns {
  readonly #deps: TurnDeps;
  readonly #ledger: Ledger;
  readonly #asked = new Set<string>();

  constructor(deps: TurnDeps, ledger: Ledger) {
    this.#deps = deps;
    this.#ledger = ledger;
  }

  async take(place: Place, { key, limit, policy }: Concurrency): Promise<Turn> {
    const { run, view } = this.#ledger;
    const at = this.#deps.now().toISOString();
    const request = { ...place, run, token: view.token, key, limit, at };
    const turn = await this.#deps.journal.takeTurn(request, isCarriedBy(this.#deps));
    if (turn.kind === 'queued' && policy === 'replace') await this.#replace(turn.holders, key);
    return turn;
  }

  /** What somebody who waits is told: who holds the key, and what to type where nobody is there to give it back. */
  describe(key: string, [holder]: readonly Holder[]): Queued {
    const message = `waits for its turn: ${key}`;
    if (holder === undefined) return { key, heldBy: null, message };
    const heldBy = nameOf(holder);
    const by = `${message} is held by ${heldBy}`;
    if (isCarriedBy(this.#deps)(holder.lease)) return { key, heldBy, message: by };
    const hint = `${by}, which nobody carries: atomctl runs resume ${holder.run}  (or runs cancel)`;
    return { key, heldBy, message: hint };
  }

  /** Asks those that hold the key to end, each once: in good order, by whoever carries them. */
  async #replace(holders: readonly Holder[], key: string): Promise<void> {
    for (const { run, phase, step, lease } of holders) {
      const asked = `${run} ${phase} ${step}`;
      if (this.#asked.has(asked) || !isCarriedBy(this.#deps)(lease)) continue;
      this.#asked.add(asked);
      const by = `${this.#ledger.run}, concurrency ${key}`;
      const event: RunEvent =
        phase === 'run'
          ? { type: 'cancel-requested', by, rollback: false }
          : { type: 'step-cancel-requested', step, phase, by };
      const request = { actor: this.#ledger.run, at: this.#deps.now().toISOString() };
      await this.#deps.journal.request(run, event, request).catch(unlessEnded);
    }
  }
}

/** Whether somebody carries the run of a lease now. */
export function isCarriedBy({
  processes,
}: Pick<RunDeps, 'processes'>): (lease: Lease | undefined) => boolean {
  return (lease) => {
    if (lease === undefined) return false;
    if (processes.isKnowable(lease.owner)) return processes.isAlive(lease.owner);
    return lease.expires > processes.bootTime();
  };
}

/** `run_x`, or `run_x/step`. */
export function nameOf({ run, step }: Pick<Holder, 'run' | 'step'>): string {
  return step === '' ? run : `${run}/${step}`;
}

function unlessEnded(error: unknown): void {
  if (!(error instanceof AtomError) || error.code !== 'ATOM_RUN_STATE') throw error;
}
