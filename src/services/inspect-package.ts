import { sha256Hex } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type {
  InspectedRequests,
  InspectedStep,
  Inspection,
  RiskSummary,
  SignatureSummary,
} from '../model/packages.ts';
import type { CountedSignature, VerifiedWpk } from '../model/trust.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import type { Policy } from '../policy/policy.ts';
import { claimsBeside } from './claims-beside.ts';
import { judgePackage } from './judge-package.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';

const NOT_VERIFIED = 4;

export interface InspectDeps extends PackageDeps {
  /** Verifies a file with the bundles beside it, under today's trust policy. */
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
  const { signatures, mayExcept } = await signaturesOf(deps, wpk, path);
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
    signature: signatures[0] ?? null,
    signatures,
    risk: riskOf(await judgePackage({ wpk, mayExcept, now: deps.now(), policy })),
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

interface FoundSignatures {
  readonly signatures: readonly SignatureSummary[];
  /** What the verified signers may except; nothing for a mere claim. */
  readonly mayExcept: readonly string[];
}

async function signaturesOf(deps: InspectDeps, wpk: Wpk, file: string): Promise<FoundSignatures> {
  const claims = await claimsBeside(deps.files, file, wpk.digest);
  if (claims.length === 0) return { signatures: [], mayExcept: [] };
  try {
    const { signatures, notCounted, mayExcept } = await deps.verify(file);
    const others = claims.flatMap((claim) => {
      const aside = notCounted.find(({ bundle }) => bundle === claim.bundle);
      return aside === undefined ? [] : { ...claim, reason: aside.why };
    });
    return { signatures: [...signatures.map(verifiedSummary), ...others], mayExcept };
  } catch (error) {
    if (!(error instanceof AtomError) || error.exitCode !== NOT_VERIFIED) throw error;
    return { signatures: claims.map((claim) => ({ ...claim, reason: error.message })), mayExcept: [] };
  }
}

function verifiedSummary({ bundle, signer, sigTime, sigTimeSource }: CountedSignature): SignatureSummary {
  const time = sigTimeSource === 'intake' ? null : sigTime;
  return { state: 'verified', bundle, signer, time, sameDigest: true, reason: null };
}
