import { join } from 'node:path';
import type { Store } from './adapters/store/open-store.ts';
import type { JsonObject } from './base/json.ts';
import { OpensOnce } from './base/opens-once.ts';
import type { Config } from './config/load.ts';
import type { AuditReport, ListedAuditRecord } from './model/audit.ts';
import type { DoctorReport } from './model/doctor.ts';
import type { Page } from './model/list.ts';
import type { Inspection, PackageDiff, PackedPackage } from './model/packages.ts';
import type { SettingsReport } from './model/settings.ts';
import type { TrustAddition, TrustEntry } from './model/trust.ts';
import type { GeneratedKey, SignedPackage, Verification } from './model/verification.ts';
import type { PackRequest } from './services/pack-package.ts';
import type { PackageDeps } from './services/package-deps.ts';
import type { SignRequest } from './services/sign-package.ts';
import type { PolicyDeps } from './services/trust-policy.ts';
import type { VerifyFileDeps, VerifyFileRequest } from './services/verify-file.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly doctor: {
    /** Looks at everything outside that some capability needs, all at once, each for at most `timeoutMs`. */
    examine(timeoutMs: number): Promise<DoctorReport>;
  };
  readonly keys: {
    /** Makes a key pair in cosign's formats. Trusts nothing. */
    generate(folder: string): Promise<GeneratedKey>;
  };
  readonly packages: {
    /** What differs between two packages, whatever their forms. */
    diff(a: string, b: string): Promise<PackageDiff>;
    /** What a package says of itself. */
    inspect(path: string): Promise<Inspection>;
    /** Writes the archive of a folder or lone manifest. */
    pack(request: PackRequest): Promise<PackedPackage>;
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
    /** Writes the Sigstore bundle of a package. */
    sign(request: SignRequest): Promise<SignedPackage>;
    /** Whether a package is signed by somebody trusted. Opens no socket. */
    verify(request: VerifyFileRequest): Promise<Verification>;
  };
  readonly settings: {
    /** Every setting, its value and where it came from; secrets hidden. */
    list(): Promise<SettingsReport>;
  };
  readonly audit: {
    log(query: {
      cursor: string | null;
      limit: number;
      subject?: string | undefined;
    }): Promise<Page<ListedAuditRecord>>;
    verify(checkpoint: string | undefined): Promise<AuditReport>;
  };
  /** Who may sign packages. */
  readonly trust: {
    add(addition: TrustAddition): Promise<TrustEntry>;
    list(): Promise<Page<TrustEntry>>;
    remove(request: { id: string; compromisedSince: string | undefined }): Promise<TrustEntry>;
  };
}

export async function openApp(config: Config): Promise<App> {
  const packageDeps = async (): Promise<PackageDeps> => {
    const { disk } = await import('./adapters/files/disk.ts');
    const { sourceDateEpoch } = await import('./config/source-date.ts');
    return { files: disk, sourceDateEpoch: sourceDateEpoch(config.settings.sourceDateEpoch.value) };
  };
  const store = new OpensOnce<Store>(async () => {
    const [{ openStore }, { chainRecord }] = await Promise.all([
      import('./adapters/store/open-store.ts'),
      import('./audit/chain.ts'),
    ]);
    return openStore(config.home, chainRecord);
  });
  const password = async (file: string, confirm: boolean) => {
    const { passwordFor } = await import('./adapters/terminal/password.ts');
    return passwordFor(file, { given: config.settings.password.value ?? undefined, confirm });
  };
  const verifyDeps = async (): Promise<VerifyFileDeps> => {
    const { disk } = await import('./adapters/files/disk.ts');
    return {
      files: disk,
      policyFile: join(config.home, 'trust.yaml'),
      tenant: config.tenant,
      now: () => new Date(),
      proofs: async () => (await import('./adapters/sigstore/verify-proofs.ts')).bundleProofs,
    };
  };
  const policyDeps = async (): Promise<PolicyDeps> => {
    const [{ disk }, { exclusively }, { operatingSystemUser }] = await Promise.all([
      import('./adapters/files/disk.ts'),
      import('./adapters/lock/exclusively.ts'),
      import('./base/user.ts'),
    ]);
    return {
      ...(await verifyDeps()),
      files: disk,
      actor: operatingSystemUser(),
      random,
      exclusively,
      recordAudit: async (entry, at) => void (await (await store.get()).audit.record(entry, at)),
    };
  };
  return {
    config,
    doctor: {
      examine: async (timeoutMs) => {
        const { allProbes } = await import('./adapters/probe/all.ts');
        const { examine } = await import('./services/doctor.ts');
        const { outsideOf } = await import('./config/outside.ts');
        return examine(allProbes({ ...outsideOf(config), timeoutMs }), timeoutMs);
      },
    },
    keys: {
      generate: async (folder) => {
        const [{ generateKey }, { files }] = await Promise.all([
          import('./services/generate-key.ts'),
          packageDeps(),
        ]);
        return generateKey({ files, random, newPassword: (file) => password(file, true) }, folder);
      },
    },
    packages: {
      diff: async (a, b) =>
        (await import('./services/diff-packages.ts')).diffPackages(await packageDeps(), a, b),
      inspect: async (path) =>
        (await import('./services/inspect-package.ts')).inspectPackage(await packageDeps(), path),
      pack: async (request) =>
        (await import('./services/pack-package.ts')).packPackage(await packageDeps(), request),
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
      sign: async (request) => {
        const { signFile } = await import('./services/sign-package.ts');
        const { files } = await packageDeps();
        return signFile({ files, password: (file) => password(file, false) }, request);
      },
      verify: async (request) =>
        (await import('./services/verify-file.ts')).reportOnFile(await verifyDeps(), request),
    },
    settings: {
      list: async () => (await import('./services/settings.ts')).listSettings(config),
    },
    audit: {
      log: async (query) => (await store.get()).audit.list(query),
      verify: async (checkpoint) => {
        const { verifyAudit } = await import('./services/audit.ts');
        const { disk } = await import('./adapters/files/disk.ts');
        return verifyAudit({ audit: (await store.get()).audit, files: disk }, checkpoint);
      },
    },
    trust: {
      add: async (addition) =>
        (await import('./services/trust-policy.ts')).addTrust(await policyDeps(), addition),
      list: async () => (await import('./services/trust-policy.ts')).listTrust(await verifyDeps()),
      remove: async (request) =>
        (await import('./services/trust-policy.ts')).removeTrust(await policyDeps(), request),
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
