import { type Effect, titleOf } from '../kubernetes/effect.ts';
import type { PackageView } from '../view/package-view.ts';

/** What changes the resources: only what names them, or deletes the package's own objects of them. */
export function* effectsOn(
  view: PackageView,
  resources: readonly string[],
): Iterable<Effect & { readonly title: string }> {
  for (const effect of view.effects) {
    if (effect.reads) continue;
    const targets = effect.targets.filter(
      ({ resource, object }) =>
        resources.includes(resource) && (object === null || effect.action === 'delete'),
    );
    if (targets.length > 0) yield { ...effect, title: titleOf({ ...effect, targets }) };
  }
}
