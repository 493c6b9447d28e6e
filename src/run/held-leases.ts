import { stepOf } from '../base/item-name.ts';
import { isJsonObject } from '../base/json.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';
import { tokenCaptured } from '../model/own-token.ts';
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
  /** Tokens of single credentials, by accessor, with the step that was given it. */
  readonly #tokens = new Map<string, string>();
  readonly #gives: ReadonlySet<string>;
  readonly #makesTokens: ReadonlySet<string>;
  readonly #keeps: ReadonlySet<string>;
  readonly #revokes: ReadonlySet<string>;

  constructor(plan: Pick<Plan, 'steps' | 'rollback'>) {
    this.#gives = named(plan, (step) => gives(step) && !keeps(step));
    this.#keeps = named(plan, (step) => gives(step) && keeps(step));
    this.#makesTokens = named(plan, ({ with: settings }) => settings['ownToken'] === true);
    this.#revokes = named(plan, ({ action }) => action === 'revoke');
  }

  /** Whether no step of the plan is given anything that ends with the run. */
  get isVoid(): boolean {
    return this.#gives.size + this.#makesTokens.size === 0;
  }

  /** Tokens of which nobody knows whether a credential was made with them, or whose credential ends with the run. */
  get tokens(): readonly { readonly accessor: string; readonly step: string }[] {
    return [...this.#tokens].map(([accessor, step]) => ({ accessor, step }));
  }

  get all(): readonly HeldLease[] {
    return [...this.#held.values()];
  }

  /** What an event changes: a lease that is held from now on, or one that is not any more. */
  see(event: RunEvent): { readonly held: HeldLease } | { readonly revoked: string } | undefined {
    if (event.type === 'step-captured') this.#seeToken(event);
    if (event.type !== 'step-done') return undefined;
    const place = placeOf(event.phase, stepOf(event.step));
    if (this.#keeps.has(place)) this.#letGo(event.step);
    const lease = leaseIn(event.outputs);
    if (lease === undefined) return undefined;
    if (this.#gives.has(place)) {
      const held = { ...lease, step: event.step };
      this.#held.set(held.id, held);
      return { held };
    }
    return this.#revokes.has(place) && this.#held.delete(lease.id) ? { revoked: lease.id } : undefined;
  }

  #seeToken({ step, phase, state }: Extract<RunEvent, { type: 'step-captured' }>): void {
    const accessor = this.#makesTokens.has(placeOf(phase, stepOf(step))) ? tokenCaptured(state) : undefined;
    if (accessor !== undefined) this.#tokens.set(accessor, step);
  }

  /** The last token of a step is that of the credential which it gave. */
  #letGo(step: string): void {
    const last = this.tokens.findLast((token) => token.step === step);
    if (last !== undefined) this.#tokens.delete(last.accessor);
  }
}

function gives({ action }: PlannedStep): boolean {
  return action === 'read' || action === 'write';
}

function keeps({ with: settings }: PlannedStep): boolean {
  return settings['keepLease'] === true;
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
