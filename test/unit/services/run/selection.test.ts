import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { openStage, resultOf, type RunStage, statesOf } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

describe('what a run carries out', () => {
  test('skips a step whose when is false and goes on behind it', async () => {
    const { carried } = await stage.run({
      inputs: { really: false },
      steps: `
- {name: maybe, type: shell, when: inputs.really, with: {command: [echo, maybe]}}
- {name: after, type: shell, needs: [maybe], when: "steps.maybe.outputs.stdout == null", with: {command: [echo, after]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(statesOf(carried)).toEqual({ maybe: 'skipped', after: 'succeeded' });
  });

  test('omits what is behind a failure, but for what asks for it', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: bad, type: shell, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}
- {name: tell, type: shell, needs: [behind], when: failed(), with: {command: ['true']}}
- {name: quiet, type: shell, needs: [behind], when: "always() && !failed()", with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(statesOf(carried)).toEqual({
      bad: 'failed',
      behind: 'omitted',
      tell: 'succeeded',
      quiet: 'skipped',
    });
  });

  test('goes on behind a failure that may be, and says so in its result', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: bad, type: shell, onError: continue, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('succeeded-with-errors');
    expect(statesOf(carried)).toEqual({ bad: 'failed-continued', behind: 'succeeded' });
  });

  test('runs only what was chosen', async () => {
    const { carried } = await stage.run({
      steps:
        '- {name: a, type: shell, with: {command: ["true"]}}\n- {name: b, type: shell, needs: [a], with: {command: ["true"]}}',
      plan: { selection: { skip: [], only: ['b'], resume: null } },
    });

    expect(statesOf(carried)).toEqual({ a: 'skipped', b: 'succeeded' });
  });
});

describe('a new run', () => {
  const steps = `
- {name: a, type: shell, with: {command: [sh, -c, 'echo {\\"x\\":1} > "$ATOMCTL_OUTPUT"']}}
- {name: b, type: shell, needs: [a], with: {command: [test, "\${{ steps.a.outputs.x }}", '-eq', "1"]}}`;

  test('takes over what an earlier one recorded', async () => {
    const first = await stage.run({ steps });

    const second = await stage.run({
      steps,
      plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
    });

    expect(resultOf(second.carried)).toBe('succeeded');
    expect(second.carried.view.steps.get('a')).toMatchObject({ attempts: 0, state: 'succeeded' });
  });

  test('takes it over as well when its first owner died before it had written that down', async () => {
    const first = await stage.run({ steps });
    const { approved, wpk } = await stage.bench.prepare({
      steps,
      plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
    });
    const { deps } = stage.bench;
    const id = deps.newRunId();
    const logPath = deps.folders.paths(id).logs;
    const at = new Date().toISOString();
    const rest = { requester: 'ana', tenant: 'local', cosignSig: null, logPath, at };
    await deps.journal.createRun({ id, approved, ...rest });

    const resumed = await resumeRun(deps, { run: id, by: 'ben', admit: async () => wpk });

    if (resumed.kind !== 'carried') throw new Error('it had not ended');
    expect(resultOf(resumed.carried)).toBe('succeeded');
    expect(resumed.carried.view.steps.get('a')).toMatchObject({ attempts: 0, state: 'succeeded' });
  });

  test('is refused where the earlier one has no result', async () => {
    const first = await stage.run({ steps: steps.replace('echo', 'exit 1; echo') });

    await expect(
      stage.run({
        steps: steps.replace('echo', 'exit 1; echo'),
        plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
      }),
    ).rejects.toThrow('has no result of a: it is failed there');
  });
});
