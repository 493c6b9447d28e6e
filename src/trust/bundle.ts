import { decodeBase64 } from '../base/base64.ts';
import type { Digest } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import { readBundleShape, type SignatureBundle } from './bundle-shape.ts';

/** More than any bundle needs: a certificate, some log entries and some timestamps are a few KiB. */
export const MAX_BUNDLE_BYTES = 2 ** 20;

/** @throws {AtomError} ATOM_BUNDLE_INVALID, naming the field; `file` is what the bundle is called. */
export function parseBundle(bytes: Uint8Array, file: string): SignatureBundle {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
  try {
    return readBundleShape(json);
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** The raw signature in a legacy `.sig` file: base64, and nothing else but white space around it. */
export function parseLegacySignature(bytes: Uint8Array, file: string): Uint8Array {
  const signature = decodeBase64(Buffer.from(bytes).toString('latin1').trim());
  if (signature !== undefined && signature.length > 0) return signature;
  throw new AtomError('ATOM_BUNDLE_INVALID', `${file} is not a base64 signature`, {
    hint: 'Give a Sigstore bundle with --bundle',
  });
}

/** The key id that a bundle's hint gives: cosign and atomctl write base64 of sha256 of the SPKI DER. */
export function keyIdOfHint(hint: string): Digest | undefined {
  const bytes = decodeBase64(hint);
  return bytes?.length === 32 ? `sha256:${Buffer.from(bytes).toString('hex')}` : undefined;
}

function invalid(file: string, why: string, cause: unknown): AtomError {
  return new AtomError('ATOM_BUNDLE_INVALID', `${file} is not a Sigstore bundle: ${why}`, {
    hint: 'Sign again: atomctl sign FILE --key KEY',
    cause,
  });
}
