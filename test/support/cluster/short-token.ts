import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ISSUER } from './commands.ts';

export interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** How late the API server still takes a token: clocks go apart. */
const LEEWAY_S = 60;

/**
 * A service account's token as the API server would sign it, but of less than the ten minutes that it insists on. A token
 * that it took once it takes for ten seconds more.
 */
export function shortToken(pki: string, account: Account, seconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    aud: [ISSUER],
    sub: `system:serviceaccount:${account.namespace}:${account.name}`,
    iat: now - LEEWAY_S,
    nbf: now - LEEWAY_S,
    exp: now - LEEWAY_S + seconds,
    'kubernetes.io': {
      namespace: account.namespace,
      serviceaccount: { name: account.name, uid: account.uid },
    },
  };
  const text = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(claims)}`;
  const key = readFileSync(path.join(pki, 'sa.key'));
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
