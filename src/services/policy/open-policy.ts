import { AtomError } from '../../base/errors.ts';
import { YAML_LIMIT } from '../../base/yaml.ts';
import type { Files } from '../../ports/files.ts';
import type { PolicyReading } from '../../policy/own/read-policy.ts';
import { describeSigner } from '../../trust/expectation.ts';
import { SIGNED_PREDICATE } from '../../trust/proof.ts';
import { requiredSigners } from '../../trust/quorum.ts';
import { loadPolicy } from '../trust-policy.ts';
import type { VerifyDeps } from '../verify-deps.ts';
import { type ProofFiles, proofsBeside } from '../verify-file.ts';
import { callsItselfPolicy } from './calls-itself-policy.ts';
import { readPolicyBytes, readSignedPolicy, refuseProblems } from './signed-policy.ts';

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
    const reading = readPolicyBytes(file, blob);
    if (reading.read !== undefined) await refuseUnsigned(deps, reading.read.policy.metadata.name, file);
    return { ...reading, signer: null };
  }
  const signed = { file, blob, proofs, trust: { kind: 'policy' }, predicateType: SIGNED_PREDICATE } as const;
  const { reading, counted } = await readSignedPolicy(deps, signed);
  const signers = counted?.signatures.map(({ signer }) => describeSigner(signer));
  return { ...reading, signer: signers?.join(', ') ?? null };
}

/** Where the trust policy says how many must sign a policy of this name, nobody is not enough. */
async function refuseUnsigned(deps: OpenPolicyDeps, name: string, file: string): Promise<void> {
  const { required } = await loadPolicy(deps.files, deps.policyFile);
  if (requiredSigners(required, { kind: 'policy', name, tenant: deps.tenant }) > 1) throw unsigned(file);
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
  if (!callsItselfPolicy(bytes)) return undefined;
  const { read, problems } = readPolicyBytes(file, bytes);
  refuseProblems(problems);
  return read?.policy.metadata.name;
}

/** As `openPolicy`, whoever signed it: for what judges nothing. */
export async function openUnverified(files: Pick<Files, 'read'>, file: string): Promise<PolicyReading> {
  return readPolicyBytes(file, await readBounded(files, file));
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
