import path from 'node:path';
import type {
  RequirementChange,
  TrustAddition,
  TrustEntry,
  TrustListing,
  TrustRemoval,
  TrustRequirement,
} from '../model/trust.ts';
import type { GeneratedKey, SignedPackage, Verification } from '../model/verification.ts';
import type { AuthorDeps } from '../services/author-package.ts';
import type { SignDeps, SignRequest } from '../services/sign-package.ts';
import type { PolicyDeps } from '../services/trust-policy.ts';
import type { VerifyFileDeps, VerifyFileRequest } from '../services/verify-file.ts';
import type { Files } from '../ports/files.ts';
import type { Context } from './context.ts';

/** Keys, signatures, and who may sign packages. */
export interface TrustUses {
  add(addition: TrustAddition, actor: string): Promise<TrustEntry>;
  /** Makes a key pair in cosign's formats. Trusts nothing. */
  generateKey(folder: string): Promise<GeneratedKey>;
  list(): Promise<TrustListing>;
  remove(removal: TrustRemoval, actor: string): Promise<TrustEntry>;
  /** Says how many must sign the packages of a name. */
  require(change: RequirementChange, actor: string): Promise<TrustRequirement>;
  /** Writes the Sigstore bundle of a package. */
  sign(request: SignRequest): Promise<SignedPackage>;
  /** Whether a package is signed by somebody trusted. Opens no socket. */
  verify(request: VerifyFileRequest): Promise<Verification>;
}

export function trustUses(context: Context): TrustUses {
  const { random } = context;
  return {
    add: async (addition, actor) =>
      (await import('../services/trust-policy.ts')).addTrust(await policyDeps(context, actor), addition),
    generateKey: async (folder) => {
      const { generateKey } = await import('../services/generate-key.ts');
      const { disk } = await import('../adapters/files/disk.ts');
      return generateKey(
        { files: disk, random, newPassword: (file) => password(context, file, 'new') },
        folder,
      );
    },
    list: async () => (await import('../services/trust-policy.ts')).listTrust(await verifyDeps(context)),
    remove: async (removal, actor) =>
      (await import('../services/trust-policy.ts')).removeTrust(await policyDeps(context, actor), removal),
    require: async (change, actor) =>
      (await import('../services/trust-policy.ts')).requireTrust(await policyDeps(context, actor), change),
    sign: async (request) => {
      const { signFile } = await import('../services/sign-package.ts');
      return signFile(await signing(context), request);
    },
    verify: async (request) =>
      (await import('../services/verify-file.ts')).reportOnFile(await verifyDeps(context), request),
  };
}

/** What the one function that decides whom to trust is given. */
export async function verifyDeps({
  config,
  now,
}: Context): Promise<VerifyFileDeps & { readonly files: Files }> {
  const { disk } = await import('../adapters/files/disk.ts');
  return {
    files: disk,
    policyFile: path.join(config.home, 'trust.yaml'),
    tenant: config.tenant,
    now,
    proofs: async () => (await import('../adapters/sigstore/verify-proofs.ts')).bundleProofs,
  };
}

/** What signing takes. */
async function signing(context: Context): Promise<SignDeps> {
  const [{ buildBundle }, { disk }] = await Promise.all([
    import('../adapters/sigstore/build-bundle.ts'),
    import('../adapters/files/disk.ts'),
  ]);
  return { files: disk, password: (file) => password(context, file, 'known'), buildBundle };
}

/** What signing in memory takes: for authors who run a folder. */
export async function authoring(
  context: Context,
): Promise<Omit<SignDeps, 'files'> & Pick<AuthorDeps, 'sourceDateEpoch'>> {
  const { sourceDateEpoch } = await import('../config/source-date.ts');
  const { password: ask, buildBundle } = await signing(context);
  return {
    password: ask,
    buildBundle,
    sourceDateEpoch: sourceDateEpoch(context.config.settings.sourceDateEpoch.value),
  };
}

async function policyDeps(context: Context, actor: string): Promise<PolicyDeps> {
  const { exclusively } = await import('../adapters/lock/exclusively.ts');
  return {
    ...(await verifyDeps(context)),
    actor,
    random: context.random,
    exclusively,
    recordAudit: async (entry, at) => void (await (await context.store.get()).audit.record(entry, at)),
  };
}

/** A new password is asked for twice. */
async function password({ config }: Context, file: string, kind: 'new' | 'known'): Promise<string> {
  const { passwordFor } = await import('../adapters/terminal/password.ts');
  return passwordFor(file, { given: config.settings.password.value ?? undefined, confirm: kind === 'new' });
}
