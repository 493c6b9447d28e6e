import type { RunDoctorReport, RunFinding } from '../model/run-doctor.ts';
import { printable } from './printable.ts';
import { styleText } from './style.ts';

/** What is stuck, why, and the one command that mends it. */
export function describeRunDoctor({ items, stuck, pruned }: RunDoctorReport): string {
  return [...items.map(finding), ...removed(pruned), summary(stuck)].join('\n');
}

function removed(pruned: RunDoctorReport['pruned']): string[] {
  if (pruned === null || pruned.chunks === 0) return [];
  const { chunks, bytes } = pruned;
  const sign = styleText('green', '✔');
  return [
    `${sign} ${chunks} ${chunks === 1 ? 'chunk' : 'chunks'} of logs that no log names: removed, ${bytes} bytes`,
  ];
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
