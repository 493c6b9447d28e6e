import { isJsonObject, type Json } from '../../base/json.ts';
import { retryAfterMs } from '../executor/network/retry-after.ts';
import { VaultFailure } from './failure.ts';
import type { VaultAnswer } from './transport.ts';

const LONGEST = 300;

/** What an answer that is no success means; undefined for success. */
export function answerFailure(
  { status, body, retryAfter }: VaultAnswer,
  path: string,
): VaultFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const said = wordsOf(body);
  switch (status) {
    case 403:
      return new VaultFailure('denied', `Vault does not let this token use ${path}`, {
        hint: `vault token capabilities ${path}`,
        body,
      });
    case 404:
      return new VaultFailure('missing', `Vault has nothing at ${path}`, { hint: listing(path), body });
    case 429:
      return new VaultFailure('throttled', `Vault asks to wait${pause(retryAfter)}`, {
        hint: 'Try again later',
        body,
        retryAfterMs: retryAfterMs(retryAfter, new Date()),
      });
    case 503:
      return /sealed/i.test(said)
        ? new VaultFailure('sealed', 'Vault is sealed', { hint: 'vault operator unseal', body })
        : new VaultFailure('unreachable', `Vault is not available${pause(retryAfter)}${quoted(said)}`, {
            hint: 'vault status',
            body,
            retryAfterMs: retryAfterMs(retryAfter, new Date()),
          });
    default:
      return otherwise(status, said, body);
  }
}

function otherwise(status: number, said: string, body: Json): VaultFailure {
  if (status >= 500 || status === 472 || status === 473) {
    return new VaultFailure('unreachable', `Vault answered ${status}${quoted(said)}`, {
      hint: 'vault status',
      body,
    });
  }
  const problem = /check-and-set/.test(said) ? 'conflict' : 'invalid';
  return new VaultFailure(problem, `Vault refused the request${quoted(said)}`, {
    hint: 'atomctl explain vault.with',
    body,
  });
}

/** Vault's own words, on one line. */
export function wordsOf(body: Json): string {
  const errors = isJsonObject(body) ? body['errors'] : undefined;
  const texts = Array.isArray(errors) ? errors.filter((error) => typeof error === 'string') : [];
  return texts
    .join('; ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b(?:hv[sbr]|s|b|r)\.[A-Za-z0-9_-]{20,}/g, '[token]')
    .slice(0, LONGEST);
}

function quoted(said: string): string {
  return said === '' ? '' : `: ${said}`;
}

function pause(retryAfter: string | undefined): string {
  return retryAfter === undefined || !/^\d{1,6}$/.test(retryAfter) ? '' : ` ${retryAfter} s`;
}

function listing(path: string): string {
  return `vault list ${path.split('/').slice(0, -1).join('/') || path}`;
}
