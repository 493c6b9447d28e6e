import { isJsonObject, textOf } from '../base/json.ts';
import type { EngineLimits } from '../model/engine-limits.ts';
import type { PlannedStep } from '../model/plan.ts';

/**
 * What docker steps declare and nobody holds their containers to. `engine` is what this host's engine says that it can
 * enforce; null: none answered; undefined: nobody asked.
 */
export function looseContainers(
  steps: readonly Pick<PlannedStep, 'name' | 'type' | 'with'>[],
  engine: EngineLimits | null | undefined,
): string[] {
  return steps
    .filter(({ type }) => type === 'docker')
    .flatMap((step) => [...looseNetwork(step), ...looseLimits(step, engine)]);
}

type Container = Pick<PlannedStep, 'name' | 'with'>;

function looseNetwork({ name, with: { network = 'none' } }: Container): string[] {
  return network === 'none'
    ? []
    : [`network.egress for ${name}: its container has the network ${textOf(network)}`];
}

function looseLimits(
  { name, with: { limits } }: Container,
  engine: EngineLimits | null | undefined,
): string[] {
  if (engine === undefined || !isJsonObject(limits)) return [];
  return (['cpu', 'memory', 'pids'] as const).flatMap((limit) => {
    const most = limits[limit];
    if (most === undefined || engine?.[limit] === true) return [];
    const why = engine === null ? 'no container engine answers' : 'this container engine cannot';
    return [`limits.${limit} ${textOf(most)} for ${name}: ${why}`];
  });
}
