import { AtomError } from '../../base/errors.ts';
import { digestOf } from '../../base/digest.ts';
import { decodeUtf8 } from '../../base/utf8.ts';
import { YAML_LIMIT } from '../../base/yaml.ts';
import type { Problem } from '../../model/problem.ts';
import type { Files } from '../../ports/files.ts';
import { type PolicyReading, readPolicy } from '../../policy/own/read-policy.ts';
import { describeSigner } from '../../trust/expectation.ts';
import { SIGNED_PREDICATE } from '../../trust/proof.ts';
import { requiredSigners } from '../../trust/quorum.ts';
import { countSignatures, refuseTooFew } from '../count-signatures.ts';
import { openAuthority } from '../find-signer.ts';
import { holdSignatures } from '../hold-signatures.ts';
import type { Subject } from '../judge-signature.ts';
import { loadPolicy } from '../trust-policy.ts';
import type { VerifyDeps } from '../verify-deps.ts';
import { type ProofFiles, proofsBeside } from '../verify-file.ts';

export type OpenPolicyDeps = VerifyDeps & { readonly files: ProofFiles };

/** A policy file as it was read, and who signed it; null where nobody did, and nobody has to. */
export interface OpenedPolicy extends PolicyReading {
  readonly signer: string | null;
}

/**
 * Reads a policy file. The signatures beside it decide as a package's do: one must hold before anything is read, and
 * as many as must sign be of those who may sign policies of this name, wherever there is one.
 * @throws {AtomError} ATOM_FILE_UNREADABLE, ATOM_POLICY_INVALID for a file that is too large, ATOM_SIGNATURE_MISSING,
 * ATOM_SIGNATURE_INVALID, ATOM_BUNDLE_INVALID, ATOM_SIGNER_UNTRUSTED, ATOM_SIGNATURES_TOO_FEW
 */
export async function openPolicy(
  deps: OpenPolicyDeps,
  file: string,
  requireSigned: boolean,
): Promise<OpenedPolicy> {
  const blob = await readBounded(deps.files, file);
  const proofs = await proofsBeside(deps.files, file);
  if (proofs.length === 0) {
    if (requireSigned) throw unsigned(file);
    const reading = readBytes(file, blob);
    if (reading.read !== undefined) await refuseUnsigned(deps, reading.read.policy.metadata.name, file);
    return { ...reading, signer: null };
  }
  const authority = await openAuthority(deps, { kind: 'policy' });
  const artifact = { digest: digestOf(blob), blob, file, predicateType: SIGNED_PREDICATE };
  const holding = await holdSignatures(deps, { proofs, artifact, authority });
  const reading = readBytes(file, blob);
  if (reading.read === undefined) return { ...reading, signer: null };
  const { name } = reading.read.policy.metadata;
  const subject: Subject = { kind: 'policy', name, called: file, displayName: file };
  const counted = countSignatures(deps, { holding, subject, authority });
  refuseTooFew(counted, subject);
  return { ...reading, signer: counted.signatures.map(({ signer }) => describeSigner(signer)).join(', ') };
}

/** Where the trust policy says how many must sign a policy of this name, nobody is not enough. */
async function refuseUnsigned(deps: OpenPolicyDeps, name: string, file: string): Promise<void> {
  const { required } = await loadPolicy(deps.files, deps.policyFile);
  if (requiredSigners(required, { kind: 'policy', name, tenant: deps.tenant }) > 1) throw unsigned(file);
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
