import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, nest, nester, SAY } from '../support/nested.ts';
import { policyText } from '../support/policy.ts';

const ASK = '- {name: ask, type: approval, with: {message: Go on?}}';
const ASKED = `${ASK}\n${SAY.replace('name: say', 'name: say, needs: [ask]')}`;
const LOST = nest('lost@1.0.0').replace('name: nested', 'name: other');
const CURL = '- {name: call, with: {command: [curl, https://api.example.org]}}';

let bench: Awaited<ReturnType<typeof nester>>;
let strict: string;
beforeAll(async () => {
  bench = await nester();
  strict = path.join(bench.ana.home, 'strict.yaml');
  // Finds a step that is called say, which only the nested workflow has.
  writeFileSync(strict, policyText([{ scope: 'step', severity: 'high', when: 'step.name == "say"' }]));
});

/** A folder that an author works in, with these steps and pins. */
function authored(steps: string, pins: string): string {
  const runtime = `  runtime: {type: shell, requirements: {workflows: [${pins}]}}`;
  const inputs = '  inputs: {type: object, properties: {word: {type: string, default: mine}}}';
  const handlers = steps.replaceAll(/^/gm, '    ');
  return bench.ana.write('authored', `${runtime}\n${inputs}\n  handlers:\n${handlers}\n  ${LIMITS}\n`);
}

describe('the policy of a command', () => {
  test('counts when a run is resumed, as when it is started', async () => {
    await bench.child('strictly', { steps: ASKED });
    expect((await bench.start('strictly')).exitCode).toBe(5);
    const { id } = await bench.newest('strictly');
    await bench.ana.atomctl(['approve', `${id}/ask`, '--reason', 'yes']);
    const refused = await bench.ana.atomctl(['runs', 'resume', id, '--policy', strict, '--json']);
    const lost = await bench.ana.atomctl(['runs', 'resume', id, '--policy', 'absent.yaml', '--json']);
    const gone = await bench.ana.atomctl(['runs', 'resume', id, '--json']);

    expect(refused.exitCode).not.toBe(0);
    expect(refused.json().error).toMatchObject({ code: 'ATOM_APPROVAL_STALE' });
    expect(refused.json().error.message).toContain('the policy has changed');
    expect(lost.json().error.code).toBe('ATOM_FILE_UNREADABLE');
    expect(gone.exitCode).toBe(0);
  });

  test('judges a nested workflow when it starts, and when it goes on', async () => {
    await bench.pair('inside', { steps: ASKED });
    expect((await bench.start('inside')).exitCode).toBe(5);
    const outer = await bench.newest('inside');
    const child = await bench.newest('inside-inner');
    await bench.ana.atomctl(['approve', `${child.id}/ask`, '--reason', 'yes']);
    const refused = await bench.ana.atomctl(['runs', 'resume', outer.id, '--policy', strict, '--json']);

    expect(refused.json().error.code).toBe('ATOM_APPROVAL_STALE');
    expect((await bench.ana.atomctl(['runs', 'resume', outer.id, '--json'])).exitCode).toBe(0);
  });

  test('that was stricter when the run was started is that of the nested runs, too', async () => {
    await bench.pair('noted', { steps: SAY });
    const ran = await bench.start('noted', '--policy', strict);
    const [outer, inner] = [await bench.newest('noted'), await bench.newest('noted-inner')];
    const plans = await Promise.all(
      [outer, inner].map(async ({ plan }) => (await bench.json('plans', 'show', plan.id)).plan),
    );

    expect(ran.exitCode).toBe(0);
    expect(plans[1].verdict).toMatchObject({ class: 'caution' });
    expect(plans[1].verdict.policyDigest).toBe(plans[0].verdict.policyDigest);
  });
});

describe('a dry-run of a workflow that nests others', () => {
  test('is as risky as the riskiest, says of which, and is recorded so', async () => {
    await bench.pair('risky', { steps: CURL });
    const json = await bench.ana.atomctl(['dry-run', 'risky', '--json']);
    const text = await bench.ana.atomctl(['dry-run', 'risky']);
    const junit = await bench.ana.atomctl(['dry-run', 'risky', '--format', 'junit']);
    const planned = await bench.json('plan', 'risky');

    expect(json.exitCode).toBe(10);
    expect(json.json()).toMatchObject({
      class: 'caution',
      suggests: 'manual',
      nested: [{ workflow: 'risky-inner@1.0.0', class: 'caution', issues: [{ rule: 'network-egress' }] }],
      preview: { steps: [{ workflow: { steps: [{ name: 'call' }] } }] },
    });
    expect(planned.verdict).toMatchObject({ class: json.json().class, score: json.json().score });
    expect(text.stdout).toContain('with what it nests');
    expect(text.stdout).toContain('It nests risky-inner@1.0.0, which is caution: risk ');
    expect(junit.stdout).toContain('<testsuite name="risky-inner@1.0.0"');
  });

  test('is judged by the policy of the command, whatever the depth', async () => {
    await bench.pair('deep-inner', { steps: SAY });
    const [{ digest }] = (await bench.json('workflows', 'show', 'deep-inner')).versions;
    await bench.parent('deep', { workflow: 'deep-inner@1.0.0', digest }, { steps: nest('deep-inner@1.0.0') });
    const usual = await bench.json('dry-run', 'deep');
    const judged = await bench.json('dry-run', 'deep', '--policy', strict);

    expect(usual).toMatchObject({ class: 'safe', nested: [{ class: 'safe' }, { class: 'safe' }] });
    expect(judged).toMatchObject({
      class: 'caution',
      nested: [
        { workflow: 'deep-inner@1.0.0', class: 'safe' },
        { workflow: 'deep-inner-inner@1.0.0', class: 'caution' },
      ],
    });
  });

  test('is caution where one is not here, or another than is pinned, and judges the others', async () => {
    const digest = await bench.child('here', { steps: SAY });
    const lost = `sha256:${'0'.repeat(64)}`;
    const pins = `{workflow: here@1.0.0, digest: '${digest}'}, {workflow: lost@1.0.0, digest: '${lost}'}`;
    const missing = await bench.json('dry-run', authored(`${nest('here@1.0.0')}\n${LOST}`, pins));
    const moved = `{workflow: here@1.0.0, digest: '${lost}'}`;
    const other = await bench.json('dry-run', authored(nest('here@1.0.0'), moved));

    expect(missing).toMatchObject({
      class: 'caution',
      nested: [
        { workflow: 'here@1.0.0', class: 'safe' },
        { workflow: 'lost@1.0.0', class: 'caution', issues: [{ rule: 'undecided' }] },
      ],
    });
    expect(missing.nested[1].issues[0].what).toContain('(ATOM_PACKAGE_NOT_FOUND)');
    expect(other.nested[0].issues[0].what).toContain('(ATOM_PACKAGE_MISMATCH)');
  });
});
