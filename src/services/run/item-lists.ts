import { evaluateList } from '../../base/expression/list.ts';
import { type Digest, digestOf } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import { type Json, textOf } from '../../base/json.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError } from '../../model/run.ts';
import { itemOf } from '../../base/item-name.ts';
import { progressOf } from '../../run/progress-of.ts';
import { errorOf } from './settings-error.ts';
import { pathsOf, type RunScope, scopeFor, secretInputsOf, secretsRead } from './scope.ts';

/** A list that was just evaluated. */
export interface Expanded {
  readonly count: number;
  readonly digest: Digest;
}

const SHOWN_CHARACTERS = 60;

/** The lists of a run's forEach steps, while items of them may still start. The journal holds only their digests. */
export class ItemLists {
  readonly #scope: RunScope;
  readonly #lists = new Map<string, readonly Json[]>();

  constructor(scope: RunScope) {
    this.#scope = scope;
  }

  /** Evaluates the list of a forEach step. */
  expand({ name, forEach }: PlannedStep): Expanded | StepError {
    const expression = forEach?.items ?? '[]';
    try {
      const [secret] = secretsRead(pathsOf(expression), secretInputsOf(this.#scope.plan));
      if (secret !== undefined)
        return { kind: 'refused', message: `forEach may not read the secret ${secret}` };
      const list = evaluateList(expression, scopeFor(this.#scope, pathsOf(expression)));
      this.#lists.set(name, list);
      return { count: list.length, digest: digestOf(JSON.stringify(list)) };
    } catch (error) {
      const { kind, message } = errorOf(error);
      return { kind, message: `forEach: ${message}` };
    }
  }

  /** What expressions of a step may read: of an item, the item too. */
  scopeOf(step: PlannedStep): RunScope {
    const ref = itemOf(step.name);
    if (ref === undefined) return this.#scope;
    const value = this.#listOf({ ...step, name: ref.step })[ref.index] ?? null;
    return { ...this.#scope, item: { value, index: ref.index } };
  }

  /** An item as a person reads it. */
  shown(step: PlannedStep): string {
    const text = textOf(this.scopeOf(step).item?.value ?? null);
    return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  }

  /** No item of the step will start any more. */
  forget(name: string): void {
    this.#lists.delete(name);
  }

  /** As it was expanded, evaluated again where another process did that. @throws {AtomError} ATOM_STORE_DAMAGED */
  #listOf(step: PlannedStep): readonly Json[] {
    const known = this.#lists.get(step.name);
    if (known !== undefined) return known;
    const { view, run } = this.#scope;
    const before = progressOf(view.steps, step.name) ?? progressOf(view.rollback, step.name);
    const again = this.expand(step);
    const list = this.#lists.get(step.name);
    if (list !== undefined && 'digest' in again && again.digest === before?.items?.digest) return list;
    this.#lists.delete(step.name);
    throw new AtomError(
      'ATOM_STORE_DAMAGED',
      `The items of ${step.name} are not those that ${run} began with`,
      {
        hint: `atomctl audit verify  (to give the run up: atomctl runs cancel ${run})`,
        details: { run, step: step.name },
      },
    );
  }
}
