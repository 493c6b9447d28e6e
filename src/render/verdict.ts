import { styleText } from './style.ts';
import { formatLocation } from '../base/errors.ts';
import type { DryRun, NestedVerdict } from '../model/dry-run.ts';
import type { PolicyCheck } from '../model/policy-check.ts';
import type { Issue, RiskClass, Severity } from '../model/verdict.ts';
import { printable } from './printable.ts';

type Style = Parameters<typeof styleText>[0];

const CLASSES: Readonly<Record<RiskClass, Style>> = { safe: 'green', caution: 'yellow', unsafe: 'red' };
const SEVERITIES: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
  info: 'dim',
};
/** How many places of one rule are shown; --json has all. */
const MOST_PLACES = 10;

/** What a dry-run found, worst first: each rule once, with every place, why it matters and how to mend it. */
export function describeDryRun(dryRun: DryRun): string {
  const { name, version, score, issues, suggests, nested } = dryRun;
  const verdict = styleText(CLASSES[dryRun.class], dryRun.class);
  const whole = nested.length === 0 ? '' : ', with what it nests';
  const head = `${styleText('bold', printable(`${name} ${version}`))} is ${verdict}: risk ${score} of 100${whole}`;
  const itself = nested.length === 0 ? '' : ' in itself';
  const found = issues.length === 0 ? `. Nothing was found${itself}` : `, ${countOf(issues)}${itself}`;
  return [
    `${head}${found}. Suggested mode: ${suggests}.`,
    ...sectionsOf(issues),
    ...nested.map(describeNested),
  ].join('\n\n');
}

function describeNested({ workflow, score, issues, class: riskClass }: NestedVerdict): string {
  const head = `It nests ${styleText('bold', printable(workflow))}, which is ${styleText(CLASSES[riskClass], riskClass)}`;
  if (issues.length === 0) return `${head}. Nothing was found.`;
  return [`${head}: risk ${score} of 100, ${countOf(issues)}.`, ...sectionsOf(issues)].join('\n\n');
}

/** What was found in files, each file that has issues with its own. */
export function describePolicyCheck({ items }: PolicyCheck): string {
  const files = items.map(({ file, score, issues, class: riskClass }) => {
    const head = `${styleText('bold', printable(file))} is ${styleText(CLASSES[riskClass], riskClass)}`;
    if (issues.length === 0) return head;
    return [`${head}: risk ${score} of 100, ${countOf(issues)}`, ...sectionsOf(issues)].join('\n\n');
  });
  return files.length === 0 ? 'There is nothing to judge: no manifest, script or package' : files.join('\n');
}

function countOf(issues: readonly Issue[]): string {
  return issues.length === 1 ? '1 issue' : `${issues.length} issues`;
}

function sectionsOf(issues: readonly Issue[]): string[] {
  return [...byRule(issues).values()].map(section);
}

function byRule(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  return Map.groupBy(issues, ({ rule, severity, exception }) => `${rule} ${severity} ${exception ?? ''}`);
}

function section(issues: readonly Issue[]): string {
  const [first] = issues;
  if (first === undefined) return '';
  const points = issues.reduce((sum, { contribution }) => sum + contribution, 0);
  const title = `${styleText(SEVERITIES[first.severity], first.severity)}  ${styleText('bold', printable(first.title))}`;
  const places = issues
    .slice(0, MOST_PLACES)
    .flatMap((issue) => [
      `  ${printable(formatLocation(issue.location))}${about(issue)}`,
      `    ${printable(issue.what)}`,
    ]);
  const more = issues.length - MOST_PLACES;
  return [
    `${title} ${styleText('dim', `(${first.rule}, +${Math.round(points * 10) / 10}${EXCEPTIONS[first.exception ?? 'none']})`)}`,
    ...places,
    ...(more > 0 ? [`  and ${more} more; all are in --json`] : []),
    ...exceptions(issues),
    `  ${styleText('dim', 'why')}  ${printable(first.why)}`,
    `  ${styleText('dim', 'fix')}  ${printable(first.fix)}`,
    ...(first.reference === undefined ? [] : [`  ${styleText('dim', 'see')}  ${printable(first.reference)}`]),
  ].join('\n');
}

const EXCEPTIONS = {
  none: '',
  requested: ', exception requested',
  granted: ', exception granted',
  expired: ', exception expired',
} as const;

/** Who excepts the issues of a section, and until when. */
function exceptions(issues: readonly Issue[]): string[] {
  const lines = issues.flatMap(({ exception, exceptionFrom: from }) => {
    if (exception === undefined || from === undefined) return [];
    const until = exception === 'expired' ? `expired after ${from.expires}` : `until ${from.expires}`;
    return [
      `${exception === 'requested' ? 'asked by' : 'by'} ${from.by}, ${until}: ${from.reason} (${from.owner})`,
    ];
  });
  return [...new Set(lines)].map(
    (line) => `  ${styleText('dim', 'exception')}  ${printable(line.replaceAll(/\s+/g, ' '))}`,
  );
}

function about({ step, object }: Issue): string {
  const parts = [step === null ? '' : `step ${step}`, object ?? ''].filter(Boolean);
  return parts.length === 0 ? '' : styleText('dim', `  ${printable(parts.join(', '))}`);
}
