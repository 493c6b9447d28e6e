import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForeign } from '../../../src/policy/shell/foreign.ts';
import { readProgram } from '../../../src/policy/shell/read.ts';
import { judgeScript } from '../../support/judge-script.ts';

/** Generous: it tells quadratic from linear, not one machine from another. */
const LONGEST_MS = 10_000;

describe('a program that is made to be hard is judged in bounded time', () => {
  test.for<[what: string, script: () => string]>([
    ['ten megabytes', () => 'echo a\n'.repeat(1_500_000)],
    ['nested subshells', () => `${'('.repeat(20_000)}curl x${')'.repeat(20_000)}`],
    ['nested substitutions', () => `${'$('.repeat(20_000)}curl x${')'.repeat(20_000)}`],
    ['many braces', () => `echo ${'{a,b}'.repeat(5_000)}`],
    ['nested braces', () => `echo ${'{a,'.repeat(5_000)}${'}'.repeat(5_000)}`],
    ['a text that doubles itself', () => `x=aaaaaaaaaa\n${'x=$x$x\n'.repeat(200)}sh -c "$x"`],
    ['a long pipe', () => `echo a${' | cat'.repeat(20_000)}`],
    ['functions that call each other', () => 'f() { g; g; }; g() { f; f; }; f'],
    ['a tower of functions', () => tower(2_000)],
    ['aliases of aliases', () => `${aliases(200)}\na0`],
    ['a file that runs itself', () => "cat > x <<'E'\nsh x\nsh x\nE\nsh x"],
    ['a file that is run again and again', () => `echo "echo a" > x\n${'sh x\n'.repeat(20_000)}`],
    ['a file that grows', () => `${"echo 'echo a' >> x\n".repeat(10_000)}sh x`],
    ['many globs', () => `cat ${'*?'.repeat(100_000)}`],
    ['many values', () => `${numbered(300)}\n${'echo $x $x\n'.repeat(5_000)}`],
    ['patterns of stars', () => `x=${'a'.repeat(1_000)}\n${'echo ${x//a*b/c} ${x%%*b*}\n'.repeat(5_000)}`],
    [
      'base64 of much',
      () => `echo ${Buffer.from('echo a\n'.repeat(50_000)).toString('base64')} | base64 -d | sh`,
    ],
    ['a loop over addresses', () => `for i in {1..60}; do ${'ping 10.0.0.$i; '.repeat(2_000)}done`],
    ['unclosed quotes', () => `"'`.repeat(100_001)],
  ])('%s', ([, script], { signal }) => {
    const started = performance.now();
    judgeScript(script());

    expect(signal.aborted).toBe(false);
    expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  });

  test.for<[what: string, text: string]>([
    ['escaped quotes', '"\\'.repeat(300_000)],
    ['an odd number of quotes', "'".repeat(600_001)],
    ['imports without end', 'import '.repeat(100_000)],
    ['blanks after open', `open${' '.repeat(900_000)}x`],
    ['calls of calls', 'exec('.repeat(100_000)],
    ['strings that are joined', '"a"+'.repeat(150_000)],
  ])('%s, in another language', ([, text]) => {
    const started = performance.now();
    readForeign('python', text);

    expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  });
});

test('what stands beyond the bounds is undecided', () => {
  for (const script of ['echo a\n'.repeat(1_500_000), ':\n'.repeat(30_000), '$('.repeat(5_000)])
    expect(readProgram(script).undecided).not.toEqual([]);
});

test('an ordinary script takes about a millisecond', () => {
  const script =
    'set -e\nfor f in a b c; do\n  cp "$f" "out/$f" && echo "copied $f"\ndone\ngrep -r x . | sort | uniq -c\n';
  for (let turn = 0; turn < 200; turn += 1) judgeScript(script);
  const started = performance.now();
  for (let turn = 0; turn < 200; turn += 1) judgeScript(script);

  // Ten times what is measured on a machine that is busy with other things.
  expect((performance.now() - started) / 200).toBeLessThan(15);
});

test('reading never throws, whatever the text and the language', () => {
  const token = fc.constantFrom(
    ...'curl|sh|$(|)|"|\'|`|<<E\n|\nE\n|{|}|;|\\|$x|${x|:0:2}|//a/b}|eval |-c |((|\n|&&|<(|\0|é|x=|a=(|[0]|$@|set -- |f() |f |alias a=|trap |base64 -d|echo |cat > f |sh f|xargs |python3 -c |import os;|os.system(|awk |{a,b}|{1..9}|*?[a-|tr a-z |sed s/a/b/|cd /etc|cut -c1-|printf \\x41|read x|done|while |do |for i in |if |then |fi|case |esac|> /dev/tcp/a/1| 2>&1|!'.split(
      '|',
    ),
    '|',
  );
  const text = fc.array(token, { maxLength: 50 }).map((tokens) => tokens.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('a.sh', 'a.py', 'a.pl', 'a.js', 'a.rb', 'a.php'), (script, name) => {
      expect(judgeScript(script, name).score).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1500 },
  );
});

test('a glob, a set of tr or a pattern of sed that is no expression is left alone', () => {
  for (const script of [
    'x=a; echo ${x//[z-a]/b}',
    'echo a | tr z-a b | sh',
    "echo a | sed 's/(/b/' | sh",
    'cat /etc/[z-a]hadow',
  ])
    expect(() => judgeScript(script)).not.toThrow();
});

function tower(height: number): string {
  const floors = Array.from(
    { length: height },
    (_, at) => `f${at}() { f${at + 1}; f${at + 1}; f${at + 1}; }`,
  );
  return `${floors.join('\n')}\nf0`;
}

function aliases(count: number): string {
  return Array.from({ length: count }, (_, at) => `alias a${at}='a${at + 1}; a${at + 1}'`).join('\n');
}

function numbered(count: number): string {
  return Array.from({ length: count }, (_, at) => `x=${at}`).join('\n');
}
