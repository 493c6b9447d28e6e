import { sha256Hex } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type {
  Inspection,
  InspectedRequests,
  InspectedStep,
  RiskSummary,
  SignatureSummary,
} from '../model/packages.ts';
import type { VerifiedWpk } from '../model/trust.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { MAX_BUNDLE_BYTES } from '../trust/bundle.ts';
import { claimedSignature } from '../trust/claimed-signature.ts';
import { openPackage } from './open-package.ts';
import { bundleBeside } from './verify-file.ts';
import type { PackageDeps } from './package-deps.ts';

const NOT_VERIFIED = 4;

export interface InspectDeps extends PackageDeps {
  /** Verifies a file with the bundle beside it, under today's trust policy. */
  readonly verify: (file: string) => Promise<VerifiedWpk>;
  /** What judges packages here. */
  readonly policy: () => Promise<Policy>;
  readonly now: () => Date;
}

/** What a package says of itself, so that a person can look before trusting. Nothing of it is carried out. */
export async function inspectPackage(deps: InspectDeps, path: string): Promise<Inspection> {
  const policy = await deps.policy();
  const wpk = await openPackage(deps, path);
  const { metadata } = wpk.manifest;
  const { signature, mayExcept } = await signatureOf(deps, wpk, path);
  return {
    path,
    name: wpk.name,
    version: wpk.version,
    author: metadata.author,
    description: metadata.description ?? null,
    digest: wpk.digest,
    form: wpk.form,
    bytes: wpk.blob.length,
    files: [...wpk.files.values()].map(({ path: name, mode, bytes }) => ({
      path: name,
      size: bytes.length,
      mode: mode.toString(8).padStart(4, '0'),
      sha256: sha256Hex(bytes),
    })),
    steps: stepsOf(wpk),
    requests: requestsOf(wpk.manifest),
    signature,
    risk: riskOf(judge({ wpk, mayExcept, now: deps.now(), policy })),
  };
}

function stepsOf({ manifest, source }: Wpk): InspectedStep[] {
  return manifest.spec.handlers.map((step, index) => ({
    name: step.name,
    type: step.type ?? manifest.spec.runtime.type,
    action: step.action ?? null,
    needs: step.needs ?? [],
    line: source.locate(`/spec/handlers/${index}`).line,
  }));
}

function requestsOf({ spec }: Manifest): InspectedRequests {
  const { secrets = [], tools = [], workflows = [] } = spec.runtime.requirements ?? {};
  const { permissions = [], network = {}, exceptions = [] } = spec.validation ?? {};
  return {
    mode: spec.safety?.mode ?? 'manual',
    permissions,
    egress: network.egress ?? [],
    secrets,
    tools,
    workflows: workflows.map(({ workflow, digest }) => `${workflow} ${digest}`),
    exceptions: exceptions.map(({ rule }) => rule),
  };
}

function riskOf({ score, class: riskClass, suggests, issues }: Verdict): RiskSummary {
  const severities = [...new Set(issues.map(({ severity }) => severity))];
  const counts = severities.map((severity) => ({
    severity,
    count: issues.filter((issue) => issue.severity === severity).length,
  }));
  return { score, class: riskClass, suggests, issues: counts };
}

interface FoundSignature {
  readonly signature: SignatureSummary | null;
  /** What the verified signer may except; nothing for a mere claim. */
  readonly mayExcept: readonly string[];
}

async function signatureOf(deps: InspectDeps, wpk: Wpk, file: string): Promise<FoundSignature> {
  const bundle = bundleBeside(file);
  const kind = await deps.files.kindOf(bundle).catch(() => undefined);
  if (kind !== 'file') return { signature: null, mayExcept: [] };
  try {
    const { signature, mayExcept } = await deps.verify(file);
    const { signer, sigTime, sigTimeSource } = signature;
    const time = sigTimeSource === 'intake' ? null : sigTime;
    return {
      signature: { state: 'verified', bundle, signer, time, sameDigest: true, reason: null },
      mayExcept,
    };
  } catch (error) {
    if (!(error instanceof AtomError) || error.exitCode !== NOT_VERIFIED) throw error;
    const claim = claimedSignature(await deps.files.read(bundle, MAX_BUNDLE_BYTES), wpk.digest);
    return { signature: { ...claim, bundle, reason: error.message }, mayExcept: [] };
  }
}
