import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, nest, nester, SAY } from '../support/nested.ts';

let bench: Awaited<ReturnType<typeof nester>>;
beforeAll(async () => {
  bench = await nester();
});

const runsOf = async (name: string) => (await bench.json('runs', 'list', '--package', name)).items;
const shown = async (name: string) => bench.json('runs', 'show', (await bench.newest(name)).id);
const ASK = '- {name: ask, type: approval, with: {message: Go on?}}';

describe('a nested workflow', () => {
  test('is ended with all that it started when its step takes too long', async () => {
    const file = path.join(bench.ana.folder, 'late');
    await bench.pair(
      'slow',
      { steps: `- {name: sleep, with: {command: [sh, -c, 'sleep 8; touch "$F"'], env: {F: ${file}}}}` },
      { steps: nest('slow-inner@1.0.0', ', timeout: 3s') },
    );
    const ran = await bench.start('slow');
    const { steps } = await shown('slow');

    expect(ran.exitCode).toBe(1);
    expect(steps[0]).toMatchObject({ state: 'failed', error: { kind: 'timeout' } });
    expect(await shown('slow-inner')).toMatchObject({
      result: 'cancelled',
      steps: [{ name: 'sleep', state: 'failed', error: { kind: 'cancelled' } }],
    });
    expect(existsSync(file)).toBe(false);
  });

  test('is made anew by each retry of its step', async () => {
    const file = path.join(bench.ana.folder, 'tried');
    await bench.pair(
      'frail',
      {
        steps: `- {name: once, with: {command: [sh, -c, '[ -e "$F" ] || { touch "$F"; exit 1; }'], env: {F: ${file}}}}`,
      },
      { steps: nest('frail-inner@1.0.0', ', retry: {attempts: 2, backoff: {initial: 10ms}, on: [failed]}') },
    );
    expect((await bench.start('frail')).exitCode).toBe(0);
    const outer = await shown('frail');

    expect((await runsOf('frail-inner')).map(({ result }: { result: string }) => result)).toEqual([
      'succeeded',
      'failed',
    ]);
    expect(outer).toMatchObject({
      steps: [{ attempts: 2, outputs: { run: (await bench.newest('frail-inner')).id } }],
      nested: [{ result: 'failed' }, { result: 'succeeded' }],
    });
  });

  test('is made for each item of a list', async () => {
    await bench.pair(
      'many',
      { steps: SAY },
      {
        steps: nest('many-inner@1.0.0', `, forEach: "['a', 'b', 'c']", parallel: 2`).replace(
          'inputs.word',
          'item',
        ),
      },
    );
    expect((await bench.start('many')).exitCode).toBe(0);
    const inner = await runsOf('many-inner');
    const said = inner.map(({ parent, inputs, result }: Record<string, Record<string, string>>) => [
      parent?.['step'],
      inputs?.['word'],
      result,
    ]);

    expect(said.toSorted()).toEqual([
      ['nested[0]', 'a', 'succeeded'],
      ['nested[1]', 'b', 'succeeded'],
      ['nested[2]', 'c', 'succeeded'],
    ]);
  });

  test('undoes what its parent did, where it is a step of the rollback', async () => {
    const log = path.join(bench.ana.folder, 'undone');
    await bench.pair(
      'undoing',
      { steps: `- {name: say, with: {command: [sh, -c, 'echo undone > "$F"'], env: {F: ${log}}}}` },
      {
        steps: '- {name: bad, onError: rollback, with: {command: ["false"]}}',
        spec: `rollback: {handlers: [${nest('undoing-inner@1.0.0').slice(2)}]}\n${LIMITS}`,
      },
    );
    expect((await bench.start('undoing')).exitCode).toBe(1);

    expect(readFileSync(log, 'utf8')).toBe('undone\n');
    expect(await shown('undoing')).toMatchObject({
      result: 'rolled-back',
      nested: [{ step: 'nested', result: 'succeeded' }],
    });
    expect((await bench.newest('undoing-inner')).parent).toMatchObject({ phase: 'rollback', step: 'nested' });
  });

  test.each([
    ['failed', '', 'failed'],
    ['was undone', 'rollback: {handlers: [{name: tidy, with: {command: ["true"]}}]}', 'rollback-failed'],
    ['went on', ', onError: continue', 'succeeded-with-errors'],
  ])('that is left half undone is left to do by its parent, which %s, as well', async (how, more, result) => {
    const name = `half-${how.replace(' ', '-')}`;
    const undo = 'rollback: {handlers: [{name: undo, with: {command: ["false"]}}]}';
    const isSpec = more.startsWith('rollback');
    await bench.pair(
      name,
      {
        steps: '- {name: bad, onError: rollback, with: {command: ["false"]}}',
        spec: `${undo}\n${LIMITS}`,
      },
      {
        steps: nest(`${name}-inner@1.0.0`, isSpec ? '' : more),
        spec: isSpec ? `${more}\n${LIMITS}` : LIMITS,
      },
    );
    const ran = await bench.start(name);
    const inner = await shown(`${name}-inner`);
    const left = `nested, ${inner.id}: Do what undo was to do: it failed (exited with 1)`;

    expect(inner.result).toBe('rollback-failed');
    expect(await shown(name)).toMatchObject({ result, leftToDo: [left] });
    expect(ran.stdout).toContain(left);
  });

  test('that still waits when its parent is resumed makes it wait again, and is no second run', async () => {
    await bench.pair('patient', { steps: ASK });
    await bench.start('patient');
    const { id } = await bench.newest('patient');
    const resumed = await bench.ana.atomctl(['runs', 'resume', id, '--json']);
    const [inner, ...others] = await runsOf('patient-inner');

    expect(resumed.exitCode).toBe(5);
    expect(resumed.json().error.message).toContain(`atomctl approve ${inner.id}/ask`);
    expect(others).toEqual([]);
    await bench.ana.atomctl(['approve', `${inner.id}/ask`, '--reason', 'yes']);
    expect((await bench.ana.atomctl(['runs', 'resume', id])).exitCode).toBe(0);
  });
});

test('workflows that nest each other are refused, whatever they pin', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const nesting = { steps: nest('cycle-a@1.0.0') };
  const first = await bench.parent('cycle-b', { workflow: 'cycle-a@1.0.0', digest }, nesting);
  const pin = { workflow: 'cycle-b@1.0.0', digest: first };
  await bench.parent('cycle-a', pin, { steps: nest('cycle-b@1.0.0') });
  const planned = await bench.ana.atomctl(['plan', 'cycle-a', '--json']);

  expect(planned.exitCode).toBe(3);
  expect(planned.json().error.message).toContain('cycle-a');
});
