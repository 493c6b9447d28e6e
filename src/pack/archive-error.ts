import { AtomError } from '../base/errors.ts';

/** One entry and what is wrong with it. */
export interface EntryProblem {
  readonly path: string;
  readonly why: string;
}

const SHOWN = 20;

export function damagedArchive(why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_ARCHIVE_INVALID', `The archive cannot be used: ${why}`, {
    hint: 'Get the package again, or make it anew: atomctl pack DIR',
    ...(cause !== undefined && { cause }),
  });
}

export function unsafeArchive(problems: readonly EntryProblem[]): AtomError {
  return new AtomError('ATOM_ARCHIVE_UNSAFE', `The archive is refused: ${inWords(problems)}`, {
    hint: 'Do not unpack it with other tools; ask its author for one that was made with: atomctl pack DIR',
    details: { entries: problems.slice(0, SHOWN) },
  });
}

export function unfitFiles(problems: readonly EntryProblem[]): AtomError {
  return new AtomError('ATOM_PACKAGE_INVALID', `This cannot be packed: ${inWords(problems)}`, {
    hint: 'Rename or remove the file and pack again',
    details: { entries: problems.slice(0, SHOWN) },
  });
}

export function tooLarge(why: string): AtomError {
  return new AtomError('ATOM_PACKAGE_TOO_LARGE', `The package is too large: ${why}`, {
    hint: 'Keep data out of the package, and let a step fetch it',
  });
}

function inWords(problems: readonly EntryProblem[]): string {
  const [first] = problems;
  if (first === undefined) throw new Error('nothing is wrong');
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  return `${printable(first.path)} ${first.why}${more}`;
}

/** A path that an attacker chose, without what could steer a terminal, and not too long. */
function printable(path: string): string {
  const quoted = JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path);
  return quoted.replaceAll(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '\ufffd');
}
