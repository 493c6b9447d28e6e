import { bundleToJSON, type BundleWithMessageSignature, toMessageSignatureBundle } from '@sigstore/bundle';
import { type Artifact, MessageSignatureBundleBuilder, type Signature } from '@sigstore/sign';
import { hexOf, sha256Hex } from '../../base/digest.ts';
import type { BuildBundle, BundleKey } from '../../ports/bundle-builder.ts';

/** A key that @sigstore/sign can ask; witnesses (a log, a timestamp authority) would be added here. */
export const buildBundle: BuildBundle = async (bytes, key) => {
  const builder = new NewestBundleBuilder({
    signer: { sign: (data) => signatureOf(data, key) },
    witnesses: [],
  });
  return `${JSON.stringify(bundleToJSON(await builder.create({ data: Buffer.from(bytes) })))}\n`;
};

async function signatureOf(data: Buffer, key: BundleKey): Promise<Signature> {
  const { object, keyId } = key.publicKey;
  const pem = object.export({ format: 'pem', type: 'spki' });
  const hint = Buffer.from(hexOf(keyId), 'hex').toString('base64');
  return { signature: Buffer.from(await key.sign(data)), key: { $case: 'publicKey', publicKey: pem, hint } };
}

/** The library's own builder writes v0.2 for keys; this one asks for the single-certificate form, which is v0.3. */
class NewestBundleBuilder extends MessageSignatureBundleBuilder {
  protected override async package(
    artifact: Artifact,
    { signature, key }: Signature,
  ): Promise<BundleWithMessageSignature> {
    const digest = Buffer.from(sha256Hex(artifact.data), 'hex');
    const keyHint = key.$case === 'publicKey' ? key.hint : undefined;
    return toMessageSignatureBundle({
      digest,
      signature,
      certificateChain: false,
      ...(keyHint !== undefined && { keyHint }),
    });
  }
}
