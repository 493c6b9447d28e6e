import { listBound, readsOfRun } from '../../base/expression/list-bound.ts';
import type { Spec, Step } from '../../model/generated/manifest.ts';
import type { Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { inManifest } from './finding.ts';

export const autoUnbounded: Rule = {
  id: 'auto-unbounded',
  version: 3,
  title: 'Runs by itself without bounds',
  severity: 'medium',
  why: 'mode: auto runs with nobody watching: what it may touch, how long, and how many at once has to be said beforehand.',
  fix: 'Set validation.limits.timeout, maxItems of the outputs that a forEach goes over, for Kubernetes safety.blastRadius and the namespaces of each permission, and with triggers spec.concurrency; or leave the mode manual.',
  *check(view) {
    const { safety } = view.wpk?.manifest.spec ?? {};
    if (safety?.mode !== 'auto') return;
    const missing = missingBounds(view);
    if (missing.length > 0) {
      const what = `The package runs by itself without ${missing.join(', and without ')}.`;
      yield { ...inManifest(view, '/spec/safety/mode'), what };
    }
    if (safety.dryRun?.requiredClass === 'caution') {
      const place = inManifest(view, '/spec/safety/dryRun/requiredClass');
      yield { ...place, what: 'The package runs by itself even where a person should look first.' };
    }
  },
};

function missingBounds({ access, effects, wpk }: PackageView): string[] {
  const { concurrency, safety, triggers = [], validation } = wpk?.manifest.spec ?? {};
  const changesCluster = effects.some(({ reads }) => !reads);
  const everywhere = access.permissions.some(
    ({ namespaces, resourceNames, verbs }) =>
      namespaces === null && resourceNames.length === 0 && verbs.some((verb) => !READING.has(verb)),
  );
  const bounds: readonly (readonly [missing: boolean, words: string])[] = [
    [validation?.limits?.timeout === undefined, 'a timeout'],
    [changesCluster && safety?.blastRadius === undefined, 'a blast radius'],
    [changesCluster && everywhere, 'namespaces that it keeps to'],
    [triggers.length > 0 && concurrency === undefined, 'a limit of runs at once'],
    [hasEndlessList(wpk?.manifest.spec), 'a bound of the items of each forEach'],
  ];
  return bounds.filter(([missing]) => missing).map(([, words]) => words);
}

function hasEndlessList(spec: Spec | undefined): boolean {
  const handlers = spec?.handlers ?? [];
  return [...handlers, ...(spec?.rollback?.handlers ?? [])].some((step) => isEndless(step, handlers));
}

/** Whether only the run will tell how many items a step has, and nothing says how many at most. */
function isEndless({ forEach }: Step, handlers: readonly Step[]): boolean {
  if (forEach === undefined || readsOfRun(forEach).length === 0) return false;
  const declared = (name: string, output: string) => {
    const rule = handlers.find((step) => step.name === name)?.outputs?.[output]?.['maxItems'];
    return typeof rule === 'number' ? { maxItems: rule } : undefined;
  };
  return listBound(forEach, declared) === null;
}

const READING = new Set(['get', 'list', 'watch']);
