import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
import pjson from '../../package.json' with { type: 'json' };
import { canonicalJson } from '../base/canonical.ts';
import { sha256Hex } from '../base/digest.ts';
import type { Issue, Judged, Severity } from '../model/verdict.ts';

/** As GitHub's code scanning reads `security-severity`: over 9.0 critical, 7.0 high, 4.0 medium, else low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '2.0',
  info: '0.0',
};

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;

/** What was found as one SARIF 2.1.0 log, with the properties that code scanning asks for. */
export function sarifOf(judged: readonly Judged[]): string {
  const issues = judged.flatMap((one) => one.issues);
  const rules = [...new Map(issues.map((issue) => [issue.rule, descriptorOf(issue)])).values()];
  const positions = new Map(rules.map(({ id }, index) => [id, index]));
  const run: Run = {
    tool: { driver: { ...driver(), rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true }],
    results: issues.map((issue) => resultOf(issue, positions.get(issue.rule) ?? 0)),
    properties: {
      judged: judged.map(({ file, score, class: riskClass }) => ({ file, score, class: riskClass })),
    },
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return JSON.stringify(log, null, 2);
}

function driver() {
  const { name, version } = pjson;
  return { name, version, semanticVersion: version };
}

function descriptorOf({ rule, title, severity, why, fix, reference, control }: Issue): ReportingDescriptor {
  const markdown = reference === undefined ? fix : `${fix}\n\nSee <${reference}>.`;
  return {
    id: rule,
    name: rule,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix, markdown },
    ...(reference !== undefined && { helpUri: reference }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', ...(control === undefined ? [] : [control])],
      precision: 'high',
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

function resultOf(issue: Issue, ruleIndex: number): Result {
  const { rule, severity, step, object, field, what, location, contribution, exception, exceptionFrom } =
    issue;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: what },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(location.file) },
          region: { startLine: location.line, startColumn: location.col },
        },
        ...(object !== undefined && { logicalLocations: [{ fullyQualifiedName: object, kind: 'object' }] }),
      },
    ],
    // Where it stands is left out: the same finding a few lines further down is the same alert.
    partialFingerprints: {
      'atomctlIssue/v1': sha256Hex(canonicalJson([rule, location.file, step, object ?? null, field])),
    },
    ...(exception === 'granted' && { suppressions: [suppressionOf(exceptionFrom)] }),
    properties: { severity, contribution, field, ...(step !== null && { step }) },
  };
}

function suppressionOf(from: Issue['exceptionFrom']): NonNullable<Result['suppressions']>[number] {
  const granted = { kind: 'external', status: 'accepted' } as const;
  if (from === undefined) return granted;
  const { by, expires, reason, owner } = from;
  return { ...granted, justification: `by ${by}, until ${expires}: ${reason} (${owner})` };
}

/** Relative where the path is: code scanning shows what lies in the checkout that it knows. */
function uriOf(file: string): string {
  if (file.startsWith('/')) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
