import { AtomError } from '../base/errors.ts';
import type { UncountedSignature } from '../model/trust.ts';

/** A signature that does not count, and the error that it would be if it were the only one. */
export interface PutAside {
  readonly bundle: string;
  readonly failure: AtomError;
}

export function uncounted({ bundle, failure }: PutAside): UncountedSignature {
  return { bundle, why: failure.message };
}

/** Which signatures do not count, and why. */
export function inWords(aside: readonly PutAside[]): string {
  return aside.map(({ bundle, failure }) => `${bundle} does not count: ${failure.message}`).join('; ');
}

/** Why none of them counts: the error of the only one, or that of the first with what is wrong with each. */
export function failureOf([first, ...more]: readonly [PutAside, ...PutAside[]]): AtomError {
  if (more.length === 0) return first.failure;
  const { code, hint, details } = first.failure;
  return new AtomError(code, inWords([first, ...more]), {
    ...(hint !== undefined && { hint }),
    details: { ...details, notCounted: [first, ...more].map(uncounted) },
    cause: first.failure,
  });
}
