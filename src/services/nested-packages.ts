import { AtomError } from '../base/errors.ts';
import type { PlannedPackage } from '../model/plan.ts';
import type { Wpk } from '../model/wpk.ts';
import { beyondParent } from '../plan/nested/beyond.ts';
import { refuseChain } from '../plan/nested/chain.ts';
import {
  type Children,
  type Nested,
  type NestingStep,
  nestingSteps,
  pinnedDigest,
} from '../plan/nested/family.ts';
import { parseReference } from '../plan/reference.ts';

/** Gives the package that a pin names, as it is asked for. */
type Load<Package extends Wpk> = (pin: PlannedPackage) => Promise<Package>;

/** Is told of a workflow that cannot be nested, and why: it is left out, and what is beside it is not. */
type PutAside = (workflow: string, failure: AtomError) => void;

interface Around<Package extends Wpk> {
  readonly around: Wpk;
  readonly chain: readonly string[];
  readonly children: Map<string, Nested<Package>>;
}

const MOST_PACKAGES = 100;

/**
 * The workflows that a package nests, at any depth: each is the one that is pinned, and declares nothing that the
 * package around it does not. Without `aside`, one that cannot be nested is the end of all. @throws {AtomError} ATOM_PACKAGE_INVALID, ATOM_PACKAGE_MISMATCH, ATOM_PERMISSION_DENIED
 */
export async function nestedPackages<Package extends Wpk>(
  wpk: Wpk,
  load: Load<Package>,
  aside?: PutAside,
): Promise<Children<Package>> {
  let left = MOST_PACKAGES;
  const within = async (around: Wpk, chain: readonly string[]): Promise<Children<Package>> => {
    const children = new Map<string, Nested<Package>>();
    for (const step of nestingSteps(around.manifest.spec)) {
      try {
        await take(step, { around, chain, children });
      } catch (thrown) {
        if (aside === undefined || !(thrown instanceof AtomError)) throw thrown;
        aside(step.workflow, thrown);
      }
    }
    return children;
  };
  const take = async (step: NestingStep, { around, chain, children }: Around<Package>): Promise<void> => {
    const { workflow } = step;
    refuseChain(chain, workflow);
    const known = children.get(workflow)?.wpk;
    if (known === undefined && left-- <= 0) throw tooMany(wpk);
    const child = known ?? (await load(pinOf(around, workflow)));
    refuseOther(around, child, workflow);
    refuseBeyond(around, child, step);
    if (known !== undefined) return;
    children.set(workflow, { wpk: child, children: await within(child, [...chain, workflow]) });
  };
  return within(wpk, [called(wpk)]);
}

function called({ name, version }: Wpk): string {
  return `${name}@${version}`;
}

/** Validation has seen that the workflow is pinned. */
function pinOf({ manifest }: Wpk, workflow: string): PlannedPackage {
  const reference = parseReference(workflow);
  const digest = pinnedDigest(manifest.spec, workflow);
  if (reference === undefined || reference.version === null || digest === undefined) {
    throw new AtomError('ATOM_PACKAGE_INVALID', `${workflow} is no pinned NAME@VERSION`, {
      hint: 'atomctl explain spec.runtime.requirements.workflows',
    });
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the manifest's schema holds digests to this form.
  return { name: reference.name, version: reference.version, digest: digest as PlannedPackage['digest'] };
}

function refuseOther(around: Wpk, child: Wpk, workflow: string): void {
  const pinned = pinnedDigest(around.manifest.spec, workflow);
  if (child.digest === pinned) return;
  throw new AtomError(
    'ATOM_PACKAGE_MISMATCH',
    `${called(around)} pins ${workflow} to ${pinned}, and the registry's is ${child.digest}`,
    { hint: `atomctl workflows show ${child.name}`, details: { workflow, pinned, found: child.digest } },
  );
}

function refuseBeyond(around: Wpk, child: Wpk, step: NestingStep): void {
  const beyond = beyondParent(around.manifest.spec, child.manifest.spec, step);
  if (beyond.length === 0) return;
  throw new AtomError(
    'ATOM_PERMISSION_DENIED',
    `${step.name} nests ${called(child)}, which declares what ${called(around)} does not: ${beyond.join('; ')}`,
    {
      hint: `Declare it under spec.validation of ${around.name} too: atomctl explain spec.validation`,
      details: { step: step.name, workflow: called(child), beyond },
    },
  );
}

function tooMany(wpk: Wpk): AtomError {
  return new AtomError('ATOM_PACKAGE_INVALID', `${called(wpk)} nests more than ${MOST_PACKAGES} workflows`, {
    hint: `atomctl inspect ${called(wpk)}`,
  });
}
