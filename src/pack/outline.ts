import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';

/** A step as far as it can be told from a document that may be wrong in other places. */
export interface StepOutline {
  readonly name: string | undefined;
  /** Its own type, else the runtime's. */
  readonly type: string | undefined;
  readonly needs: readonly string[];
  readonly body: JsonObject;
  readonly pointer: string;
  readonly phase: 'steps' | 'rollback';
}

/** What the cross-checks read: the document without any promise about its shape. */
export interface Outline {
  readonly spec: JsonObject;
  readonly steps: readonly StepOutline[];
  readonly triggers: readonly { readonly body: JsonObject; readonly pointer: string }[];
}

export function outlineOf(document: Json | undefined): Outline {
  const spec = mapping(mapping(document)['spec']);
  const runtimeType = mapping(spec['runtime'])['type'];
  const steps = (list: Json | undefined, pointer: string, phase: StepOutline['phase']): StepOutline[] =>
    items(list).flatMap((item, i) =>
      isJsonObject(item) ? stepOutline(item, { pointer: pointerTo(pointer, i), phase, runtimeType }) : [],
    );
  return {
    spec,
    steps: [
      ...steps(spec['handlers'], '/spec/handlers', 'steps'),
      ...steps(mapping(spec['rollback'])['handlers'], '/spec/rollback/handlers', 'rollback'),
    ],
    triggers: items(spec['triggers']).map((item, i) => ({
      body: mapping(item),
      pointer: pointerTo('/spec/triggers', i),
    })),
  };
}

function stepOutline(
  body: JsonObject,
  at: { pointer: string; phase: StepOutline['phase']; runtimeType: Json | undefined },
): StepOutline {
  return {
    name: text(body['name']),
    type: text(body['type'] ?? at.runtimeType),
    needs: items(body['needs']).filter((need) => typeof need === 'string'),
    body,
    pointer: at.pointer,
    phase: at.phase,
  };
}

export function mapping(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
