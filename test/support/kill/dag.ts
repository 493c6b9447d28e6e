const WIDTH = 6;
const STEPS = 60;
const FOR_EACH: readonly number[] = [20, 38];
const UNDOS = ['undo-1', 'undo-2', 'undo-3', 'undo-4', 'undo-5', 'undo-6'] as const;

/** Writes one line per effect, on the disk when it exits: when, and which attempt of which step of which run. */
const EFFECT = `#!/bin/bash
attempt=\${ATOMCTL_OUTPUT##*/}
run=\${ATOMCTL_OUTPUT%/out/*}
echo "\${EPOCHREALTIME/[.,]/} \${run##*/} \${attempt%.json}" >> "$EFFECTS"
sync "$EFFECTS"
case "$1 $attempt" in
  'first '*.1.json) exit 1 ;;
  'always '*) exit 1 ;;
esac
`;

/** Exits with 0 where the effect of a step is written down, else with 1. */
const PROBE = `#!/bin/bash
run=\${ATOMCTL_OUTPUT%/out/*}
grep -q " \${run##*/} $1\\.[0-9]*$" "$EFFECTS"
`;

/**
 * A package with 60 steps that are wide and deep; some fail at first and are retried, some have a probe that says
 * after a crash whether they were done, two are done for each item of a list, and the last one fails, so that all is
 * rolled back.
 */
export const DAG = {
  name: 'sixty',
  result: 'rolled-back',
  spec: `
  runtime: {type: shell}
  inputs: {type: object, required: [effects], properties: {effects: {type: string}}}
  handlers:
${Array.from({ length: STEPS - 1 }, (_, index) => handler(index)).join('\n')}
    - ${step('break', { fails: 'always', needs: lastLayer() })}
  rollback:
    handlers:
${UNDOS.map((name, index) => `      - ${step(name, { fails: index === 2 ? 'first' : 'never' })}`).join('\n')}
  validation: {limits: {timeout: 1h, memory: 64Mi}}
`,
  files: { 'scripts/effect.sh': EFFECT, 'scripts/probe.sh': PROBE },
};

interface Kind {
  readonly fails?: 'never' | 'first' | 'always';
  readonly needs?: readonly string[];
  readonly probed?: boolean;
  readonly forEach?: boolean;
}

function step(name: string, { fails = 'never', needs = [], probed = false, forEach = false }: Kind): string {
  const env = 'env: {EFFECTS: "${{ inputs.effects }}"}';
  const retry = fails === 'first' ? ', retry: {attempts: 3, backoff: {initial: 10ms}, on: [failed]}' : '';
  const probe = `probe: {type: script, with: {file: scripts/probe.sh, args: [${name}], ${env}}}`;
  const items = forEach ? ', forEach: "[1, 2, 3, 4]", parallel: 2' : '';
  const interrupt = probed ? `onInterrupt: verify, ${probe}` : 'onInterrupt: retry';
  return `{name: ${name}, type: script, with: {file: scripts/effect.sh, args: [${fails}], ${env}}, needs: [${needs.join(', ')}], timeout: 15m, ${interrupt}${retry}${items}}`;
}

function handler(index: number): string {
  const fails = index % 9 === 4 ? 'first' : 'never';
  const kind = {
    fails,
    needs: needsOf(index),
    probed: index % 9 === 7,
    forEach: FOR_EACH.includes(index),
  } as const;
  return `    - ${step(nameOf(index), kind)}`;
}

function nameOf(index: number): string {
  return `s${index}`;
}

function needsOf(index: number): readonly string[] {
  if (index < WIDTH) return [];
  const above = index - WIDTH;
  const beside = above - (above % WIDTH) + ((above + 1) % WIDTH);
  return [...new Set([above, beside])].map(nameOf);
}

function lastLayer(): readonly string[] {
  const last = STEPS - 1;
  return Array.from({ length: WIDTH }, (_, index) => nameOf(last - WIDTH + index));
}
