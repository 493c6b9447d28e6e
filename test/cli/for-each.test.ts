import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, LIMITS } from '../support/author.ts';

const HOSTS = `
inputs: {type: object, properties: {hosts: {type: array, items: {type: string}, default: [db-1, db-2, db-3]}}}
${LIMITS}`;

const EACH = `
- name: each
  type: shell
  forEach: inputs.hosts
  parallel: 2
  timeout: 1m
  onError: continue
  with: {command: [sh, -c, 'echo "patching $HOST"; test "$HOST" != db-2'], env: {HOST: "\${{ item }}"}}`;

describe('a step with forEach', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
  });

  test('says in the plan how many items there are, or from where they will come', async () => {
    const spec = `  runtime: {type: shell}
  inputs: {type: object, properties: {hosts: {type: array, default: [a, b]}}}
  handlers:
    - {name: known, forEach: inputs.hosts, with: {command: ['true']}, timeout: 1m}
    - {name: find, with: {command: ['true']}, outputs: {hosts: {type: array, maxItems: 20}}, timeout: 1m}
    - {name: found, needs: [find], forEach: steps.find.outputs.hosts, parallel: 3, with: {command: ['true']}, timeout: 1m}
  validation: {limits: {timeout: 5m, memory: 64Mi}}`;
    await ada.push('counted', spec);

    const planned = (await ada.atomctl(['plan', 'counted', '--json'])).json();
    expect(planned.steps.map(({ shows }: { shows: string[] }) => shows[0])).toEqual([
      'for each of inputs.hosts: 2 items, 1 at once',
      '$ true',
      'for each of steps.find.outputs.hosts: unknown (from steps.find), at most 20, 3 at once',
    ]);
    expect(planned.unknowns).toContain('found: number of items unknown (from steps.find), at most 20');

    writeFileSync(
      path.join(ada.folder, 'many.json'),
      JSON.stringify({ hosts: Array.from({ length: 100_001 }, () => 1) }),
    );
    const refused = await ada.atomctl(['plan', 'counted', '--inputs', 'many.json', '--json']);
    expect(refused.exitCode).toBe(3);
    expect(refused.json()).toMatchObject({
      error: {
        code: 'ATOM_INPUT_INVALID',
        message: 'known goes over inputs.hosts: It gives 100001 items, and the most is 100000',
      },
    });
  });

  test('tells of each item, shows those that failed, and keeps their logs apart', async () => {
    const ran = await ada.runSteps(EACH, HOSTS);

    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('▸ each: 3 items');
    expect(ran.stdout).toContain('▸ each[1] db-2');
    expect(ran.stdout).toContain('✖ each: 1 of 3 items failed, each[1]: exited with 1');
    expect(ran.stdout).toMatch(/each {7}failed-continued .* 3 items: 2 succeeded, 1 failed-continued/);
    expect(ran.stdout).toMatch(/ each\[1\] {2}failed-continued {2}1 .* db-2: exited with 1/);

    const id = await ada.latest();
    const logs = async (step: string) => (await ada.atomctl(['runs', 'logs', id, step])).stdout;
    expect((await logs('each')).split('\n').toSorted()).toEqual([
      '',
      'patching db-1',
      'patching db-2',
      'patching db-3',
    ]);
    expect(await logs('each[1]')).toBe('patching db-2\n');

    const shown = (await ada.atomctl(['runs', 'show', id, '--json'])).json();
    expect(shown.steps[0]).toMatchObject({
      outputs: [{ exitCode: 0 }, null, { exitCode: 0 }],
      items: {
        count: 3,
        states: { succeeded: 2, 'failed-continued': 1 },
        notable: [{ name: 'each[1]', item: 'db-2' }],
      },
    });
    expect(shown.outputs).toEqual({ each: [{ exitCode: 0 }, null, { exitCode: 0 }] });
  });

  test('of two thousand items stays readable', async () => {
    const spec = HOSTS.replace('[db-1, db-2, db-3]', '[]');
    writeFileSync(
      path.join(ada.folder, 'hosts.json'),
      JSON.stringify({ hosts: Array.from({ length: 2000 }, (_, i) => `h${i}`) }),
    );
    const steps = `- {name: each, type: wait, forEach: inputs.hosts, parallel: 8, with: {duration: 0s}}`;

    const ran = await ada.atomctl([...ada.runArgs(steps, spec), '--inputs', 'hosts.json']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout.split('\n').length).toBeLessThan(50);
    expect(ran.stdout).toContain('· each: 1000 of 2000 items');
    expect(ran.stdout).toContain('2000 items: 2000 succeeded');
  });

  test('hands its outputs on to a new run that takes them over', async () => {
    const spec = `  runtime: {type: shell}
  handlers:
    - {name: list, forEach: "[1, 2]", timeout: 1m, with: {command: [echo, "n\${{ item }}"]}}
    - {name: use, needs: [list], timeout: 1m, with: {command: [sh, -c, 'printf "%s\\n" "$ALL"'], env: {ALL: "=\${{ steps.list.outputs.map(o, o.stdout) }}"}}}
  validation: {limits: {timeout: 5m, memory: 64Mi}}`;
    const first = (await ada.run('over', spec)).json();
    const second = await ada.atomctl([
      'run',
      'over',
      '--resume-from',
      'use',
      '--run',
      first.id,
      '--approve',
      '--reason',
      'again',
      '--json',
    ]);

    expect(second.json()).toMatchObject({
      result: 'succeeded',
      steps: [
        { name: 'list', state: 'succeeded', attempts: 0, items: { count: 2 } },
        { name: 'use', outputs: { stdout: '=["n1\\n","n2\\n"]\n' } },
      ],
    });
  });
});
