import { AtomError } from '../src/base/errors.ts';
import type { TrustSource } from '../src/model/trust.ts';

interface TrustFlags {
  readonly key?: string | undefined;
  readonly trust?: string | undefined;
  readonly 'certificate-identity'?: string | undefined;
  readonly 'certificate-oidc-issuer'?: string | undefined;
  readonly 'trusted-root'?: string | undefined;
}

/** Whom the flags of `verify` name; the home's trust policy when they name nobody. */
export function trustSource(flags: TrustFlags): TrustSource {
  const { key, trust: file, 'certificate-identity': identity, 'certificate-oidc-issuer': issuer } = flags;
  const root = flags['trusted-root'];
  const rooted = root === undefined ? {} : { trustedRoot: root };
  if (key !== undefined) return { kind: 'key', file: key, ...rooted };
  if (identity !== undefined && issuer !== undefined)
    return { kind: 'identity', identity, issuer, ...rooted };
  if (root !== undefined) {
    throw new AtomError('ATOM_USAGE', '--trusted-root needs --key or --certificate-identity', {
      hint: 'A trust policy keeps its own roots: atomctl trust add … --trusted-root FILE',
    });
  }
  return { kind: 'policy', ...(file !== undefined && { file }) };
}
