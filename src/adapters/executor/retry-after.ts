/** Nobody is waited for any longer, whatever they ask: a run has bounds. */
const LONGEST_MS = 24 * 3600 * 1000;

/** What a `Retry-After` header asks for, in ms: seconds, or an HTTP date. Undefined where it says nothing that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(0, ms));
}
