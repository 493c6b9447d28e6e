import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combinedProblems } from '../../../../src/policy/own/combine.ts';
import { readPolicy } from '../../../../src/policy/own/read-policy.ts';
import { policyText, type RuleText } from '../../../support/policy.ts';

const ACME = readFileSync(
  path.resolve(import.meta.dirname, '../../../fixtures/policy/own/acme.yaml'),
  'utf8',
);

describe('readPolicy', () => {
  test('reads the example', () => {
    expect(readPolicy('acme.yaml', ACME)).toMatchObject({
      problems: [],
      read: { policy: { metadata: { name: 'acme' } } },
    });
  });

  test.for([
    [
      'an unknown key',
      'reference: https',
      'refrence: https',
      { kind: 'unknown-key', suggestion: 'reference' },
    ],
    ['another kind', 'kind: PolicyRules', 'kind: PolicyRule', { kind: 'unknown-kind' }],
    ['a bad severity', 'severity: high', 'severity: hihg', { kind: 'bad-value', suggestion: 'high' }],
    ['a built-in id', 'id: acme-registry', 'id: host-path', { kind: 'taken-id' }],
    ['an id twice', 'id: acme-owner', 'id: acme-registry', { kind: 'duplicate-id' }],
    [
      'an unknown variable',
      "when: '!container.image",
      "when: '!contaner.image",
      { kind: 'unknown-variable', suggestion: 'container', location: { line: 9, col: 13 } },
    ],
    ['a field that no command has', 'command.program ==', 'command.progam ==', { kind: 'expression-type' }],
    [
      'a variable of another scope in a message',
      '${{ role }}',
      '${{ step.name }}',
      { kind: 'unknown-variable', location: { line: 10, col: 22 } },
    ],
    [
      'a condition that is no condition',
      'command.program == "terraform" &&',
      'size(command.program) +',
      { kind: 'expression-type' },
    ],
    [
      'CEL that does not parse',
      '.startsWith("registry.acme.example/")',
      '.startsWith(',
      { kind: 'expression-syntax' },
    ],
    [
      'a template in a condition',
      "when: '!container",
      "when: '!${{ container",
      { kind: 'template-in-expression' },
    ],
    [
      'a function of steps',
      'when: command.program ==',
      'when: always() && command.program ==',
      { kind: 'misplaced-function' },
    ],
    [
      'a pattern that is none',
      '.startsWith("registry.acme.example/")',
      '.matches("(")',
      { kind: 'bad-pattern' },
    ],
    ['a day that is none', 'expires: 2999-12-31', 'expires: 2999-02-30', { kind: 'bad-format' }],
    ['an empty template', '${{ role }}', '${{ }}', { kind: 'bad-template' }],
    ['a reference that is no URL', 'reference: https:', 'reference: javascript:', { kind: 'bad-format' }],
  ] as const)('says where %s stands', ([, right, wrong, problem]) => {
    const text = ACME.replace(right, wrong);
    const { read, problems } = readPolicy('acme.yaml', text);

    expect(text).not.toBe(ACME);
    expect(read).toBeUndefined();
    expect(problems[0]).toMatchObject(problem);
    expect(problems[0]?.location.line).toBeGreaterThan(1);
  });

  test('reports all problems in one pass', () => {
    const { problems } = readPolicy(
      'a.yaml',
      policyText([{ when: 'objec.x' }, { when: '1' }, { when: 'object.(' }]),
    );

    expect(problems.map(({ kind }) => kind)).toEqual([
      'unknown-variable',
      'expression-type',
      'expression-syntax',
    ]);
  });

  test.each<[string, RuleText['scope'], string]>([
    ['reserved words are names of fields', 'object', 'object.metadata.namespace == "x"'],
    [
      'fields of a step that are absent can be asked for',
      'step',
      'has(step.timeout) && step.timeout == "1m"',
    ],
    ['a step as a whole', 'step', '"timeout" in step'],
    [
      'what a container lies in',
      'container',
      'has(pod.hostNetwork) && object.kind == "Pod" && role == "container"',
    ],
    ['the package beside everything', 'command', 'manifest.metadata.name == "x" || command.argv.size() > 3'],
    ['optional fields', 'object', 'object.?spec.?replicas.orValue(1) > 3'],
  ])('lets a rule read %s', (_, scope, when) => {
    expect(readPolicy('a.yaml', policyText([{ scope: scope ?? '', when }])).problems).toEqual([]);
  });

  test('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'rules:\n',
      '  - id: a\n',
      '    when: ',
      'true',
      '${{',
      '}}',
      '(',
      '"',
      '\n',
      'kind: PolicyRules\n',
      'apiVersion: v1\n',
      'metadata: {name: a}\n',
      '&a ',
      '*a',
      '[',
      '{',
      '!!x ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { read, problems } = readPolicy('a.yaml', given);
        expect(read === undefined).toBe(problems.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  test('takes any expression to pieces without throwing', () => {
    const piece = fc.constantFrom(
      'object',
      '.',
      'kind',
      '(',
      ')',
      '"a"',
      '==',
      '&&',
      '!',
      '.exists(x,',
      'x',
      ' ',
      '.matches(',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
        const when = pieces.join('');
        const { problems } = readPolicy('a.yaml', policyText([{ when, message: `\${{ ${when} }}` }]));
        for (const { location } of problems) expect(location.line).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('files together', () => {
  test('may not have a rule twice', () => {
    const files = ['a.yaml', 'b.yaml'].flatMap((file) => opened(file, policyText([{ when: 'true' }])));

    expect(combinedProblems(files)).toMatchObject([
      {
        kind: 'duplicate-id',
        message: 'There is a rule "acme-0" already, in a.yaml',
        location: { file: 'b.yaml' },
      },
    ]);
  });

  test('may except only rules that somebody has', () => {
    const exception = { rule: 'host-pth', package: '*', reason: 'r', owner: 'o', expires: '2999-01-01' };
    const files = [opened('a.yaml', policyText([], [exception, { ...exception, rule: 'acme-0' }]))].flat();

    expect(combinedProblems(files)).toMatchObject([
      { kind: 'unknown-rule', suggestion: 'host-path' },
      { kind: 'unknown-rule' },
    ]);
    expect(
      combinedProblems([...files, ...[opened('b.yaml', policyText([{ when: 'true' }]))].flat()]),
    ).toHaveLength(1);
  });
});

function opened(file: string, text: string) {
  return readPolicy(file, text).read ?? [];
}
