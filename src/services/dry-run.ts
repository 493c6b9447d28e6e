import { AtomError } from '../base/errors.ts';
import type { DryRun } from '../model/dry-run.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import type { Children } from '../plan/nested/family.ts';
import { type PackageReference, parseReference } from '../plan/reference.ts';
import type { Policy } from '../policy/policy.ts';
import type { VerifyFile } from './admit-package.ts';
import { judgeNested } from './judge-nested.ts';
import { judgePackage } from './judge-package.ts';
import { mayExceptIn } from './may-except.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';

/** A package, and the rules that its signer may except: none while nobody verified who that is. */
export interface Candidate {
  readonly wpk: Wpk;
  readonly mayExcept: readonly string[];
}

export interface DryRunDeps extends PackageDeps {
  /** The package of the registry that a reference names. @throws {AtomError} ATOM_PACKAGE_NOT_FOUND */
  readonly resolve: (reference: PackageReference) => Promise<Candidate>;
  /** Verifies a file with the bundle beside it, under today's trust policy. */
  readonly verifyFile: VerifyFile;
  /** What judges packages here. */
  readonly policy: () => Promise<Policy>;
  /** What it would do, where that can be told without inputs. */
  readonly preview: (
    candidate: Candidate,
    verdict: Verdict,
    children: Children | null,
  ) => Promise<PlanPreview | null>;
  /** Keeps what was found, bound to the digests of package and policy. */
  readonly record: (dryRun: DryRun) => Promise<void>;
  readonly now: () => Date;
}

/** Judges a folder, a file or NAME[@VERSION]. Nothing is started, and no signature is needed. */
export async function dryRun(deps: DryRunDeps, { ref }: { readonly ref: string }): Promise<DryRun> {
  const policy = await deps.policy();
  const candidate = await candidateOf(deps, ref);
  const { wpk, mayExcept } = candidate;
  const now = deps.now();
  const own = await judgePackage({ wpk, mayExcept, now, policy });
  const { verdict, nested, children } = await judgeNested(wpk, own, { resolve: deps.resolve, policy, now });
  const preview = await deps.preview(candidate, verdict, children);
  const result = { name: wpk.name, version: wpk.version, ...verdict, nested, preview };
  await deps.record(result);
  return result;
}

/** A path that is there wins over a name: what lies before the user is what they mean. */
async function candidateOf(deps: DryRunDeps, ref: string): Promise<Candidate> {
  const reference = parseReference(ref);
  const isPath = reference === undefined || (await exists(deps, ref));
  if (!isPath) return deps.resolve(reference);
  const wpk = await openPackage(deps, ref);
  const isFolder = (await deps.files.kindOf(ref)) === 'folder';
  return { wpk, mayExcept: isFolder ? [] : await mayExceptIn(wpk, () => deps.verifyFile(ref)) };
}

async function exists({ files }: DryRunDeps, path: string): Promise<boolean> {
  try {
    await files.kindOf(path);
    return true;
  } catch (thrown) {
    if (thrown instanceof AtomError && thrown.code === 'ATOM_FILE_UNREADABLE') return false;
    throw thrown;
  }
}
