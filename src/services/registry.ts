import { newId } from '../base/id.ts';
import { AtomError } from '../base/errors.ts';
import { requireReason } from '../base/reason.ts';
import type { Page } from '../model/list.ts';
import type {
  PulledPackage,
  PushedPackage,
  StoredPackage,
  WorkflowDetails,
  YankedPackage,
} from '../model/stored-package.ts';
import type { Signer, VerifiedWpk } from '../model/trust.ts';
import { byVersion, chooseVersion, parseReference } from '../plan/reference.ts';
import type { Files } from '../ports/files.ts';
import type { Registry } from '../ports/registry.ts';
import { signatureName } from '../trust/bundle-names.ts';
import { admitVerified, type VerifyFile } from './admit-package.ts';
import { proofsIn, type Verify, verifyStored } from './verify-stored.ts';

export interface RegistryDeps {
  readonly files: Files;
  readonly registry: Registry;
  readonly verify: Verify;
  readonly verifyFile: VerifyFile;
  readonly tenant: string;
  /** Where the registry is, for people. */
  readonly place: string;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Puts a package into the local registry. What could not be planned from there is refused. @throws {AtomError} as `admitVerified` does. */
export async function pushPackage(
  deps: RegistryDeps,
  { file, actor }: { file: string; actor: string },
): Promise<PushedPackage> {
  const wpk = await admitVerified(await deps.verifyFile(file));
  const row = rowOf(wpk, {
    id: newId('wpk', deps.random(12)),
    tenant: deps.tenant,
    at: deps.now().toISOString(),
  });
  const { stored, added, addedSigners, head } = await deps.registry.add(row, wpk.blob, actor);
  const { notCounted } = wpk;
  return { package: stored, added, addedSigners, notCounted, registry: deps.place, auditHead: head };
}

/** Takes a package out of the registry, verified again, as NAME-VERSION.wpk with its bundles beside it. */
export async function pullPackage(
  deps: RegistryDeps,
  { ref, folder }: { ref: string; folder: string },
): Promise<PulledPackage> {
  const stored = await storedPackage(deps, ref);
  const { name, version } = stored;
  const blob = await deps.registry.blob(stored.digest);
  const wpk = await verifyStored(deps.verify, { name, version, blob, proofs: proofsIn(stored) });
  const file = `${folder}/${name}-${version}.${wpk.form === 'archive' ? 'wpk' : 'wpk.yaml'}`;
  const bundles: string[] = [];
  for (const { format, proof } of wpk.signatures) {
    const bundle = signatureName(file, bundles.length + 1, format);
    await deps.files.write(bundle, proof, { ifExists: 'refuse' });
    bundles.push(bundle);
  }
  await deps.files.write(file, blob, { ifExists: 'refuse' });
  return { package: stored, file, bundle: signatureName(file, 1, wpk.signatures[0].format), bundles };
}

export async function listWorkflows(
  { registry, tenant }: RegistryDeps,
  query: { cursor: string | null; limit: number },
): Promise<Page<StoredPackage>> {
  return registry.list({ tenant, ...query });
}

export async function showWorkflow(deps: RegistryDeps, ref: string): Promise<WorkflowDetails> {
  const stored = await storedPackage(deps, ref, 'even yanked');
  const all = byVersion(await deps.registry.versions(deps.tenant, stored.name));
  return { name: stored.name, versions: ref.includes('@') ? [stored] : all };
}

/** From now on nobody plans this version. Runs that hold it go on. */
export async function yankWorkflow(
  deps: RegistryDeps,
  request: { ref: string; actor: string; reason: string },
): Promise<YankedPackage> {
  if (!request.ref.includes('@')) {
    throw new AtomError('ATOM_USAGE', 'Name the version that is yanked', {
      hint: `atomctl workflows yank ${request.ref}@VERSION --reason "why"`,
    });
  }
  requireReason(request.reason);
  const stored = await storedPackage(deps, request.ref);
  const { actor, reason } = request;
  const auditHead = await deps.registry.yank(stored.id, { actor, reason, at: deps.now().toISOString() });
  return { package: { ...stored, state: 'yanked' }, auditHead };
}

async function storedPackage(
  { registry, tenant }: RegistryDeps,
  ref: string,
  even?: 'even yanked',
): Promise<StoredPackage> {
  const reference = parseReference(ref);
  if (reference === undefined)
    throw new AtomError('ATOM_USAGE', `"${ref}" is not NAME or NAME@VERSION`, {
      hint: 'atomctl workflows list',
    });
  const versions = await registry.versions(tenant, reference.name);
  const shown =
    even === undefined ? versions : versions.map((stored) => ({ ...stored, state: 'active' as const }));
  const { id } = chooseVersion(shown, reference);
  return versions.find((stored) => stored.id === id) ?? chooseVersion(versions, reference);
}

function rowOf(
  wpk: VerifiedWpk,
  { id, tenant, at }: { id: StoredPackage['id']; tenant: string; at: string },
): StoredPackage {
  const [{ sigTime, sigTimeSource, signer, proof }, ...further] = wpk.signatures;
  return {
    id,
    name: wpk.name,
    version: wpk.version,
    digest: wpk.digest,
    tenant_id: tenant,
    state: 'active',
    signer: signerText(signer),
    sig_time: sigTime,
    sig_time_source: sigTimeSource,
    cosign_blob: Buffer.from(proof).toString('base64'),
    further_signatures: further.map((one) => ({
      signer: signerText(one.signer),
      cosign_blob: Buffer.from(one.proof).toString('base64'),
    })),
    labels: wpk.manifest.metadata.labels ?? {},
    created_at: at,
  };
}

export function signerText(signer: Signer): string {
  return signer.kind === 'key' ? signer.keyId : `${signer.identity} (${signer.issuer})`;
}
