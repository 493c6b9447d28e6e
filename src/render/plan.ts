import { styleText } from './style.ts';
import { formatBytes } from '../base/bytes.ts';
import { formatDuration } from '../base/duration.ts';
import type { Page } from '../model/list.ts';
import type {
  Approval,
  Approved,
  Concurrency,
  NestedPlan,
  NestedStep,
  Plan,
  PlannedRecord,
  PlannedStep,
} from '../model/plan.ts';
import { describeLivePlan } from './live-plan.ts';
import { fields, table } from './table.ts';
import { printable } from './printable.ts';

/** The whole plan, as the one who approves it reads it. */
export function describePlan(plan: Plan): string {
  const {
    package: { name, version, digest },
    verdict,
    selection,
  } = plan;
  const facts: (readonly [string, string])[] = [
    ['package', `${name}@${version}  ${digest}`],
    ['digest', plan.digest],
    ['verdict', `${verdict.class} (risk ${verdict.score})`],
    ...Object.entries(plan.inputs).map(
      ([key, value]) => [`  ${key}`, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
    ...(selection.skip.length > 0 ? [['skips', selection.skip.join(', ')] as const] : []),
    ...(selection.only.length > 0 ? [['only', selection.only.join(', ')] as const] : []),
    ...(plan.timeoutMs === null ? [] : [['limit', formatDuration(plan.timeoutMs)] as const]),
    ...(plan.concurrency === null ? [] : [['runs', concurrencyOf(plan.concurrency)] as const]),
    ...limitsOf(plan),
    ['egress', plan.egress.length === 0 ? 'none' : plan.egress.join(', ')],
  ];
  const notes = [...plan.unknowns, ...plan.notEnforced.map((what) => `not enforced: ${what}`)];
  return [
    `${styleText('bold', plan.id)} would do this:`,
    fields(facts),
    '',
    ...plan.steps.map((step, index) => describeStep(step, `${index + 1}.`)),
    ...(plan.live === undefined || plan.cluster === undefined
      ? []
      : describeLivePlan(plan.live, plan.cluster)),
    ...(plan.rollback.length === 0
      ? []
      : ['', 'To undo it:', ...plan.rollback.map((step) => describeStep(step, '↩'))]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => styleText('dim', printable(note)))]),
  ].join('\n');
}

/** What holds; what does not stands among the notes. */
function limitsOf({ limits, enforced }: Plan): (readonly [string, string])[] {
  const held = [
    ...(enforced.includes('cpu') ? [`cpu ${limits.cpu}`] : []),
    ...(enforced.includes('memory') ? [`memory ${formatBytes(limits.memoryBytes ?? 0)}`] : []),
  ];
  return held.length === 0 ? [] : [['held to', held.join(', ')]];
}

function concurrencyOf({ key, limit, policy }: Concurrency): string {
  return `at most ${limit} at once of ${key}, else ${policy}`;
}

function describeStep(step: PlannedStep, mark: string): string {
  const needs = step.needs.length === 0 ? '' : styleText('dim', `  after ${step.needs.join(', ')}`);
  const lines = step.shows.map((line) => `     ${printable(line)}`);
  return [
    `${mark.padStart(3)} ${styleText('bold', step.name)} (${step.type})${needs}`,
    ...lines,
    ...(step.workflow === undefined ? [] : describeNested(step.workflow)),
  ].join('\n');
}

/** The steps of a nested workflow, further in the deeper they lie. */
function describeNested({ package: { digest }, steps, rollback }: NestedPlan): string[] {
  return [
    `     ${digest}`,
    ...steps.flatMap((step) => describeNestedStep(step, '·')),
    ...rollback.flatMap((step) => describeNestedStep(step, '↩')),
  ];
}

function describeNestedStep(step: NestedStep, mark: string): string[] {
  const indent = ' '.repeat(5 + 3 * step.within.length);
  return [
    `${indent}${mark} ${styleText('bold', step.name)} (${step.type})`,
    ...step.shows.map((shown) => `${indent}  ${printable(shown)}`),
  ];
}

export function describeNextStep(plan: Plan): string {
  return `approve it: atomctl approve ${plan.id} --reason "why"\nthen run it: atomctl run --plan ${plan.id}`;
}

export function describeApproved(approved: Approved): string {
  switch (approved.kind) {
    case 'plan':
      return describeApproval(approved.approval);
    case 'step':
      return `${styleText('green', '✔')} ${approved.run}/${approved.step} is answered\ngo on: atomctl runs resume ${approved.run}`;
  }
}

export function describePlannedRecord({ plan, approval }: PlannedRecord): string {
  if (approval === null) return `${describePlan(plan)}\n\nnobody has approved it\n${describeNextStep(plan)}`;
  const used = approval.usedBy === null ? 'not used yet' : `used by ${approval.usedBy}`;
  return `${describePlan(plan)}\n\napproved by ${printable(approval.approver)} until ${approval.expiresAt}, ${used}: ${printable(approval.reason)}`;
}

function describeApproval({ planId, planDigest, approver, reason, expiresAt }: Approval): string {
  const facts = fields([
    ['digest', planDigest],
    ['by', `${approver} (a local claim)`],
    ['reason', reason],
    ['until', expiresAt],
  ]);
  return `${styleText('green', '✔')} ${planId} may run once\n${facts}\nrun it: atomctl run --plan ${planId}`;
}

export function describePlans({ items, next }: Page<Plan>): string {
  const rows = items.map((plan) => [
    plan.id,
    `${plan.package.name}@${plan.package.version}`,
    plan.verdict.class,
    plan.createdBy,
    plan.createdAt,
  ]);
  const shown = table(['ID', 'PACKAGE', 'VERDICT', 'BY', 'AT'], rows);
  return next === null ? shown : `${shown}\nmore: atomctl plans list --cursor ${next}`;
}
