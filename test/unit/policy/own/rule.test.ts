import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../../src/policy/judge.ts';
import { policyDigest, RULES } from '../../../../src/policy/rules.ts';
import { classOf } from '../../../../src/policy/score.ts';
import { policyWith, type RuleText } from '../../../support/policy.ts';
import { manifestWith, wpkOf } from '../../../support/wpk.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const QUIET = 'rollback: {auto: true}\nvalidation: {limits: {timeout: 10m, memory: 64Mi}}';

const POD = `- name: apply
  type: k8s
  action: apply
  timeout: 1m
  with:
    manifest:
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        containers: [{name: web, image: nginx}]
`;
const TAR = '- {name: pack, type: shell, timeout: 1m, with: {command: [tar, -C, /x, -cf, a.tar, y]}}\n';
const SCRIPT = '- {name: run, type: script, timeout: 1m, with: {file: a.sh}}\n';
const POD_FILE =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: x}]}\n';
const LOOPS = 'object.big.all(a, object.big.all(b, object.big.all(c, a + b + c >= 0)))';
const BIG = `- name: apply
  type: k8s
  action: apply
  timeout: 1m
  with:
    manifest:
      apiVersion: v1
      kind: Big
      text: ${'a'.repeat(20_000)}b
      big: [${Array.from({ length: 2000 }, (_, i) => i).join(', ')}]
`;

describe('a rule of ours', () => {
  test.each<[string, RuleText, string | undefined]>([
    ['a package', { scope: 'package', when: 'manifest.metadata.name == "example"' }, undefined],
    ['a step', { scope: 'step', when: 'step.type == "k8s" && step.action == "apply"' }, undefined],
    ['an object', { scope: 'object', when: 'object.kind == "Pod"' }, 'Pod shop/web'],
    [
      'a pod',
      { scope: 'pod', when: 'pod.containers.size() == 1 && object.metadata.namespace == "shop"' },
      'Pod shop/web',
    ],
    [
      'a container',
      { scope: 'container', when: 'container.image.startsWith("nginx") && role == "container"' },
      'Pod shop/web',
    ],
    ['a command', { scope: 'command', when: 'command.program == "tar" && "-C" in command.argv' }, undefined],
  ])('finds %s, and says where', (_, rule, object) => {
    const found = ours(verdict([{ ...rule, message: 'Here: ${{ manifest.metadata.version }}.' }], POD + TAR));

    expect(found).toMatchObject([{ rule: 'acme-0', severity: 'high', what: 'Here: 1.0.0.' }]);
    expect(found[0]?.object).toBe(object);
    expect(found[0]?.location.line).toBeGreaterThan(1);
  });

  test('sees what feeds a command, in a file of the package too', () => {
    const when = 'command.program == "mail" && command.upstream.exists(fed, fed.program == "cat")';
    const found = ours(
      verdict([{ scope: 'command', when }], SCRIPT, { 'a.sh': '\ncat /etc/hosts | mail me\n' }),
    );

    expect(found).toMatchObject([{ location: { file: 'a.sh', line: 2 } }]);
  });

  test('does not see a value that the run brings, and says so', () => {
    const image = 'image: "${{ inputs.image }}"';
    const rules = [
      { scope: 'container', when: 'container.image.endsWith(":latest")' },
      { scope: 'container', severity: 'low', when: 'container.image.endsWith(":latest")' },
      { scope: 'container', when: 'container.name == "other" && container.image.endsWith(":latest")' },
      { scope: 'container', when: '!has(container.image)' },
    ];
    const { issues, class: riskClass } = verdict(rules, POD.replace('image: nginx', image));

    expect(issues.map(({ rule, severity, what }) => [rule, severity, what])).toEqual([
      ['acme-0', 'medium', 'It cannot be decided: it depends on a value that only the run knows.'],
      ['acme-1', 'low', 'It cannot be decided: it depends on a value that only the run knows.'],
    ]);
    expect(riskClass).toBe('caution');
  });

  test('shows what it does not know as it was written', () => {
    const message = '${{ container.name }} takes ${{ container.image }}.';
    const [found] = ours(
      verdict([{ scope: 'container', when: 'true', message }], POD.replace('nginx', '"${{ inputs.image }}"')),
    );

    expect(found?.what).toBe('web takes ${{ inputs.image }}.');
  });

  test.each([
    ['reads a field that is not there', 'object.spec.replicas > 3', 'no such key'],
    ['gives no condition', 'object.kind', 'something else than true or false'],
    ['divides by zero', '1 / (size(object.kind) - 3) == 1', 'zero'],
    ['compares what cannot be compared', 'object.kind > 3', 'no such overload'],
    ['loops for long', LOOPS, 'too much work'],
    [
      'collects for long',
      '[1,2,3,4].map(a, object.kind).map(b, object.big.map(c, object.big)).size() > 0',
      'too much work',
    ],
    [
      'has a pattern whose every character is dear',
      `object.text.matches("${'(?:(a{0,30}){0,30})'.repeat(40)}$")`,
      'too much work',
    ],
  ])('that %s is cannot be decided: caution, never safe', (_, when, why) => {
    const started = performance.now();
    const { class: riskClass, issues } = verdict([{ when, severity: 'info' }], BIG);

    expect(issues).toMatchObject([
      { rule: 'acme-0', severity: 'medium', what: expect.stringContaining(why) },
    ]);
    expect(riskClass).toBe('caution');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('with a message that cannot be made still finds', () => {
    const [found] = ours(verdict([{ when: 'true', message: '${{ object.nowhere }}' }], POD));

    expect(found?.what).toMatch(/^A rule of ours\. \(Its message cannot be made: no such key/);
  });

  test('says little, whatever it was given', () => {
    const [found] = ours(verdict([{ when: 'true', message: '${{ object.text }}\n\nx' }], BIG));

    expect(found?.what).toHaveLength(501);
  });
});

test('a rule pays for all that it is asked about together', () => {
  const list = `[${Array.from({ length: 400 }, (_, i) => i).join(',')}]`;
  const objects = Array.from({ length: 30 }, () => `{apiVersion: v1, kind: A, list: ${list}}`).join(
    '\n---\n',
  );
  const when = 'object.list.exists(a, object.list.exists(b, a + b < 0))';

  expect(ours(verdict([{ when }], SCRIPT, { 'a.yaml': objects }))).toMatchObject([
    { severity: 'medium', what: expect.stringContaining('too much work') },
  ]);
});

describe('many rules', () => {
  test('that loop for long are stopped together', { timeout: 60_000 }, () => {
    // Each alone takes 0.3 s: a minute for all, were they not stopped together.
    const rules = Array.from({ length: 300 }, () => ({ when: LOOPS }));
    const started = performance.now();
    const { issues, class: riskClass } = verdict(rules, BIG);

    expect(issues).toHaveLength(300);
    expect(riskClass).toBe('caution');
    expect(performance.now() - started).toBeLessThan(45_000);
  });

  test('judge 10,000 of them in seconds', () => {
    const rules = Array.from({ length: 10_000 }, (_, i) => ({ when: `object.kind == "Kind${i}"` }));
    const started = performance.now();

    expect(verdict(rules, POD).issues).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a finding', () => {
  test('does not hide behind many that are less bad or excepted', () => {
    const rule = { scope: 'command', severity: 'critical', when: 'command.program == "evil"' };
    const except = {
      rule: 'acme-0',
      package: 'example',
      step: 'a',
      reason: 'r',
      owner: 'o',
      expires: '2999-01-01',
    };
    const policy = policyWith([rule], [except]);
    const steps = `- {name: a, type: shell, timeout: 1m, with: {command: [sh, -c, ${JSON.stringify('evil\n'.repeat(300))}]}}
- {name: b, type: shell, timeout: 1m, with: {command: [evil]}}`;
    const wpk = wpkOf(manifestWith(steps, QUIET));
    const { issues, class: riskClass } = judge({ wpk, mayExcept: [], now: NOW, policy });

    expect(riskClass).toBe('unsafe');
    expect(issues.filter(({ exception }) => exception === undefined)).toMatchObject([{ step: 'b' }]);
  });
});

describe('the policy digest', () => {
  const exception = { rule: 'host-path', package: '*', reason: 'r', owner: 'o', expires: '2999-01-01' };

  test('names what a rule says, and what is excepted', () => {
    const digests = [
      policyWith([]),
      policyWith([{ when: 'true' }]),
      policyWith([{ when: 'false' }]),
      policyWith([{ when: 'true', severity: 'low' }]),
      policyWith([{ when: 'true', message: 'x' }]),
      policyWith([{ when: 'true' }], [exception]),
      policyWith([{ when: 'true' }], [{ ...exception, expires: '2999-01-02' }]),
    ].map((policy) => policyDigest(policy));

    expect(new Set(digests).size).toBe(digests.length);
    expect(digests[0]).toBe(policyDigest({ rules: RULES, exceptions: [] }));
  });

  test('does not depend on tests or on order', () => {
    const [a, b] = [
      { id: 'a', when: 'true' },
      { id: 'b', when: 'false' },
    ];
    const tests = [{ name: 'x', input: {}, finds: true }];
    const other = { ...exception, rule: 'privileged' };

    expect(policyDigest(policyWith([a, b], [exception, other]))).toBe(
      policyDigest(policyWith([b, { ...a, tests }], [other, exception])),
    );
  });
});

test('whatever rules say of whatever files, there is a verdict, and more rules never make it better', () => {
  const piece = fc.constantFrom(
    'object.kind == "Pod"',
    'object.spec.containers.exists(c, c.image == "x")',
    'has(object.spec)',
    'object.metadata.name.matches("^w")',
    'object.spec.replicas > 1',
    '"x" in object',
    'size(object.items) > 0',
  );
  const when = fc
    .array(piece, { minLength: 1, maxLength: 3 })
    .chain((parts) => fc.constantFrom(' && ', ' || ').map((op) => parts.join(op)));
  const text = fc.oneof(
    fc.json(),
    fc.constantFrom(POD_FILE, '[]', 'kind: List\napiVersion: v1\nitems: [1, {kind: Pod, spec: 3}]'),
  );
  const severity = fc.constantFrom('info', 'low', 'medium', 'high', 'critical');
  fc.assert(
    fc.property(fc.array(fc.record({ when, severity }), { maxLength: 4 }), text, (rules, file) => {
      const wpk = wpkOf(manifestWith(SCRIPT, QUIET), { 'a.yaml': file });
      const [without, withOurs] = [[], rules].map((given) =>
        judge({ wpk, mayExcept: [], now: NOW, policy: policyWith(given) }),
      );
      expect(withOurs?.class).toBe(classOf(withOurs?.score ?? 0));
      expect(withOurs?.score ?? 0).toBeGreaterThanOrEqual(without?.score ?? 0);
    }),
    { numRuns: 200 },
  );
});

function verdict(rules: readonly RuleText[], steps: string, files: Record<string, string> = {}) {
  const wpk = wpkOf(manifestWith(steps, QUIET), files);
  const { issues, ...rest } = judge({ wpk, mayExcept: [], now: NOW, policy: policyWith(rules) });
  return { ...rest, issues: issues.filter(({ rule }) => rule.startsWith('acme')) };
}

function ours({ issues }: ReturnType<typeof verdict>) {
  return issues;
}
