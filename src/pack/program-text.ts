import type { Json } from '../base/json.ts';

/** The flag after which an interpreter takes a program as text. */
const TEXT_FLAG: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'fish'].map((shell) => [shell, /^-[a-z]*c$/]),
  ),
  ...Object.fromEntries(['python', 'python3', 'python2'].map((name) => [name, /^-[A-Za-z]*c$/])),
  ...Object.fromEntries(
    ['node', 'perl', 'ruby', 'lua'].map((name) => [name, /^(-[A-Za-z]*[eEp]|--eval|--print)$/]),
  ),
  php: /^-[a-z]*r$/,
  pwsh: /^-(c|command)$/i,
  powershell: /^-(c|command)$/i,
  cmd: /^\/[ck]$/i,
};

/** The places of program text in argv: what follows `sh -c` and its like, behind env, sudo or timeout too. */
export function programTextAt(argv: readonly Json[]): number[] {
  return argv.flatMap((word, index) => {
    const flag = typeof word === 'string' ? flagOf(word) : undefined;
    if (flag === undefined) return [];
    const at = argv.findIndex((later, i) => i > index && typeof later === 'string' && flag.test(later));
    return at < 0 || at + 1 >= argv.length ? [] : [at + 1];
  });
}

function flagOf(word: string): RegExp | undefined {
  const name =
    word
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') ?? '';
  return Object.hasOwn(TEXT_FLAG, name) ? TEXT_FLAG[name] : undefined;
}
