import path from 'node:path';
import { digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { CountedSignature, GivenProof, TrustSource, VerifiedWpk } from '../model/trust.ts';
import type { ReportedSignature, Verification, VerifiedRoot } from '../model/verification.ts';
import { LIMITS } from '../pack/limits.ts';
import type { Files } from '../ports/files.ts';
import { MAX_BUNDLE_BYTES } from '../trust/bundle.ts';
import { bundleName, bundleNames } from '../trust/bundle-names.ts';
import { expectedOfFile } from '../trust/expectation.ts';
import { SIGNED_PREDICATE } from '../trust/proof.ts';
import { SHIPPED_ROOT } from './find-signer.ts';
import { callsItselfPolicy } from './policy/calls-itself-policy.ts';
import { uncounted } from './put-aside.ts';
import type { VerifyDeps } from './verify-deps.ts';
import { verifyPackage } from './verify-package.ts';

export interface VerifyFileDeps extends VerifyDeps {
  readonly files: Pick<Files, 'read' | 'kindOf' | 'whichExist'>;
}

export type ProofFiles = Pick<Files, 'read' | 'whichExist'>;

export interface VerifyFileRequest {
  readonly file: string;
  /** The bundles or legacy signatures; the bundles beside the file when absent. */
  readonly signatures?: readonly string[];
  readonly trust?: TrustSource;
  readonly predicateType?: string;
}

/** As `verifyPackage`, for a file with its signatures in others. A file called NAME-VERSION.wpk must be that package. @throws {AtomError} ATOM_SIGNATURE_MISSING */
export async function verifyFile(deps: VerifyFileDeps, request: VerifyFileRequest): Promise<VerifiedWpk> {
  return verifyGiven(deps, request, await readGiven(deps, request));
}

interface Given {
  readonly blob: Uint8Array;
  readonly proofs: readonly GivenProof[];
}

async function readGiven(deps: VerifyFileDeps, { file, signatures }: VerifyFileRequest): Promise<Given> {
  const blob = await deps.files.read(file, LIMITS.archiveBytes);
  return { blob, proofs: await proofsFor(deps, file, signatures) };
}

function verifyGiven(deps: VerifyFileDeps, request: VerifyFileRequest, given: Given): Promise<VerifiedWpk> {
  const { file, signatures: _, ...rest } = request;
  const expected = expectedOfFile(path.basename(file));
  return verifyPackage(deps, { ...given, displayName: file, ...rest, ...(expected && { expected }) });
}

/** What `verify` says of a file: a package, or a policy, which is asked about by what may sign policies. */
export async function reportOnFile(deps: VerifyFileDeps, request: VerifyFileRequest): Promise<Verification> {
  const given = await readGiven(deps, request);
  const isPolicy = !/\.wpk(?:\.ya?ml)?$/.test(request.file) && callsItselfPolicy(given.blob);
  const verified = isPolicy
    ? await verifiedPolicy(deps, request, given)
    : { kind: 'package' as const, ...(await verifyGiven(deps, request, given)) };
  const { kind, name, version, digest, requiredSigners, notCounted, mayExcept } = verified;
  const [first, ...more] = verified.signatures;
  const signature = await report(deps, first);
  const { signer, format, sig_time, sig_time_source, trustedBy, trustedRoot } = signature;
  const signatures = [signature];
  for (const one of more) signatures.push(await report(deps, one));
  return {
    file: request.file,
    kind,
    name,
    version,
    digest,
    signer,
    format,
    sig_time,
    sig_time_source,
    trustedBy,
    mayExcept,
    trustedRoot,
    signatures,
    requiredSigners,
    notCounted,
  };
}

async function verifiedPolicy(deps: VerifyFileDeps, request: VerifyFileRequest, { blob, proofs }: Given) {
  const { file, trust = { kind: 'policy' }, predicateType = SIGNED_PREDICATE } = request;
  const { verifyPolicy } = await import('./policy/signed-policy.ts');
  const { aside, ...counted } = await verifyPolicy(deps, { file, blob, proofs, trust, predicateType });
  return {
    ...counted,
    kind: 'policy' as const,
    version: null,
    digest: digestOf(blob),
    // What an entry lets be excepted is of packages.
    mayExcept: [],
    notCounted: aside.map(uncounted),
  };
}

async function report(deps: VerifyFileDeps, signature: CountedSignature): Promise<ReportedSignature> {
  const { bundle, signer, format, sigTime, sigTimeSource, trustedBy, trustedRoot } = signature;
  return {
    bundle,
    signer,
    format,
    sig_time: sigTime,
    sig_time_source: sigTimeSource,
    trustedBy,
    trustedRoot: await describeRoot(deps, trustedRoot),
  };
}

async function describeRoot({ proofs }: VerifyFileDeps, root: string | null): Promise<VerifiedRoot | null> {
  if (root === null) return null;
  if (root !== SHIPPED_ROOT.file) return { source: root, newest: null, expires: null };
  return (await proofs()).shippedRoot();
}

async function proofsFor(
  { files }: VerifyFileDeps,
  file: string,
  named: readonly string[] | undefined,
): Promise<readonly GivenProof[]> {
  if (named !== undefined)
    return Promise.all(named.map((name) => readSignature(files, file, { name, isNamed: true })));
  const beside = await proofsBeside(files, file);
  return beside.length > 0
    ? beside
    : [await readSignature(files, file, { name: bundleName(file), isNamed: false })];
}

/** The bundles that lie beside a file, in the order of their numbers. */
export async function proofsBeside(files: ProofFiles, file: string): Promise<readonly GivenProof[]> {
  const names = await files.whichExist(bundleNames(file));
  return Promise.all(names.map((name) => readSignature(files, file, { name, isNamed: false })));
}

async function readSignature(
  files: ProofFiles,
  file: string,
  { name, isNamed }: { readonly name: string; readonly isNamed: boolean },
): Promise<GivenProof> {
  try {
    return { name, bytes: await files.read(name, MAX_BUNDLE_BYTES) };
  } catch (error) {
    if (!(error instanceof AtomError)) throw error;
    if (error.code === 'ATOM_PACKAGE_TOO_LARGE') {
      const failure = new AtomError('ATOM_BUNDLE_INVALID', `${name} is too large for a signature`, {
        hint: 'Sign again: atomctl sign FILE --key KEY',
        cause: error,
      });
      return { name, failure };
    }
    if (error.code !== 'ATOM_FILE_UNREADABLE') throw error;
    const failure = new AtomError('ATOM_SIGNATURE_MISSING', `${file} has no signature: ${error.message}`, {
      hint: isNamed ? 'Check the path of the signature' : `atomctl sign ${file} --key KEY`,
      cause: error,
    });
    return { name, failure };
  }
}
