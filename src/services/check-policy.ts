import path from 'node:path';
import { asFailure } from '../base/failure.ts';
import type { Level } from '../model/pod-security.ts';
import type { CheckedFile, PolicyCheck } from '../model/policy-check.ts';
import { isLeftOut } from '../pack/left-out.ts';
import { LIMITS } from '../pack/limits.ts';
import { isManifestName } from '../pack/manifest-path.ts';
import type { Weighed } from '../policy/issues.ts';
import { judgeFile, judgeUnread, judgeUnsigned, type Measure } from '../policy/judge-file.ts';
import { kubernetesMinor } from '../policy/kubernetes-version.ts';
import { hasManifestName, isJudged } from '../policy/view/file-view.ts';
import { type SourceFile, sourceFile } from '../policy/view/source-file.ts';
import type { Policy } from '../policy/policy.ts';
import type { PackageDeps } from './package-deps.ts';

export interface CheckPolicyDeps extends PackageDeps {
  /** What judges files here. */
  readonly policy: () => Promise<Policy>;
}

export interface PolicyCheckRequest {
  readonly paths: readonly string[];
  readonly level: Level | null;
  /** As a person writes it; null for the newest. */
  readonly kubernetesVersion: string | null;
}

/**
 * Judges manifests, programs, packages and what folders hold of them, in the order given.
 * @throws {AtomError} ATOM_USAGE; and where the only path cannot be read at all: of several, that one is undecided.
 */
export async function checkPolicy(deps: CheckPolicyDeps, request: PolicyCheckRequest): Promise<PolicyCheck> {
  return { items: await Array.fromAsync(judgePaths(deps, request)) };
}

/** As `checkPolicy`, one by one: nothing of what was judged is held. */
export async function* judgePaths(
  deps: CheckPolicyDeps,
  { paths, level, kubernetesVersion }: PolicyCheckRequest,
): AsyncGenerator<CheckedFile> {
  const kubernetes = kubernetesMinor(kubernetesVersion);
  const measure = { level, kubernetes, policy: await deps.policy() };
  for (const given of paths) {
    try {
      const one = await checkOne(deps, given, measure);
      if (one === null) yield* checkFolder(deps, given, measure);
      else yield one;
    } catch (thrown) {
      if (paths.length === 1) throw thrown;
      yield unread(given, thrown);
    }
  }
}

/** Null where it is a folder. */
async function checkOne(deps: PackageDeps, given: string, measure: Measure): Promise<CheckedFile | null> {
  const isPackage = isManifestName(given) || given.endsWith('.wpk');
  // Asking first what it is would take a call more for each of many files.
  if (hasManifestName(given) && !isPackage) {
    const source = await readSource(deps, given).catch(() => undefined);
    if (source !== undefined) return checked(given, await judgeFile(source, measure));
  }
  if ((await deps.files.kindOf(given)) === 'folder') return null;
  if (isPackage) return checkPackage(deps, given, measure);
  return checked(given, await judgeFile(await readSource(deps, given), measure));
}

/** A folder with a manifest at its top is one package; of any other, everything that holds manifests or programs. */
async function* checkFolder(
  deps: PackageDeps,
  folder: string,
  measure: Measure,
): AsyncGenerator<CheckedFile> {
  const { files } = await deps.files.list(folder, {
    maxFiles: LIMITS.files,
    maxDepth: LIMITS.depth,
    skip: isLeftOut,
    unfit: 'skip',
  });
  const names = files.map((file) => file.path).toSorted();
  const packages = packagesAmong(names);
  for (const name of packages) {
    yield await checkPackage(deps, name === '.' ? folder : path.join(folder, name), measure);
  }
  for (const name of names) {
    if (!isWithin(name, packages)) yield* await checkFound(deps, path.join(folder, name), measure);
  }
}

/** The folders that are packages: those with exactly one manifest of a package. */
function packagesAmong(names: readonly string[]): ReadonlySet<string> {
  const manifests = Map.groupBy(names.filter(isManifestName), (name) => path.posix.dirname(name));
  return new Set([...manifests].filter(([, files]) => files.length === 1).map(([folder]) => folder));
}

async function checkFound(deps: PackageDeps, file: string, measure: Measure): Promise<CheckedFile[]> {
  if (isManifestName(file)) return [await checkPackage(deps, file, measure)];
  try {
    const source = await readSource(deps, file);
    return (await isJudged(source)) ? [checked(file, await judgeFile(source, measure))] : [];
  } catch (thrown) {
    return [unread(file, thrown)];
  }
}

function isWithin(name: string, packages: ReadonlySet<string>): boolean {
  for (let folder = path.posix.dirname(name); ; folder = path.posix.dirname(folder)) {
    if (packages.has(folder)) return true;
    if (folder === '.') return false;
  }
}

async function checkPackage(deps: PackageDeps, given: string, measure: Measure): Promise<CheckedFile> {
  try {
    const { openPackage } = await import('./open-package.ts');
    return checked(given, await judgeUnsigned(await openPackage(deps, given), measure));
  } catch (thrown) {
    return unread(given, thrown);
  }
}

async function readSource({ files }: PackageDeps, file: string): Promise<SourceFile> {
  const bytes = await files.read(file, LIMITS.archiveBytes);
  return sourceFile({ path: path.basename(file), mode: 0o644, bytes }, file);
}

/** A file that cannot be read is undecided, never safe. */
function unread(file: string, thrown: unknown): CheckedFile {
  const failure = asFailure(thrown);
  if (failure.code === 'ATOM_BUG') throw failure;
  const source = sourceFile({ path: path.basename(file), mode: 0o644, bytes: new Uint8Array() }, file);
  return checked(file, judgeUnread(source, `${failure.message} (${failure.code})`));
}

function checked(file: string, { score, class: riskClass, issues }: Weighed): CheckedFile {
  return {
    file,
    class: riskClass,
    score,
    issues: issues.map((issue) => ({ ...issue, line: issue.location.line, col: issue.location.col })),
  };
}
