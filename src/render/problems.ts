import { styleText } from './style.ts';
import { formatLocation } from '../base/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Validation } from '../model/validation.ts';

/** One line a problem, as editors and CI systems read them, and a line that says how it ended. */
export function describeValidation({ items }: Validation): string {
  const wrong = items.filter(({ valid }) => !valid);
  const lines = items.flatMap(({ id, file, valid, problems }) =>
    valid ? [`${styleText('green', 'ok')} ${file} (${id})`] : problems.map(describeProblem),
  );
  if (wrong.length > 0) {
    const count = wrong.reduce((sum, { problems }) => sum + problems.length, 0);
    const packages =
      items.length === 1 ? 'the package is' : `${wrong.length} of ${items.length} packages are`;
    lines.push(
      `${styleText('red', 'Error:')} ${packages} invalid: ${count} ${count === 1 ? 'problem' : 'problems'} ${styleText('dim', '(ATOM_PACKAGE_INVALID)')}`,
      '  try:   atomctl explain spec.handlers',
    );
  }
  return lines.join('\n');
}

/** 3 when a package is invalid: the same answer for both lanes. */
export function exitCodeOf({ items }: Validation): number {
  return items.every(({ valid }) => valid) ? 0 : 3;
}

export function describeProblem({ location, message, suggestion }: Problem): string {
  const meant = suggestion === undefined ? '' : ` — did you mean ${styleText('cyan', suggestion)}?`;
  return `${styleText('bold', formatLocation(location))}: ${message}${meant}`;
}
