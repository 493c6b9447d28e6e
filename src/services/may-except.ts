import { AtomError } from '../base/errors.ts';
import type { VerifiedWpk } from '../model/trust.ts';
import type { Wpk } from '../model/wpk.ts';

const NOT_VERIFIED = 4;

/** Rules that the package's signer may except: none where nobody trusted signed these bytes. Asked only where the author asks. */
export async function mayExceptIn(wpk: Wpk, verify: () => Promise<VerifiedWpk>): Promise<readonly string[]> {
  if ((wpk.manifest.spec.validation?.exceptions ?? []).length === 0) return [];
  try {
    const verified = await verify();
    return verified.digest === wpk.digest ? verified.mayExcept : [];
  } catch (thrown) {
    if (thrown instanceof AtomError && thrown.exitCode === NOT_VERIFIED) return [];
    throw thrown;
  }
}
