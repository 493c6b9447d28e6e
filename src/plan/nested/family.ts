import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { Manifest } from '../../model/generated/manifest.ts';
import type { Wpk } from '../../model/wpk.ts';

/** A nested workflow as it was admitted, with its own. */
export interface Nested<Package extends Wpk = Wpk> {
  readonly wpk: Package;
  readonly children: Children<Package>;
}

/** By NAME@VERSION. */
export type Children<Package extends Wpk = Wpk> = ReadonlyMap<string, Nested<Package>>;

/** All that are nested, at any depth; one that several nest comes several times. */
export function* familyOf<Package extends Wpk>(children: Children<Package>): Iterable<Nested<Package>> {
  for (const child of children.values()) {
    yield child;
    yield* familyOf(child.children);
  }
}

/** A step that nests a workflow, as it was written. */
export interface NestingStep {
  readonly name: string;
  readonly workflow: string;
  readonly inputs: JsonObject;
}

export function nestingSteps({ runtime, handlers, rollback }: Manifest['spec']): readonly NestingStep[] {
  return [...handlers, ...(rollback?.handlers ?? [])].flatMap(
    ({ name, type = runtime.type, with: settings }) => {
      if (type !== 'workflow') return [];
      const { workflow, inputs = {} }: JsonObject = settings ?? {};
      if (typeof workflow !== 'string' || !isJsonObject(inputs)) return [];
      return [{ name, workflow, inputs }];
    },
  );
}

/** The digest that a package pins a nested workflow to; undefined where it pins none. */
export function pinnedDigest({ runtime }: Manifest['spec'], workflow: string): string | undefined {
  return runtime.requirements?.workflows?.find((pin) => pin.workflow === workflow)?.digest;
}
