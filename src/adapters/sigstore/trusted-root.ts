import { X509Certificate } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { AtomError } from '../../base/errors.ts';
import type { ShippedRoot, TrustedRootFile } from '../../ports/bundle-proofs.ts';
import publicGood from './public-good-root.json' with { type: 'json' };

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.[12]\+json)$/;

const { trustedRoot, ...shipped } = publicGood;
export const SHIPPED: ShippedRoot = shipped;

/** @throws {AtomError} ATOM_TRUST_INVALID */
export function readTrustedRoot({ file, bytes }: TrustedRootFile): TrustedRoot {
  try {
    const json: unknown = bytes === undefined ? trustedRoot : JSON.parse(Buffer.from(bytes).toString('utf8'));
    const root = TrustedRoot.fromJSON(json);
    if (!TYPE.test(root.mediaType)) throw new Error('its mediaType is not that of a Sigstore trusted root');
    root.timestampAuthorities.forEach(checkTimestampAuthority);
    return root;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AtomError('ATOM_TRUST_INVALID', `${file} is not a trusted root: ${why}`, {
      hint: 'Give the trusted_root.json of your Sigstore instance',
      cause,
    });
  }
}

/** Only a certificate that is for time stamping may tell the time. */
function checkTimestampAuthority({ certChain }: TrustedRoot['timestampAuthorities'][number]): void {
  const [leaf] = certChain?.certificates ?? [];
  if (leaf === undefined) throw new Error('a timestamp authority has no certificate');
  const purposes: readonly string[] | undefined = new X509Certificate(leaf.rawBytes).keyUsage;
  if (!purposes?.includes(TIME_STAMPING)) {
    throw new Error('the certificate of a timestamp authority is not for time stamping');
  }
}
