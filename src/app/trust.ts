import { join } from 'node:path';
import type { Page } from '../model/list.ts';
import type { TrustAddition, TrustEntry, TrustRemoval } from '../model/trust.ts';
import type { GeneratedKey, SignedPackage, Verification } from '../model/verification.ts';
import type { SignRequest } from '../services/sign-package.ts';
import type { PolicyDeps } from '../services/trust-policy.ts';
import type { VerifyFileDeps, VerifyFileRequest } from '../services/verify-file.ts';
import type { Context } from './context.ts';

/** Who signs, and who may. */
export interface TrustUses {
  add(addition: TrustAddition, actor: string): Promise<TrustEntry>;
  /** Makes a key pair in cosign's formats. Trusts nothing. */
  generateKey(folder: string): Promise<GeneratedKey>;
  list(): Promise<Page<TrustEntry>>;
  remove(removal: TrustRemoval, actor: string): Promise<TrustEntry>;
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
      const { disk: files } = await import('../adapters/files/disk.ts');
      return generateKey({ files, random, newPassword: (file) => passwordFor(context, file, true) }, folder);
    },
    list: async () => (await import('../services/trust-policy.ts')).listTrust(await verifyDeps(context)),
    remove: async (removal, actor) =>
      (await import('../services/trust-policy.ts')).removeTrust(await policyDeps(context, actor), removal),
    sign: async (request) => {
      const { signFile } = await import('../services/sign-package.ts');
      const { disk: files } = await import('../adapters/files/disk.ts');
      return signFile({ files, password: (file) => passwordFor(context, file, false) }, request);
    },
    verify: async (request) =>
      (await import('../services/verify-file.ts')).reportOnFile(await verifyDeps(context), request),
  };
}

/** What the decision about a package takes. What only certificates, logs and timestamps need is loaded when there are any. */
export async function verifyDeps({ config, now }: Context): Promise<VerifyFileDeps> {
  const { disk } = await import('../adapters/files/disk.ts');
  return {
    files: disk,
    policyFile: join(config.home, 'trust.yaml'),
    tenant: config.tenant,
    now,
    proofs: async () => (await import('../adapters/sigstore/verify-proofs.ts')).bundleProofs,
  };
}

async function policyDeps(context: Context, actor: string): Promise<PolicyDeps> {
  const { exclusively } = await import('../adapters/lock/exclusively.ts');
  const { disk } = await import('../adapters/files/disk.ts');
  return {
    ...(await verifyDeps(context)),
    files: disk,
    actor,
    random: context.random,
    exclusively,
    recordAudit: async (entry, at) => {
      const { audit } = await context.store.get();
      await audit.record(entry, at);
    },
  };
}

async function passwordFor({ config }: Context, file: string, confirm: boolean): Promise<string> {
  const { passwordFor: ask } = await import('../adapters/terminal/password.ts');
  return ask(file, { given: config.settings.password.value ?? undefined, confirm });
}
