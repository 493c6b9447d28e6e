import { AtomError } from '../../base/errors.ts';
import { digestOf } from '../../base/digest.ts';
import { decodeUtf8 } from '../../base/utf8.ts';
import { YAML_LIMIT } from '../../base/yaml.ts';
import type { Problem } from '../../model/problem.ts';
import type { Files } from '../../ports/files.ts';
import { type PolicyReading, readPolicy } from '../../policy/own/read-policy.ts';
import { MAX_BUNDLE_BYTES } from '../../trust/bundle.ts';
import { describeSigner } from '../../trust/expectation.ts';
import { readProof, SIGNED_PREDICATE } from '../../trust/proof.ts';
import { chooseSigner } from '../choose-signer.ts';
import { findSigners } from '../find-signer.ts';
import type { VerifyDeps } from '../verify-deps.ts';
import { bundleBeside } from '../verify-file.ts';

export type OpenPolicyDeps = VerifyDeps & { readonly files: Pick<Files, 'read'> };

/** A policy file as it was read, and who signed it; null where nobody did, and nobody has to. */
export interface OpenedPolicy extends PolicyReading {
  readonly signer: string | null;
}

/**
 * Reads a policy file. The signature beside it decides as a package's does: it must hold before anything is read,
 * and be of somebody who may sign policies of this name, wherever there is one.
 * @throws {AtomError} ATOM_FILE_UNREADABLE, ATOM_POLICY_INVALID for a file that is too large, ATOM_SIGNATURE_MISSING,
 * ATOM_SIGNATURE_INVALID, ATOM_BUNDLE_INVALID, ATOM_SIGNER_UNTRUSTED
 */
export async function openPolicy(
  deps: OpenPolicyDeps,
  file: string,
  requireSigned: boolean,
): Promise<OpenedPolicy> {
  const blob = await readBounded(deps.files, file);
  const proof = await proofBeside(deps.files, file);
  if (proof === undefined) {
    if (requireSigned) throw unsigned(file);
    return { ...readBytes(file, blob), signer: null };
  }
  const predicateType = SIGNED_PREDICATE;
  const signed = readProof(proof, { digest: digestOf(blob), blob, file, predicateType });
  const found = await findSigners(deps, { signed, trust: { kind: 'policy' } });
  const reading = readBytes(file, blob);
  if (reading.read === undefined) return { ...reading, signer: null };
  const { signature } = chooseSigner(found, {
    kind: 'policy',
    name: reading.read.policy.metadata.name,
    called: file,
    tenant: deps.tenant,
    format: signed.format,
    intake: { sigTime: deps.now().toISOString(), sigTimeSource: 'intake' },
  });
  return { ...reading, signer: describeSigner(signature.signer) };
}

function readBytes(file: string, bytes: Uint8Array): PolicyReading {
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return readPolicy(file, decoded.text);
  const message = 'This byte is not UTF-8: is it a policy?';
  const problem: Problem = { kind: 'not-utf8', message, location: { file, ...decoded }, pointer: '' };
  return { read: undefined, problems: [problem] };
}

function unsigned(file: string): AtomError {
  return new AtomError(
    'ATOM_SIGNATURE_MISSING',
    `${file} has no signature, and policies must be signed here`,
    {
      hint: `atomctl sign ${file} --key KEY`,
    },
  );
}

/** The name of the policy in these bytes; undefined where they are something else. @throws {AtomError} ATOM_POLICY_INVALID for one that is not right. */
export function openIfPolicy(bytes: Uint8Array, file: string): string | undefined {
  if (
    !/^["']?kind["']?:\s*["']?PolicyRules\b/m.test(
      new TextDecoder('latin1').decode(bytes.subarray(0, YAML_LIMIT)),
    )
  )
    return undefined;
  const { read, problems } = readBytes(file, bytes);
  refuseProblems(problems);
  return read?.policy.metadata.name;
}

/** @throws {AtomError} ATOM_POLICY_INVALID with all of them in `details.problems`, where there is any. */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const meant = first.suggestion === undefined ? '' : `, did you mean ${first.suggestion}?`;
  throw new AtomError('ATOM_POLICY_INVALID', `${first.message}${meant}${more}`, {
    hint: `atomctl policy test ${first.location.file}`,
    location: first.location,
    details: { problems },
  });
}

/** As `openPolicy`, whoever signed it: for what judges nothing. */
export async function openUnverified(files: Pick<Files, 'read'>, file: string): Promise<PolicyReading> {
  return readBytes(file, await readBounded(files, file));
}

async function readBounded(files: Pick<Files, 'read'>, file: string): Promise<Uint8Array> {
  try {
    return await files.read(file, YAML_LIMIT);
  } catch (thrown) {
    if (!(thrown instanceof AtomError) || thrown.code !== 'ATOM_PACKAGE_TOO_LARGE') throw thrown;
    throw new AtomError('ATOM_POLICY_INVALID', thrown.message, {
      hint: 'Write the rules into several files',
      cause: thrown,
    });
  }
}

/** Whatever lies there is a signature that must hold: only an absent one is none. */
async function proofBeside(files: Pick<Files, 'read'>, file: string): Promise<Uint8Array | undefined> {
  try {
    return await files.read(bundleBeside(file), MAX_BUNDLE_BYTES);
  } catch (thrown) {
    if (!(thrown instanceof AtomError)) throw thrown;
    const { cause, code } = thrown;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    if (code !== 'ATOM_PACKAGE_TOO_LARGE') throw thrown;
    throw new AtomError('ATOM_BUNDLE_INVALID', `${bundleBeside(file)} is too large for a signature`, {
      hint: `Sign again: atomctl sign ${file} --key KEY`,
      cause: thrown,
    });
  }
}
