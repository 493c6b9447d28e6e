import { mkdirSync } from 'node:fs';
import { succeed, type Workbench, workbench } from './workbench.ts';

/** A workbench where two are trusted, a third is not, and `required` must sign. */
export async function signedBench(required: number, extra = ''): Promise<Workbench & { wpk: string }> {
  const bench = workbench();
  for (const who of ['ada', 'bob', 'eve']) {
    mkdirSync(bench.in(who));
    await succeed(bench.atomctl(['key', 'generate', '--out', who]));
  }
  await succeed(bench.atomctl(['trust', 'add', 'ada/atomctl.pub', '--may-except', 'host-path']));
  await succeed(bench.atomctl(['trust', 'add', 'bob/atomctl.pub']));
  await succeed(bench.atomctl(['trust', 'require', String(required), '--packages', 'sam*']));
  return { ...bench, wpk: await bench.pack('sample', '1.0.0', extra) };
}
