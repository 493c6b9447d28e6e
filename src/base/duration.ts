import { AtomError } from './errors.ts';

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads "250ms", "30s", "15m", "4h" or "2d" as milliseconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount === undefined || !isUnit(unit)) {
    throw new AtomError('ATOM_USAGE', `"${text}" is not a duration`, {
      hint: 'Write 250ms, 30s, 15m, 4h or 2d',
    });
  }
  return Number(amount) * UNIT_MS[unit];
}

/** Milliseconds as a person reads them: 340ms, 2.1s, 4m10s, 3h05m. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)}s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes}m${pad(Math.floor((ms % 60_000) / 1000))}s`;
  return `${Math.floor(minutes / 60)}h${pad(minutes % 60)}m`;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNIT_MS {
  return unit !== undefined && unit in UNIT_MS;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
