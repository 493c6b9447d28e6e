import { ExpressionError } from '../base/expression/failure.ts';
import { evaluateList } from '../base/expression/list.ts';
import { listBound, readsOfRun } from '../base/expression/list-bound.ts';
import type { JsonObject } from '../base/json.ts';
import type { Spec } from '../model/generated/manifest.ts';
import type { PlannedStep } from '../model/plan.ts';

/** How many items a forEach step will have, as far as that can be told before the run. */
export type KnownItems =
  | { readonly kind: 'known'; readonly count: number }
  | { readonly kind: 'unknown'; readonly from: readonly string[]; readonly atMost: number | null }
  /** It cannot be carried out with these inputs. */
  | { readonly kind: 'impossible'; readonly why: string };

/** Undefined for a step that is one step. */
export function knownItems(
  { forEach }: Pick<PlannedStep, 'forEach'>,
  { inputs, spec }: { readonly inputs: JsonObject; readonly spec: Spec },
): KnownItems | undefined {
  if (forEach === null) return undefined;
  const from = readsOfRun(forEach.items);
  if (from.length > 0) return { kind: 'unknown', from, atMost: listBound(forEach.items, declaredIn(spec)) };
  try {
    return { kind: 'known', count: evaluateList(forEach.items, { inputs }).length };
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: 'impossible', why: error.message };
    throw error;
  }
}

/** `12 items`, or `unknown (from steps.find), at most 20`. */
export function showKnownItems(known: KnownItems): string {
  switch (known.kind) {
    case 'known':
      return `${known.count} ${known.count === 1 ? 'item' : 'items'}`;
    case 'unknown': {
      const most = known.atMost === null ? '' : `, at most ${known.atMost}`;
      return `unknown (from ${known.from.join(', ')})${most}`;
    }
    case 'impossible':
      return `impossible: ${known.why}`;
  }
}

/** The declaration of an output of a step. */
function declaredIn({ handlers }: Spec): Parameters<typeof listBound>[1] {
  return (name, output) => {
    const outputs: JsonObject = { ...handlers.find((step) => step.name === name)?.outputs };
    return outputs[output];
  };
}
