import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { formsOf } from '../../src/base/redact/secret-forms.ts';
import { once, seeded } from './chance.ts';
import { approvedRuns } from './approved-runs.ts';
import { type CommandLine, cpuMs, peakMib } from './command.ts';
import type { Row } from './row.ts';

export interface OutputSize {
  /** What the step writes. */
  readonly output: number;
  readonly rounds: number;
}

const SMALL_OUTPUT = 1_000_000;

/** What it costs to keep what a step writes: CPU time of the whole run, less that of a run that writes 1 MB. */
export function outputRows(binary: string, cwd: string, { output, rounds }: OutputSize): Row[] {
  const file = path.join(cwd, 'output.txt');
  const small = path.join(cwd, 'small.txt');
  const patterns = path.join(cwd, 'patterns.txt');
  const prepare = once(() => {
    writeLines(file, output);
    writeLines(small, SMALL_OUTPUT);
    writeFileSync(patterns, SECRETS.flatMap((value) => formsOf(value)).join('\n'));
  });
  const approved = approvedRuns(binary, cwd);
  const printed = (name: string, from: string): CommandLine => {
    prepare();
    const line = approved({ name, spec: specOf(name, from) });
    return {
      ...line,
      env: { ...line.env, ...Object.fromEntries(SECRETS.map((value, i) => [`TOKEN_${i}`, value])) },
    };
  };
  const millions = `${(output / 1e6).toFixed(0)} MB`;
  const same = { unit: 'ms', rounds, warmUp: false } as const;
  return [
    {
      ...same,
      name: 'output',
      what: `a shell step that writes ${millions}, without one that writes 1 MB`,
      against: 'tee FILE | sha256sum of the same bytes',
      limit: 2,
      ours: () => cpuMs(printed('output', file)) - cpuMs(printed('output-small', small)),
      theirs: () => {
        prepare();
        return cpuMs({ command: ['sh', '-c', `cat '${file}' | tee '${file}.copy' | sha256sum`], cwd });
      },
    },
    {
      ...same,
      name: 'output-secrets',
      what: `the same with ten secrets bound`,
      against: 'grep -c -F -f PATTERNS over the same bytes',
      limit: 2,
      ours: () => cpuMs(printed('secrets', file)) - cpuMs(printed('secrets-small', small)),
      theirs: () => {
        prepare();
        return cpuMs({ command: ['sh', '-c', `grep -c -F -f '${patterns}' '${file}' || true`], cwd });
      },
    },
    {
      ...same,
      name: 'output-memory',
      what: `peak memory (VmHWM) of the binary with a shell step that writes ${millions}`,
      against: 'of one that writes 1 MB; at most 32 MiB more',
      limit: 1.25,
      unit: 'MiB',
      ...(process.platform !== 'linux' && { missing: 'VmHWM is known on Linux only' }),
      ours: () => peakMib(printed('secrets', file)),
      theirs: () => peakMib(printed('secrets-small', small)),
    },
  ];
}

/** The same in every run, and of no alphabet alone. */
const SECRETS = Array.from({ length: 10 }, (_, index) => {
  const letters = createHash('sha256').update(`secret ${index}`).digest('base64');
  return `${letters.slice(0, 14 + index)}/ "ü`;
});

function specOf(name: string, file: string): string {
  const tokens = SECRETS.map((_, index) => `TOKEN_${index}`);
  const bound = name.startsWith('secrets');
  const inputs = tokens.map((token) => `${token}: {type: string, writeOnly: true, default: env://${token}}`);
  const env = tokens.map((token) => `${token}: "\${{ inputs.${token} }}"`);
  return `
  runtime: {type: shell}
  inputs: {type: object, properties: {${bound ? inputs.join(', ') : ''}}}
  handlers:
    - {name: write, timeout: 1h, with: {command: [cat, '${file}'], env: {${bound ? env.join(', ') : ''}}}}
  validation: {limits: {timeout: 1h, memory: 64Mi, outputBytes: 16Gi}}
`;
}

/** Lines as services log them: words, numbers, ids in hex and base64; a secret in every ten-thousandth. */
function writeLines(file: string, bytes: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const random = seeded(7);
  const lines: string[] = [];
  for (let size = 0, index = 0; size < Math.min(bytes, 32_000_000); index += 1) {
    const line = lineOf(index, random);
    lines.push(line);
    size += line.length;
  }
  const block = Buffer.from(lines.join(''));
  rmSync(file, { force: true });
  const target = openSync(file, 'w');
  for (let left = bytes; left > 0; left -= block.length)
    writeSync(target, block, 0, Math.min(left, block.length));
  closeSync(target);
}

const WORDS =
  'connection pool request handler served from cache upstream response took retry attempt node namespace kube-system replica ready waiting for lock released user login error timeout'.split(
    ' ',
  );

function lineOf(index: number, random: () => number): string {
  const pick = () => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const words = Array.from({ length: 8 + Math.floor(random() * 10) }, pick).join(' ');
  const id = createHash('sha256')
    .update(String(index))
    .digest(random() < 0.5 ? 'hex' : 'base64');
  const secret = index % 10_000 === 0 ? ` token=${SECRETS[(index / 10_000) % 10]}` : '';
  return `2026-11-28T07:${10 + (index % 49)}:${10 + (index % 47)}Z ${random() < 0.1 ? 'WARN' : 'INFO'} ${words} id=${id}${secret}\n`;
}
