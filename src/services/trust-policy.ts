import path from 'node:path';
import { digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import { newId } from '../base/id.ts';
import type { AuditEntry } from '../model/audit.ts';
import type {
  RequirementChange,
  Signer,
  TrustAddition,
  TrustEntry,
  TrustListing,
  TrustPolicy,
  TrustRemoval,
  TrustRequirement,
} from '../model/trust.ts';
import type { BundleProofs } from '../ports/bundle-proofs.ts';
import type { Files } from '../ports/files.ts';
import { addEntry, removeEntry, setRequirement } from '../trust/change.ts';
import { describeSigner } from '../trust/expectation.ts';
import { formatPolicy, isTime, MAX_POLICY_BYTES, parsePolicy } from '../trust/policy-file.ts';
import { MAX_KEY_BYTES, pemOf, readPublicKey } from '../trust/public-key.ts';

/** A trusted root of a private instance is a few KiB; the public-good one is seven. */
export const MAX_ROOT_BYTES = 2 ** 20;

export interface PolicyDeps {
  readonly files: Pick<Files, 'read' | 'write' | 'kindOf'>;
  /** trust.yaml of this home. */
  readonly policyFile: string;
  readonly tenant: string;
  readonly actor: string;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly proofs: () => Promise<BundleProofs>;
  /** Runs the action while no other process runs one for the same file. */
  readonly exclusively: <T>(file: string, action: () => Promise<T>) => Promise<T>;
  readonly recordAudit: (entry: AuditEntry, at: string) => Promise<void>;
}

/** The trust policy in a file; empty where there is none. @throws {AtomError} ATOM_TRUST_INVALID */
export async function loadPolicy(files: Pick<Files, 'read'>, file: string): Promise<TrustPolicy> {
  try {
    return parsePolicy(Buffer.from(await files.read(file, MAX_POLICY_BYTES)).toString('utf8'), file);
  } catch (error) {
    if (isAbsent(error)) return { entries: [], required: [], roots: new Map() };
    throw asTrustFailure(error, file);
  }
}

/** Trusts a signer, and records that. @throws {AtomError} ATOM_TRUST_INVALID, ATOM_KEY_INVALID, ATOM_USAGE, ATOM_FILE_UNREADABLE */
export async function addTrust(deps: PolicyDeps, addition: TrustAddition): Promise<TrustEntry> {
  const rootText = await readRoot(deps, addition.trustedRoot);
  const entry: TrustEntry = {
    id: newId('trust', deps.random(12)),
    ...(await signerOf(deps, addition)),
    ...(rootText !== undefined && { trustedRoot: digestOf(rootText) }),
    ...namesOf(addition),
    tenant: addition.tenant ?? deps.tenant,
    mayExcept: addition.mayExcept,
    addedAt: deps.now().toISOString(),
  };
  return change(deps, (policy) => ({
    policy: addEntry(policy, entry, rootText),
    result: entry,
    audit: entryRecord(deps, 'trust-add', entry),
  }));
}

/** Without a name, every package; with policies alone, no package. */
function namesOf({ packages, policies }: TrustAddition): Pick<TrustEntry, 'packages' | 'policies'> {
  if (policies.length > 0) return { packages, policies };
  return { packages: packages.length === 0 ? ['*'] : packages };
}

/** Ends the trust in an entry, and records that. @throws {AtomError} ATOM_TRUST_NOT_FOUND, ATOM_TRUST_INVALID, ATOM_USAGE */
export async function removeTrust(deps: PolicyDeps, request: TrustRemoval): Promise<TrustEntry> {
  const { compromisedSince: since } = request;
  if (since !== undefined && !isTime(since)) {
    throw new AtomError('ATOM_USAGE', `"${since}" is not a time`, {
      hint: 'Write it as 2027-01-31T12:00:00Z',
    });
  }
  const at = deps.now().toISOString();
  return change(deps, (policy) => {
    const { policy: next, removed } = removeEntry(policy, { id: request.id, at, compromisedSince: since });
    return { policy: next, result: removed, audit: entryRecord(deps, 'trust-remove', removed) };
  });
}

/** Says how many must sign, and records that. @throws {AtomError} ATOM_TRUST_INVALID, ATOM_USAGE */
export async function requireTrust(
  deps: PolicyDeps,
  { packages, policies, tenant = deps.tenant, signers }: RequirementChange,
): Promise<TrustRequirement> {
  const about = policies === undefined ? { packages: packages ?? '*' } : { policies };
  const requirement = { ...about, tenant, signers };
  return change(deps, (policy) => {
    const { policy: next, before } = setRequirement(policy, requirement);
    const { actor } = deps;
    const audit = {
      action: 'trust-require',
      actor,
      tenant,
      subject: policies ?? packages ?? '*',
      details: { ...about, signers, before },
    } as const;
    return { policy: next, result: requirement, audit };
  });
}

/** Every entry, removed ones too, newest first, and how many must sign. */
export async function listTrust(deps: {
  readonly files: Pick<Files, 'read'>;
  readonly policyFile: string;
}): Promise<TrustListing> {
  const { entries, required } = await loadPolicy(deps.files, deps.policyFile);
  return { items: entries.toReversed(), next: null, ...(required.length > 0 && { required }) };
}

interface Change<Result> {
  readonly policy: TrustPolicy;
  readonly result: Result;
  readonly audit: AuditEntry;
}

/** Read, change and write while nobody else does; the record comes first, so that no change is without one. */
async function change<Result>(
  deps: PolicyDeps,
  decide: (policy: TrustPolicy) => Change<Result>,
): Promise<Result> {
  return deps.exclusively(deps.policyFile, async () => {
    const { policy, result, audit } = decide(await loadPolicy(deps.files, deps.policyFile));
    const text = formatPolicy(policy);
    if (Buffer.byteLength(text) > MAX_POLICY_BYTES)
      throw new AtomError('ATOM_USAGE', 'The trust policy is full');
    await deps.recordAudit(audit, deps.now().toISOString());
    await deps.files.write(deps.policyFile, text);
    return result;
  });
}

function entryRecord(deps: PolicyDeps, action: 'trust-add' | 'trust-remove', entry: TrustEntry): AuditEntry {
  const { id, packages, policies, mayExcept, compromisedSince, trustedRoot } = entry;
  return {
    action,
    actor: deps.actor,
    tenant: entry.tenant,
    subject: id,
    details: {
      signer: describeSigner(entry.signer),
      packages,
      ...(policies !== undefined && { policies }),
      mayExcept,
      ...(trustedRoot !== undefined && { trustedRoot }),
      ...(compromisedSince !== undefined && { compromisedSince }),
    },
  };
}

async function signerOf(
  { files }: PolicyDeps,
  { signer }: TrustAddition,
): Promise<{ signer: Signer; publicKey?: string }> {
  switch (signer.kind) {
    case 'identity':
      return { signer };
    case 'key': {
      const pem = Buffer.from(await files.read(signer.file, MAX_KEY_BYTES)).toString('utf8');
      const key = readPublicKey(pem, path.basename(signer.file));
      return { signer: { kind: 'key', keyId: key.keyId }, publicKey: pemOf(key) };
    }
  }
}

async function readRoot(
  { files, proofs }: PolicyDeps,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readRootFile(files, file);
  (await proofs()).checkRoot({ file, bytes });
  return Buffer.from(bytes).toString('utf8');
}

/** @throws {AtomError} ATOM_TRUST_INVALID */
export async function readRootFile(files: Pick<Files, 'read'>, file: string): Promise<Uint8Array> {
  try {
    return await files.read(file, MAX_ROOT_BYTES);
  } catch (error) {
    throw asTrustFailure(error, file);
  }
}

function isAbsent(error: unknown): boolean {
  if (!(error instanceof AtomError) || error.code !== 'ATOM_FILE_UNREADABLE') return false;
  return error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ENOENT';
}

/** A file of trust that cannot be read means that nothing is trusted, whatever kept it from being read. */
function asTrustFailure(error: unknown, file: string): unknown {
  if (!(error instanceof AtomError) || error.code === 'ATOM_TRUST_INVALID') return error;
  return new AtomError('ATOM_TRUST_INVALID', `${error.message}, so nothing is trusted`, {
    hint: `Check ${file}`,
    cause: error,
  });
}
