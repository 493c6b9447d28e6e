import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { SignatureTime, Signer, TrustEntry, TrustPolicy, TrustSource } from '../model/trust.ts';
import type { TrustedRootFile } from '../ports/bundle-proofs.ts';
import { keyIdOfHint } from '../trust/bundle.ts';
import { describeSigner } from '../trust/expectation.ts';
import type { SignedArtifact } from '../trust/proof.ts';
import { MAX_KEY_BYTES, type PublicKey, readPublicKey } from '../trust/public-key.ts';
import { signatureHolds } from '../trust/signature.ts';
import { loadPolicy, readRootFile } from './trust-policy.ts';
import type { VerifyDeps } from './verify-deps.ts';

/** Somebody whose signature holds. `entries` are those of the policy that may let them sign; absent: the caller named them. */
export interface FoundSigner {
  readonly signer: Signer;
  /** Undefined where nothing proves a time. */
  readonly time: SignatureTime | undefined;
  /** What judged certificate, log entries and timestamps; undefined where there are none. */
  readonly root: TrustedRootFile | undefined;
  readonly entries?: readonly TrustEntry[];
}

type Found = readonly [FoundSigner, ...FoundSigner[]];

export const SHIPPED_ROOT: TrustedRootFile = { file: 'the public-good root that ships with atomctl' };

/** Who is trusted: read once, and asked about each signature of a package. */
export type Authority =
  | { readonly kind: 'policy'; readonly policy: TrustPolicy }
  | {
      readonly kind: 'key';
      readonly key: PublicKey;
      readonly file: string;
      readonly root: TrustedRootFile;
    }
  | {
      readonly kind: 'identity';
      readonly identity: string;
      readonly issuer: string;
      readonly root: TrustedRootFile;
    };

/** @throws {AtomError} ATOM_TRUST_INVALID, ATOM_KEY_INVALID, ATOM_FILE_UNREADABLE */
export async function openAuthority(deps: VerifyDeps, trust: TrustSource): Promise<Authority> {
  switch (trust.kind) {
    case 'policy':
      return { kind: 'policy', policy: await loadNamedPolicy(deps, trust.file) };
    case 'key': {
      const pem = Buffer.from(await deps.files.read(trust.file, MAX_KEY_BYTES)).toString('utf8');
      const file = path.basename(trust.file);
      const key = readPublicKey(pem, file);
      return { kind: 'key', key, file, root: await rootAt(deps, trust.trustedRoot) };
    }
    case 'identity':
      return { ...trust, root: await rootAt(deps, trust.trustedRoot) };
  }
}

/** @throws {AtomError} when nobody's signature holds */
export async function findSigners(
  deps: VerifyDeps,
  { signed, authority }: { readonly signed: SignedArtifact; readonly authority: Authority },
): Promise<Found> {
  switch (authority.kind) {
    case 'key':
      return [await byKeyFile(deps, signed, authority)];
    case 'identity':
      return [await byIdentity(deps, signed, authority)];
    case 'policy': {
      const { policy } = authority;
      return isCertified(signed) ? certified(deps, signed, policy) : keyed(deps, signed, policy);
    }
  }
}

async function byKeyFile(
  deps: VerifyDeps,
  signed: SignedArtifact,
  { key, file, root }: Extract<Authority, { kind: 'key' }>,
): Promise<FoundSigner> {
  if (isCertified(signed)) {
    throw invalid(
      `The bundle of ${signed.file} was not signed with a key but by an identity`,
      CERTIFICATE_FLAGS,
    );
  }
  const found = await withKey(deps, signed, { key, root });
  if (found === undefined)
    throw invalid(`The signature of ${signed.file} was not made with the key of ${file}`);
  return found;
}

async function byIdentity(
  deps: VerifyDeps,
  signed: SignedArtifact,
  { identity, issuer, root }: Extract<Authority, { kind: 'identity' }>,
): Promise<FoundSigner> {
  if (!isCertified(signed)) {
    throw invalid(
      `The signature of ${signed.file} carries no certificate: a key made it`,
      'atomctl verify FILE --key PUB',
    );
  }
  const found = await withCertificate(deps, signed, root);
  const { signer } = found;
  if (signer.kind === 'identity' && signer.identity === identity && signer.issuer === issuer) return found;
  throw new AtomError(
    'ATOM_SIGNER_UNTRUSTED',
    `${signed.file} is signed by ${describeSigner(signer)}, not by ${identity} (${issuer})`,
    { hint: 'Check who should have signed it', details: { signer: describeSigner(signer) } },
  );
}

/** Every trusted root that an entry names may vouch for the certificate, but only for that entry's signer. */
async function certified(deps: VerifyDeps, signed: SignedArtifact, policy: TrustPolicy): Promise<Found> {
  const identities = policy.entries.filter(({ signer }) => signer.kind === 'identity');
  const names = new Set(identities.map(({ trustedRoot }) => trustedRoot));
  if (names.size === 0) names.add(undefined);
  const found: FoundSigner[] = [];
  let failure: unknown;
  for (const name of names) {
    try {
      const proven = await withCertificate(deps, signed, rootIn(policy, name));
      found.push({ ...proven, entries: identities.filter(({ trustedRoot }) => trustedRoot === name) });
    } catch (error) {
      failure = error;
    }
  }
  const [first, ...rest] = found;
  if (first === undefined) throw failure;
  return [first, ...rest];
}

/** The key that the hint names, or any of the policy's where the hint is of another kind or missing. */
async function keyed(deps: VerifyDeps, signed: SignedArtifact, policy: TrustPolicy): Promise<Found> {
  const hinted = signed.bundle?.signer.kind === 'key' ? keyIdOfHint(signed.bundle.signer.hint) : undefined;
  const entries = policy.entries.filter(({ signer }) => signer.kind === 'key');
  const candidates = entries.filter(
    ({ signer }) => hinted === undefined || (signer.kind === 'key' && signer.keyId === hinted),
  );
  const found: FoundSigner[] = [];
  let failure: unknown;
  for (const { publicKey = '', trustedRoot, id } of candidates) {
    try {
      const key = readPublicKey(publicKey, id);
      const one = await withKey(deps, signed, { key, root: rootIn(policy, trustedRoot) });
      if (one !== undefined) found.push({ ...one, entries });
    } catch (error) {
      failure = error;
    }
  }
  const [first, ...rest] = found;
  if (first !== undefined) return [first, ...rest];
  if (failure !== undefined) throw failure;
  throw hinted !== undefined && candidates.length > 0
    ? invalid(`The signature of ${signed.file} does not hold: key ${hinted} did not make it`)
    : unknownKey(signed.file, hinted);
}

async function withKey(
  deps: VerifyDeps,
  { bytes, signature, bundle, artifact, file }: SignedArtifact,
  { key, root }: { readonly key: PublicKey; readonly root: TrustedRootFile },
): Promise<FoundSigner | undefined> {
  if (!signatureHolds(key, bytes, signature)) return undefined;
  const signer: Signer = { kind: 'key', keyId: key.keyId };
  if (bundle?.hasProofs !== true) return { signer, time: undefined, root: undefined };
  const proofs = await deps.proofs();
  const { time } = proofs.verify({ bundle: bundle.json, artifact, file, root, key: key.object });
  return { signer, time, root };
}

async function withCertificate(
  deps: VerifyDeps,
  { bundle, artifact, file }: SignedArtifact,
  root: TrustedRootFile,
): Promise<FoundSigner> {
  if (bundle === undefined) throw new Error('a legacy signature has no certificate');
  const { identity, time } = (await deps.proofs()).verify({ bundle: bundle.json, artifact, file, root });
  if (identity === undefined) throw new Error('a certificate without an identity was accepted');
  return { signer: identity, time, root };
}

function isCertified({ bundle }: SignedArtifact): boolean {
  return bundle?.signer.kind === 'certificate';
}

/** A policy that was named must be there; the home's own may be missing, and then nothing is trusted. */
async function loadNamedPolicy(deps: VerifyDeps, file: string | undefined): Promise<TrustPolicy> {
  if (file !== undefined) await readRootFile(deps.files, file);
  return loadPolicy(deps.files, file ?? deps.policyFile);
}

async function rootAt({ files }: VerifyDeps, file: string | undefined): Promise<TrustedRootFile> {
  return file === undefined ? SHIPPED_ROOT : { file, bytes: await readRootFile(files, file) };
}

function rootIn({ roots }: TrustPolicy, name: TrustEntry['trustedRoot']): TrustedRootFile {
  if (name === undefined) return SHIPPED_ROOT;
  return { file: `the trusted root ${name}`, bytes: Buffer.from(roots.get(name) ?? '') };
}

const CERTIFICATE_FLAGS = 'atomctl verify FILE --certificate-identity I --certificate-oidc-issuer U';

function invalid(
  message: string,
  hint = 'Get the file again, with the bundle that belongs to it',
): AtomError {
  return new AtomError('ATOM_SIGNATURE_INVALID', message, { hint });
}

function unknownKey(file: string, keyId: string | undefined): AtomError {
  const who = keyId === undefined ? 'a key' : `key ${keyId},`;
  return new AtomError(
    'ATOM_SIGNER_UNTRUSTED',
    `${file} is signed by ${who} that the trust policy does not know`,
    {
      hint: 'If you trust its owner: atomctl trust add PUBKEY',
      ...(keyId !== undefined && { details: { signer: `key ${keyId}` } }),
    },
  );
}
