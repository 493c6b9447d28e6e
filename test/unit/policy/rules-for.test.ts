import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issuesOf } from '../../../src/policy/issues.ts';
import type { Rule } from '../../../src/policy/rule.ts';
import { RULES } from '../../../src/policy/rules.ts';
import { rulesFor } from '../../../src/policy/rules-for.ts';
import { viewFile } from '../../../src/policy/view/file-view.ts';
import { type PackageView, viewPackage } from '../../../src/policy/view/package-view.ts';
import { sourceFile } from '../../../src/policy/view/source-file.ts';
import { policyFixtures } from '../../support/policy-fixtures.ts';
import { wpkOf } from '../../support/wpk.ts';

const KUBERNETES = 37;

describe('the rules that are chosen for a view', () => {
  test('are all that find something in it, whatever parts it has', async () => {
    const views = [...policyFixtures().map(viewOf), await viewOfText('a.yaml', SECRET)];
    for (const view of views) expectAllThatFind(view);
    const one = fc.constantFrom(...views);
    const mixed = fc.record({
      wpk: one.map(({ wpk }) => wpk),
      files: one.map(({ files }) => files),
      kubernetes: fc.constantFrom(0, 24, KUBERNETES),
      steps: one.map(({ steps }) => steps),
      objects: one.map(({ objects }) => objects),
      pods: one.map(({ pods }) => pods),
      containers: one.map(({ containers }) => containers),
      programs: one.map(({ programs }) => programs),
      effects: one.map(({ effects }) => effects),
      unreadable: one.map(({ unreadable }) => unreadable),
      access: one.map(({ access }) => access),
    });
    fc.assert(
      fc.property(mixed, fc.subarray([...BLANKS]), (view, blank) => {
        expectAllThatFind({ ...view, ...Object.fromEntries(blank), locate: () => START });
      }),
      { numRuns: 200 },
    );
  });

  test('are few where little is in it', async () => {
    const configMap = await viewOfText('a.yaml', 'apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n');
    const pod = await viewOfText('a.yaml', 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}]}\n');

    expect(rulesFor(RULES, configMap).length).toBeLessThan(RULES.length / 5);
    expect(rulesFor(RULES, pod).length).toBeLessThan(RULES.length / 2);
  });

  test('hold one that finds something where nothing is', async () => {
    const [first] = RULES;
    if (first === undefined) throw new Error('there are no rules');
    const always: Rule = { ...first, check: () => [{ step: null, field: '', location: START, what: 'x.' }] };

    expect(rulesFor([always], await viewOfText('a.yaml', ''))).toEqual([always]);
  });
});

const START = { file: 'a', line: 1, col: 1 };
const SECRET = 'apiVersion: v1\nkind: Secret\nstringData: {password: "hunter2-hunter2"}\n';

const BLANKS: readonly (readonly [string, unknown])[] = [
  ['wpk', null],
  ...['files', 'steps', 'objects', 'pods', 'containers', 'programs', 'effects', 'unreadable'].map(
    (part) => [part, []] as const,
  ),
  ['access', { roles: [], bindings: [], permissions: [], grants: [] }],
];

function expectAllThatFind(view: PackageView): void {
  const chosen = new Set(rulesFor(RULES, view));
  const missed = RULES.filter((rule) => !chosen.has(rule) && issuesOf(rule, view).length > 0);
  expect(missed.map(({ id }) => id)).toEqual([]);
}

function viewOf(text: string): PackageView {
  return viewPackage(wpkOf(text), { inputs: {}, kubernetes: KUBERNETES });
}

async function viewOfText(name: string, text: string): Promise<PackageView> {
  const file = sourceFile({ path: name, mode: 0o644, bytes: Buffer.from(text) }, name);
  return viewFile(file, { kubernetes: KUBERNETES, programs: true });
}
