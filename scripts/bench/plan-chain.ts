// node plan-chain.ts STEPS FOLDER: plans and approves a chain of shell steps in a store under FOLDER, for chain.ts.
import { openBench } from '../../test/support/runs.ts';

const [, , count = '10', folder = '.'] = process.argv;
const steps = Array.from({ length: Number(count) }, (_, i) => {
  const needs = i === 0 ? '' : `, needs: [s${i - 1}]`;
  return `- {name: s${i}, type: shell, with: {command: [/bin/true]}, timeout: 1m${needs}}`;
});
await using bench = await openBench(folder);
const { approved } = await bench.prepare({ steps: steps.join('\n') });
process.stdout.write(approved.plan.id);
