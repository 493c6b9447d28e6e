import { parseBytes } from '../base/bytes.ts';
import type { Spec } from '../model/generated/manifest.ts';
import type { Enforceable, Plan, PlannedStep, PlanPreview, ProcessLimits } from '../model/plan.ts';

type DeclaredLimits = NonNullable<NonNullable<Spec['validation']>['limits']>;

export function processLimits({ cpu, memory }: DeclaredLimits = {}): ProcessLimits {
  return { cpu: cpu === undefined ? null : processors(cpu), memoryBytes: parseBytes(memory ?? '') ?? null };
}

/** Whether there is a limit that it takes a look at this host to promise. */
export function declaresLimits({ validation }: Spec): boolean {
  return validation?.limits?.cpu !== undefined || validation?.limits?.memory !== undefined;
}

/** The limits that a run of this plan holds its processes to. */
export function heldLimits({ limits, enforced }: Pick<Plan, 'limits' | 'enforced'>): ProcessLimits {
  return {
    cpu: enforced.includes('cpu') ? limits.cpu : null,
    memoryBytes: enforced.includes('memory') ? limits.memoryBytes : null,
  };
}

export function enforcedOf({ validation }: Spec, here: ReadonlySet<Enforceable>): PlanPreview['enforced'] {
  const { cpu, memory } = validation?.limits ?? {};
  return [
    ...(cpu !== undefined && here.has('cpu') ? (['cpu'] as const) : []),
    ...(memory !== undefined && (here.has('memory') || here.has('memory-of-each'))
      ? (['memory'] as const)
      : []),
  ];
}

/** What a plan with process steps declares, and nothing here holds them to. `egress` has its values, where they are known. */
export function notEnforced(
  { validation }: Spec,
  steps: readonly PlannedStep[],
  { here, egress }: { readonly here: ReadonlySet<Enforceable>; readonly egress?: readonly string[] },
): string[] {
  if (!steps.some(({ type }) => type === 'shell' || type === 'script')) return [];
  const { limits, permissions, network } = validation ?? {};
  const declared: readonly (readonly [Enforceable, string | undefined])[] = [
    ['cpu', limits?.cpu === undefined ? undefined : `limits.cpu ${limits.cpu}`],
    ['memory', limits?.memory === undefined ? undefined : memoryText(limits.memory, here)],
    ['egress', `network.egress ${placesText(egress ?? network?.egress)}, for processes`],
    ['permissions', permissions === undefined ? undefined : 'permissions, for processes'],
  ];
  return declared.flatMap(([what, text]) => (text === undefined || here.has(what) ? [] : [text]));
}

function placesText(places: readonly string[] = []): string {
  return places.length > 0 ? places.join(', ') : 'none';
}

function memoryText(memory: string, here: ReadonlySet<Enforceable>): string {
  const text = `limits.memory ${memory}`;
  return here.has('memory-of-each')
    ? `${text} for a step as a whole: each of its processes is held to it`
    : text;
}

/** As in Kubernetes: 1, 0.5 or 500m. */
function processors(text: string): number {
  return text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text);
}
