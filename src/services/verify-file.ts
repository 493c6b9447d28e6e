import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { CountedSignature, GivenProof, TrustSource, VerifiedWpk } from '../model/trust.ts';
import type { ReportedSignature, Verification, VerifiedRoot } from '../model/verification.ts';
import { LIMITS } from '../pack/limits.ts';
import type { Files } from '../ports/files.ts';
import { MAX_BUNDLE_BYTES } from '../trust/bundle.ts';
import { bundleName, bundleNames } from '../trust/bundle-names.ts';
import { expectedOfFile } from '../trust/expectation.ts';
import { SHIPPED_ROOT } from './find-signer.ts';
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
  const { file, signatures, ...rest } = request;
  const blob = await deps.files.read(file, LIMITS.archiveBytes);
  const proofs = await proofsFor(deps, file, signatures);
  const expected = expectedOfFile(path.basename(file));
  return verifyPackage(deps, { blob, proofs, displayName: file, ...rest, ...(expected && { expected }) });
}

/** What `verify` says of a file. */
export async function reportOnFile(deps: VerifyFileDeps, request: VerifyFileRequest): Promise<Verification> {
  const verified = await verifyFile(deps, request);
  const { name, version, digest, requiredSigners, notCounted, mayExcept } = verified;
  const [first, ...more] = verified.signatures;
  const signature = await report(deps, first);
  const { signer, format, sig_time, sig_time_source, trustedBy, trustedRoot } = signature;
  const signatures = [signature];
  for (const one of more) signatures.push(await report(deps, one));
  return {
    file: request.file,
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
