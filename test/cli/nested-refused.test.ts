import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, nest, nester, SAY } from '../support/nested.ts';

let bench: Awaited<ReturnType<typeof nester>>;
beforeAll(async () => {
  bench = await nester();
});

describe('a plan is refused', () => {
  test('for a nested workflow that is not the one that is pinned', async () => {
    await bench.child('pinned', { steps: SAY });
    await bench.parent(
      'other-digest',
      { workflow: 'pinned@1.0.0', digest: `sha256:${'0'.repeat(64)}` },
      { steps: nest('pinned@1.0.0') },
    );
    const planned = await bench.ana.atomctl(['plan', 'other-digest', '--json']);

    expect(planned.exitCode).toBe(4);
    expect(planned.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_MISMATCH' } });
  });

  test('for a nested workflow that reaches further than its parent', async () => {
    const spec = 'validation: {limits: {timeout: 5m, memory: 64Mi}, network: {egress: ["example.org:443"]}}';
    await bench.pair('far', { steps: SAY, spec });
    const planned = await bench.ana.atomctl(['plan', 'far', '--json']);

    expect(planned.exitCode).toBe(6);
    expect(planned.json()).toMatchObject({
      error: { code: 'ATOM_PERMISSION_DENIED', message: expect.stringContaining('egress example.org:443') },
    });
  });

  test('for a nested workflow that is worse than its parent may be', async () => {
    await bench.pair(
      'worse',
      { steps: '- {name: say, with: {command: [kubectl, delete, pods, --all, -n, web]}}' },
      { spec: `safety: {dryRun: {requiredClass: safe}}\n${LIMITS}` },
    );
    const planned = await bench.ana.atomctl(['plan', 'worse', '--json']);

    expect(planned.exitCode).toBe(6);
    expect(planned.json()).toMatchObject({
      error: {
        code: 'ATOM_POLICY_REFUSED',
        message: expect.stringContaining('worse-inner@1.0.0 is caution'),
      },
    });
  });

  test('for workflows that are nested too deep', async () => {
    let nested = { workflow: 'deep-0@1.0.0', digest: await bench.child('deep-0', { steps: SAY }) };
    for (const name of ['deep-1', 'deep-2', 'deep-3', 'deep-4', 'deep-5']) {
      const digest = await bench.parent(name, nested, { steps: nest(nested.workflow) });
      nested = { workflow: `${name}@1.0.0`, digest };
    }
    const [five, six] = await Promise.all(
      ['deep-4', 'deep-5'].map((name) => bench.ana.atomctl(['plan', name, '-i', 'word=hello', '--json'])),
    );

    expect(five?.json().steps[0].workflow.steps.at(-1)).toMatchObject({
      name: 'say',
      within: ['nested', 'nested', 'nested'],
      shows: ['$ echo hello'],
    });
    expect(six?.exitCode).toBe(3);
    expect(six?.json().error.message).toContain('more than 5 deep');
  });

  test('for a nested workflow that was yanked', async () => {
    await bench.pair('gone', { steps: SAY });
    await bench.ana.atomctl(['workflows', 'yank', 'gone-inner@1.0.0', '--reason', 'broken']);
    const planned = await bench.ana.atomctl(['plan', 'gone', '--json']);

    expect(planned.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_YANKED' } });
  });
});
