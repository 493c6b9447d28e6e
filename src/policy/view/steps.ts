import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Step, StepType } from '../../model/generated/manifest.ts';
import type { Wpk } from '../../model/wpk.ts';
import { fill } from './inputs.ts';

/** A step, rollback handler or probe, with what is known of the inputs filled in. */
export interface StepView {
  readonly name: string;
  readonly type: StepType;
  readonly action: string | null;
  readonly with: JsonObject;
  readonly phase: 'run' | 'rollback' | 'probe';
  readonly pointer: string;
  /** As it was written. */
  readonly step: Step;
}

export function stepsOf(wpk: Wpk, inputs: JsonObject): StepView[] {
  const { handlers, rollback, runtime } = wpk.manifest.spec;
  const view = (step: Step, pointer: string, phase: 'run' | 'rollback'): StepView[] => {
    const own: StepView = {
      name: step.name,
      type: step.type ?? runtime.type,
      action: step.action ?? null,
      with: filled(step.with, inputs),
      phase,
      pointer,
      step,
    };
    if (step.probe === undefined) return [own];
    const type = step.probe.type ?? (own.type === 'script' ? 'script' : 'shell');
    const probe = { ...own, type, with: filled(step.probe.with, inputs), phase: 'probe' as const };
    return [own, { ...probe, pointer: pointerTo(pointer, 'probe') }];
  };
  return [
    ...handlers.flatMap((step, index) => view(step, pointerTo('/spec/handlers', index), 'run')),
    ...(rollback?.handlers ?? []).flatMap((step, index) =>
      view(step, pointerTo('/spec/rollback/handlers', index), 'rollback'),
    ),
  ];
}

function filled(settings: Readonly<Record<string, unknown>> | undefined, inputs: JsonObject): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a validated manifest is JSON; the generated type does not say so.
  const written = (settings ?? {}) as JsonObject;
  // What holds no expression stays the manifest's own: a copy for each of ten thousand steps is felt.
  const value = JSON.stringify(written).includes('${{') ? fill(written, inputs) : written;
  return isJsonObject(value) ? value : {};
}

/** The texts of a list; nothing where it is none. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
