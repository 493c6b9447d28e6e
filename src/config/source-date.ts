import { AtomError } from '../base/errors.ts';

/** What fits the eleven octal digits of a tar header: until the year 2242. */
const LATEST = 0o77777777777;

/** SOURCE_DATE_EPOCH as reproducible-builds.org defines it: whole seconds since 1970; 0 when not set. */
export function sourceDateEpoch(value: string | null): number {
  const seconds = /^\d{1,11}$/.test(value ?? '0') ? Number(value ?? '0') : Number.NaN;
  if (seconds <= LATEST) return seconds;
  throw new AtomError(
    'ATOM_USAGE',
    `SOURCE_DATE_EPOCH is "${value}", which is not whole seconds since 1970`,
    {
      hint: 'export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)',
    },
  );
}
