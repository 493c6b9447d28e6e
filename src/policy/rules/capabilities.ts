import { capabilitiesBaselineControl, isBaselineCapability } from '../pod-security/capabilities.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { engineOptions } from './container-command.ts';
import { breachesOf, fromStandard } from './pod-rule.ts';

const EVERYTHING = new Set(['SYS_ADMIN', 'ALL']);

export const capSysAdmin: Rule = {
  id: 'cap-sys-admin',
  version: 2,
  title: 'Adds CAP_SYS_ADMIN',
  severity: 'critical',
  why: 'CAP_SYS_ADMIN lets a process mount file systems and change namespaces: with it, leaving the container is a known recipe.',
  fix: 'Drop ALL capabilities and add back the one that is really needed, never SYS_ADMIN or ALL.',
  ...fromStandard(capabilitiesBaselineControl),
  check: (view) => adding(view, (capability) => EVERYTHING.has(capability)),
};

export const addedCapability: Rule = {
  id: 'added-capability',
  version: 2,
  title: 'Adds a capability beyond the baseline',
  severity: 'high',
  why: 'Each capability beyond the default ones lets the container do a thing to the node that ordinary programs may not, such as tracing its processes or changing its network.',
  fix: 'Remove it from securityContext.capabilities.add, or ask for an exception that says what needs it.',
  ...fromStandard(capabilitiesBaselineControl),
  check: (view) => adding(view, (capability) => !EVERYTHING.has(capability)),
};

/** What adds a capability beyond the baseline that is `meant`, by its plain name. */
function* adding(view: PackageView, meant: (capability: string) => boolean): Iterable<Finding> {
  yield* breachesOf(view, capabilitiesBaselineControl, ({ value = '' }) =>
    meant(plainName(value)) ? undefined : null,
  );
  for (const { name, value, place } of engineOptions(view)) {
    const capability = plainName(value);
    if (name === 'cap-add' && !isBaselineCapability(capability) && meant(capability))
      yield { ...place, what: `The container adds the capability ${capability}.`, beyondControl: true };
  }
}

/** Without CAP_, in capitals, as container engines take them. */
function plainName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
