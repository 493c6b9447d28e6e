import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { TrustSource, VerifiedWpk } from '../model/trust.ts';
import type { Verification } from '../model/verification.ts';
import { LIMITS } from '../pack/limits.ts';
import type { Files } from '../ports/files.ts';
import { MAX_BUNDLE_BYTES } from '../trust/bundle.ts';
import { expectedOfFile } from '../trust/expectation.ts';
import { SHIPPED_ROOT } from './find-signer.ts';
import type { VerifyDeps } from './verify-deps.ts';
import { verifyPackage } from './verify-package.ts';

export interface VerifyFileDeps extends VerifyDeps {
  readonly files: Pick<Files, 'read' | 'kindOf'>;
}

export interface VerifyFileRequest {
  readonly file: string;
  /** The bundle or legacy signature; FILE.sigstore.json when absent. */
  readonly signature?: string;
  readonly trust?: TrustSource;
  readonly predicateType?: string;
}

/** The name under which the bundle of a file lies beside it. */
export function bundleBeside(file: string): string {
  return `${file}.sigstore.json`;
}

/** As `verifyPackage`, for a file with its signature in another. A file called NAME-VERSION.wpk must be that package. @throws {AtomError} ATOM_SIGNATURE_MISSING */
export async function verifyFile(deps: VerifyFileDeps, request: VerifyFileRequest): Promise<VerifiedWpk> {
  const { file, signature, ...rest } = request;
  const blob = await deps.files.read(file, LIMITS.archiveBytes);
  const proof = await readSignature(deps.files, file, signature);
  const expected = expectedOfFile(path.basename(file));
  return verifyPackage(deps, { blob, proof, displayName: file, ...rest, ...(expected && { expected }) });
}

/** What `verify` says of a file. */
export async function reportOnFile(deps: VerifyFileDeps, request: VerifyFileRequest): Promise<Verification> {
  const { name, version, digest, signature, trustedBy, mayExcept, trustedRoot } = await verifyFile(
    deps,
    request,
  );
  const { signer, format, sigTime, sigTimeSource } = signature;
  return {
    file: request.file,
    name,
    version,
    digest,
    signer,
    format,
    sig_time: sigTime,
    sig_time_source: sigTimeSource,
    trustedBy,
    mayExcept,
    trustedRoot: await describeRoot(deps, trustedRoot),
  };
}

async function describeRoot(
  { proofs }: VerifyFileDeps,
  root: string | null,
): Promise<Verification['trustedRoot']> {
  if (root === null) return null;
  if (root !== SHIPPED_ROOT.file) return { source: root, newest: null, expires: null };
  return (await proofs()).shippedRoot();
}

async function readSignature(files: VerifyFileDeps['files'], file: string, named: string | undefined) {
  try {
    return await files.read(named ?? bundleBeside(file), MAX_BUNDLE_BYTES);
  } catch (error) {
    if (!(error instanceof AtomError)) throw error;
    if (error.code === 'ATOM_PACKAGE_TOO_LARGE') {
      throw new AtomError(
        'ATOM_BUNDLE_INVALID',
        `${named ?? bundleBeside(file)} is too large for a signature`,
        {
          hint: 'Sign again: atomctl sign FILE --key KEY',
          cause: error,
        },
      );
    }
    if (error.code !== 'ATOM_FILE_UNREADABLE') throw error;
    throw new AtomError('ATOM_SIGNATURE_MISSING', `${file} has no signature: ${error.message}`, {
      hint: named === undefined ? `atomctl sign ${file} --key KEY` : 'Check the path of the signature',
      cause: error,
    });
  }
}
