import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../fixtures/broken');

/** A broken manifest, and what must be found in it. See test/fixtures/broken/README.md. */
export interface BrokenManifest {
  readonly title: string;
  readonly text: string;
  /** In the order of the text. */
  readonly expected: readonly ExpectedProblem[];
}

export interface ExpectedProblem {
  readonly kind: string;
  readonly line: number;
  readonly col: number;
  readonly suggestion?: string;
}

const META = 'apiVersion: v1\nkind: WorkflowPackage\n';
const GOOD_META = `${META}metadata: {name: a, version: 1.0.0, author: x}\n`;
const SPEC = `${GOOD_META}spec:
  runtime: {type: shell}
  inputs:
    properties:
      host: {type: string}
      count: {type: integer}
      on: {type: boolean}
      hosts: {type: array}
      secret-name: {type: string}
`;
const FIRST = '  handlers:\n    - {name: first, with: {command: [ls]}}\n';

const CONTEXTS: Readonly<Record<string, (body: string) => string>> = {
  manifest: (body) => body,
  metadata: (body) =>
    `${META}metadata:\n${indent(body, 2)}spec: {runtime: {type: shell}, handlers: [{name: a, with: {command: [ls]}}]}\n`,
  spec: (body) => `${GOOD_META}spec:\n${indent(body, 2)}`,
  steps: (body) => `${SPEC}  handlers:\n${indent(body, 4)}`,
  step: (body) => `${SPEC}${FIRST}    - name: it\n      needs: [first]\n${indent(body, 6)}`,
  rollback: (body) => `${SPEC}${FIRST}  rollback:\n    handlers:\n      - name: undo\n${indent(body, 8)}`,
};

/** The cases of every file of the folder. */
export function brokenManifests(): BrokenManifest[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) => {
      const cases = readFileSync(path.join(FOLDER, name), 'utf8').split(/^=== /m).slice(1);
      return cases.map((text, i) => brokenManifest(`${name}#${i + 1}`, text));
    });
}

function brokenManifest(where: string, text: string): BrokenManifest {
  const [header = '', ...lines] = text.split('\n');
  const [, context = '', list = ''] = /^(\w+): (.+)$/.exec(header) ?? [];
  const around = CONTEXTS[context];
  if (around === undefined) throw new Error(`${where}: there is no context "${context}"`);
  const whole = around(lines.join('\n').replace(/\n«\n$/, '\n«'))
    .replaceAll('␀', '\0')
    .replaceAll('⇥', '\t');
  const marks = placesOf(whole);
  const wanted = list.split(/, (?=[a-z-]+(?:$|,| →))/).map((entry) => entry.split(' → '));
  if (marks.length === 0) throw new Error(`${where}: no place is marked`);
  return {
    title: `${where} ${header}`,
    text: whole.replaceAll('«', ''),
    expected: wanted.map(([kind = '', suggestion], i) => ({
      kind,
      ...(marks[i] ?? marks[marks.length - 1] ?? { line: 0, col: 0 }),
      ...(suggestion !== undefined && { suggestion }),
    })),
  };
}

function placesOf(text: string): { line: number; col: number }[] {
  return text.split('\n').flatMap((line, i) => {
    const pieces = line.split('«').slice(0, -1);
    return pieces.map((_, n) => ({ line: i + 1, col: pieces.slice(0, n + 1).join('').length + 1 }));
  });
}

function indent(body: string, by: number): string {
  return body.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}
