import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { PARTS } from '../parts/catalogue.ts';
import { findPart, partsFolder } from '../parts/folder.ts';
import type { PolicyRow } from './row.ts';

const FILES = 1000;
const ROUNDS = 9;
const LIMIT = 1.5;

/** A check of many manifests, the whole process, against kubeconform, which looks at their schemas only. Wall time. */
export const wall: PolicyRow = {
  name: 'wall',
  measure: async (data) => {
    const what = `${FILES} manifests, whole process, × kubeconform`;
    const goal = `≤ ${LIMIT}`;
    const binary = path.resolve('dist', process.platform === 'win32' ? 'atomctl.exe' : 'atomctl');
    const [program, schema] = [part('kubeconform'), part('kubernetes-schemas')];
    if (program === undefined || schema === undefined)
      return [{ what, measured: 'npm run parts kubeconform kubernetes-schemas', goal, ok: null }];
    if (!existsSync(binary)) return [{ what, measured: 'npm run binary', goal, ok: null }];

    const files = spread(globSync('{kyverno,polaris,psa}/**/*.yaml', { cwd: data }).toSorted(), FILES);
    const template = path.join(path.dirname(schema), '{{ .ResourceKind }}{{ .KindSuffix }}.json');
    const ours = (): number => wallMs(binary, ['policy', 'check', '--json', ...files], data);
    const theirs = (): number =>
      wallMs(program, ['-schema-location', template, '-ignore-missing-schemas', ...files], data);
    // The first pair brings the files into the page cache.
    const [, ...pairs] = Array.from({ length: ROUNDS + 1 }, () => [ours(), theirs()] as const);
    const [a, b] = [median(pairs.map(([own]) => own)), median(pairs.map(([, other]) => other))];
    const ratio = median(pairs.map(([own, other]) => own / other));
    const measured = `${ratio.toFixed(2)} (${a.toFixed(0)} / ${b.toFixed(0)} ms, ${files.length} files)`;
    return [{ what, measured, goal, ok: ratio <= LIMIT && files.length === FILES }];
  },
};

function part(name: string): string | undefined {
  const found = PARTS.find((each) => each.name === name);
  return found && findPart(found, partsFolder(process.env));
}

/** So many of a list, evenly from all of it. */
function spread(all: readonly string[], count: number): string[] {
  return all.filter(
    (_, index) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  );
}

/** Both end with what they found, which is no failure. */
function wallMs(file: string, args: readonly string[], cwd: string): number {
  const started = performance.now();
  const { error, signal, stderr } = spawnSync(file, args, {
    cwd,
    encoding: 'utf8',
    // What reads the output is no part of the check.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (error !== undefined) throw error;
  if (signal !== null || stderr !== '') throw new Error(`${file} failed: ${stderr}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
