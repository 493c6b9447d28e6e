import { AtomError } from '../../base/errors.ts';

/** How many workflows may stand in one chain, the outermost included. */
export const MOST_DEEP = 5;

/** A workflow never nests itself, whatever is between, and none lies too deep. @throws {AtomError} ATOM_PACKAGE_INVALID */
export function refuseChain(chain: readonly string[], next: string): void {
  const shown = [...chain, next].join(' → ');
  if (chain.includes(next)) throw invalid(`${next} nests itself: ${shown}`, chain);
  if (chain.length >= MOST_DEEP) {
    throw invalid(`Workflows are nested more than ${MOST_DEEP} deep: ${shown}`, chain);
  }
}

function invalid(message: string, [outermost = '']: readonly string[]): AtomError {
  return new AtomError('ATOM_PACKAGE_INVALID', message, { hint: `atomctl inspect ${outermost}` });
}
