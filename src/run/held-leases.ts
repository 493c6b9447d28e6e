import { stepOf } from '../base/item-name.ts';
import { isJsonObject } from '../base/json.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';
import type { Phase, RunEvent, StepOutputs } from '../model/run.ts';

/** A lease that a step was given. */
export interface HeldLease {
  readonly id: string;
  readonly step: string;
  readonly seconds: number;
  readonly renewable: boolean;
}

/** The leases that a run holds, as its journal tells: given to a vault step that does not keep them, and not revoked by one. */
export class HeldLeases {
  readonly #held = new Map<string, HeldLease>();
  readonly #gives: ReadonlySet<string>;
  readonly #revokes: ReadonlySet<string>;

  constructor(plan: Pick<Plan, 'steps' | 'rollback'>) {
    this.#gives = named(plan, ({ action, with: settings }) => {
      return (action === 'read' || action === 'write') && settings['keepLease'] !== true;
    });
    this.#revokes = named(plan, ({ action }) => action === 'revoke');
  }

  /** Whether no step of the plan is given a lease. */
  get isVoid(): boolean {
    return this.#gives.size === 0;
  }

  get all(): readonly HeldLease[] {
    return [...this.#held.values()];
  }

  /** What an event changes: a lease that is held from now on, or one that is not any more. */
  see(event: RunEvent): { readonly held: HeldLease } | { readonly revoked: string } | undefined {
    if (event.type !== 'step-done') return undefined;
    const place = placeOf(event.phase, stepOf(event.step));
    const lease = leaseIn(event.outputs);
    if (lease === undefined) return undefined;
    if (this.#gives.has(place)) {
      const held = { ...lease, step: event.step };
      this.#held.set(held.id, held);
      return { held };
    }
    return this.#revokes.has(place) && this.#held.delete(lease.id) ? { revoked: lease.id } : undefined;
  }
}

function named(
  { steps, rollback }: Pick<Plan, 'steps' | 'rollback'>,
  isOne: (step: PlannedStep) => boolean,
): ReadonlySet<string> {
  const places = (phase: Phase, all: readonly PlannedStep[]) =>
    all.filter((step) => step.type === 'vault' && isOne(step)).map(({ name }) => placeOf(phase, name));
  return new Set([...places('steps', steps), ...places('rollback', rollback)]);
}

function placeOf(phase: Phase, step: string): string {
  return `${phase}/${step}`;
}

function leaseIn({ lease }: StepOutputs): Omit<HeldLease, 'step'> | undefined {
  if (lease === undefined || !isJsonObject(lease)) return undefined;
  const { id, seconds, renewable } = lease;
  if (typeof id !== 'string') return undefined;
  return { id, seconds: typeof seconds === 'number' ? seconds : 0, renewable: renewable === true };
}
