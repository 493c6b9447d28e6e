import { sha256Hex } from '../base/digest.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type {
  Inspection,
  InspectedRequests,
  InspectedStep,
  RiskSummary,
  SignatureSummary,
} from '../model/packages.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { judge } from '../policy/judge.ts';
import { claimedSignature } from '../trust/claimed-signature.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';

const BUNDLE_LIMIT = 2 ** 20;

export interface InspectDeps extends PackageDeps {
  readonly now: () => Date;
  /** Verifies a bundle against the trust policy; undefined when it does not verify. Absent: signatures stay claims. */
  readonly verify?: (wpk: Wpk, bundle: Uint8Array) => Promise<Omit<SignatureSummary, 'bundle'> | undefined>;
}

/** What a package says of itself, so that a person can look before trusting. Nothing of it is carried out. */
export async function inspectPackage(deps: InspectDeps, path: string): Promise<Inspection> {
  const wpk = await openPackage(deps, path);
  const { metadata } = wpk.manifest;
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
    signature: await signatureOf(deps, wpk, `${path}.sigstore.json`),
    risk: riskOf(judge({ wpk, mayExcept: [], now: deps.now() })),
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

async function signatureOf(deps: InspectDeps, wpk: Wpk, bundle: string): Promise<SignatureSummary | null> {
  const kind = await deps.files.kindOf(bundle).catch(() => undefined);
  if (kind !== 'file') return null;
  const bytes = await deps.files.read(bundle, BUNDLE_LIMIT);
  const verified = await deps.verify?.(wpk, bytes);
  return { bundle, ...(verified ?? claimedSignature(bytes, wpk.digest)) };
}
