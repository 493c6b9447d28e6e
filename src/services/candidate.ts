import { AtomError } from '../base/errors.ts';
import type { Wpk } from '../model/wpk.ts';
import { type PackageReference, parseReference } from '../plan/reference.ts';
import type { VerifyFile } from './admit-package.ts';
import { mayExceptIn } from './may-except.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';

/** A package, and the rules that its signer may except: none while nobody verified who that is. */
export interface Candidate {
  readonly wpk: Wpk;
  readonly mayExcept: readonly string[];
}

export interface CandidateDeps extends PackageDeps {
  /** The package of the registry that a reference names. @throws {AtomError} ATOM_PACKAGE_NOT_FOUND */
  readonly resolve: (reference: PackageReference) => Promise<Candidate>;
  /** Verifies a file with the bundle beside it, under today's trust policy. */
  readonly verifyFile: VerifyFile;
}

/** A path that is there wins over a name: what lies before the user is what they mean. */
export async function candidateOf(deps: CandidateDeps, ref: string): Promise<Candidate> {
  const reference = parseReference(ref);
  const isPath = reference === undefined || (await exists(deps, ref));
  if (!isPath) return deps.resolve(reference);
  const wpk = await openPackage(deps, ref);
  const isFolder = (await deps.files.kindOf(ref)) === 'folder';
  return { wpk, mayExcept: isFolder ? [] : await mayExceptIn(wpk, () => deps.verifyFile(ref)) };
}

async function exists({ files }: CandidateDeps, path: string): Promise<boolean> {
  try {
    await files.kindOf(path);
    return true;
  } catch (thrown) {
    if (thrown instanceof AtomError && thrown.code === 'ATOM_FILE_UNREADABLE') return false;
    throw thrown;
  }
}
