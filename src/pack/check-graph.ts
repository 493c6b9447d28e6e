import { pointerTo } from '../base/pointer.ts';
import { suggest } from '../base/suggest.ts';
import type { Finding } from '../base/document/finding.ts';
import type { Outline, StepOutline } from './outline.ts';

/** Names that are there twice, needs that nobody has, and needs that go round. */
export function graphFindings({ steps }: Outline): Finding[] {
  return [
    ...duplicateNames(steps),
    ...unknownNeeds(steps.filter(({ phase }) => phase === 'steps')),
    ...unknownNeeds(steps.filter(({ phase }) => phase === 'rollback')),
    ...cycles(steps),
  ];
}

function duplicateNames(steps: readonly StepOutline[]): Finding[] {
  const first = new Map<string, StepOutline>();
  return steps.flatMap((step) => {
    if (step.name === undefined) return [];
    const other = first.get(step.name);
    if (other === undefined) first.set(step.name, step);
    if (other === undefined) return [];
    const message = `There are two steps with the name "${step.name}": every step, of the rollback too, has its own`;
    return [{ kind: 'duplicate-name', message, pointer: `${step.pointer}/name` }];
  });
}

function unknownNeeds(steps: readonly StepOutline[]): Finding[] {
  const names = new Set(steps.flatMap(({ name }) => name ?? []));
  return steps.flatMap(({ needs, pointer, name }) =>
    needs.flatMap((need, i): Finding[] => {
      if (names.has(need)) return [];
      const meant = suggest(
        need,
        [...names].filter((other) => other !== name),
      );
      const message = `"needs" names the step "${need}", which is not there`;
      const at = pointerTo(pointer, 'needs', i);
      return [
        { kind: 'unknown-step', message, pointer: at, ...(meant !== undefined && { suggestion: meant }) },
      ];
    }),
  );
}

/** One finding for each way round: at the `needs` of the step of it that comes first. Without recursion: graphs may be deep. */
function cycles(steps: readonly StepOutline[]): Finding[] {
  const byName = stepsByName(steps);
  const done = new Set<StepOutline>();
  const findings: Finding[] = [];
  for (const start of steps) {
    const path: { step: StepOutline; next: number }[] = done.has(start) ? [] : [{ step: start, next: 0 }];
    const onPath = new Set(path.map(({ step }) => step));
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const need = top.step.needs[top.next];
      top.next += 1;
      if (need === undefined) {
        path.pop();
        onPath.delete(top.step);
        done.add(top.step);
        continue;
      }
      const target = byName.get(need);
      if (target === undefined || done.has(target)) continue;
      if (onPath.has(target))
        findings.push(
          cycleFinding(
            path.map(({ step }) => step),
            target,
          ),
        );
      else {
        path.push({ step: target, next: 0 });
        onPath.add(target);
      }
    }
  }
  return findings;
}

function cycleFinding(path: readonly StepOutline[], target: StepOutline): Finding {
  const round = path.slice(path.indexOf(target));
  const names = [...round, target].map(({ name }) => name);
  const shown = names.length > 12 ? [...names.slice(0, 10), '…', names.at(-1)] : names;
  const index = target.needs.indexOf(round[1]?.name ?? target.name ?? '');
  return {
    kind: 'needs-cycle',
    message: `"needs" goes round: ${shown.join(' → ')}`,
    pointer: pointerTo(target.pointer, 'needs', Math.max(index, 0)),
  };
}

/** Every step of the same phase that a step waits for, at once or behind others. */
export function stepsBehind(
  step: StepOutline,
  byName: ReadonlyMap<string, StepOutline>,
): ReadonlySet<string> {
  const behind = new Set(step.needs);
  for (const name of behind) for (const need of byName.get(name)?.needs ?? []) behind.add(need);
  return behind;
}

/** The first step of each name. */
export function stepsByName(steps: readonly StepOutline[]): Map<string, StepOutline> {
  return new Map(steps.toReversed().flatMap((step) => (step.name === undefined ? [] : [[step.name, step]])));
}
