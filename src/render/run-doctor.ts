import type { RunDoctorReport, RunFinding } from '../model/run-doctor.ts';
import { printable } from './printable.ts';
import { styleText } from './style.ts';

/** What is stuck, why, and the one command that mends it. */
export function describeRunDoctor({ items, stuck }: RunDoctorReport): string {
  if (items.length === 0) return 'nothing is stuck';
  return [...items.map(finding), summary(stuck)].join('\n');
}

function summary(stuck: number): string {
  if (stuck === 0) return 'nothing is stuck';
  return stuck === 1 ? '1 needs somebody' : `${stuck} need somebody`;
}

function finding({ ailment, run, package: name, since, detail, fix, mended }: RunFinding): string {
  const sign = mended?.ok === true ? styleText('green', '✔') : styleText('yellow', '!');
  return [
    `${sign} ${run} ${name ?? 'of no run that is known'} ${ailment}${since === null ? '' : ` (since ${since})`}`,
    `    ${printable(detail)}`,
    ...(mended === null ? [] : [`    ${printable(mended.detail)}`]),
    ...(mended?.ok === true ? [] : [`    try: ${fix}`]),
  ].join('\n');
}
