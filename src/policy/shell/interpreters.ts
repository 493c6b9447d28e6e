import { baseName } from './command.ts';

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash', 'fish', 'csh', 'tcsh']);
const OTHER =
  /^(python|pypy|perl|ruby|node|nodejs|deno|bun|php|lua|tclsh|Rscript|osascript|pwsh|powershell)[\d.]*$/;

export function isShell(program: string): boolean {
  return SHELLS.has(baseName(program));
}

export function isInterpreter(program: string): boolean {
  return isShell(program) || OTHER.test(baseName(program));
}

/** What the first line of a program says reads it: `#!/usr/bin/env bash` is bash. */
export function shebangOf(text: string): string | undefined {
  const [, path = '', argument = ''] = /^#!\s*(\S+)[ \t]*((?:-S[ \t]+)?\S*)/.exec(text) ?? [];
  if (path === '') return undefined;
  return path.endsWith('/env') ? argument.replace(/^-S\s+/, '') : path;
}

/** What an interpreter was given to run. */
export type Given =
  | { readonly from: 'text'; readonly text: string; readonly at: number }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'stdin' }
  | { readonly from: 'nothing' };

const INLINE: Readonly<Record<string, string>> = {
  python: 'c',
  perl: 'eE',
  ruby: 'e',
  node: 'ep',
  php: 'r',
  lua: 'e',
  bun: 'e',
  osascript: 'e',
};
const WITHOUT_PROGRAM = new Set(['--version', '-V', '--help', '-h', '-v', '-m']);

/** Where an interpreter takes its program from, by its argv. */
export function givenTo(argv: readonly string[]): Given {
  const program = baseName(argv[0] ?? '');
  if (!isInterpreter(program)) return { from: 'nothing' };
  const options = isShell(program) ? SHELL_OPTIONS : otherOptions(program);

  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const special = specialWord(word, options);
    if (special !== undefined) return special;
    if (options.inline.test(word)) return textAt(argv, at + 1);
    const attached = options.attached.exec(word)?.[1];
    if (attached !== undefined) return { from: 'text', text: attached, at };
    if (options.takesValue.test(word)) at += 1;
    else if (!/^[-+]/.test(word)) return { from: 'file', path: word };
  }
  return { from: 'stdin' };
}

function specialWord(word: string, { stdin }: Options): Given | undefined {
  if (STDIN.test(word) || stdin.test(word)) return { from: 'stdin' };
  return WITHOUT_PROGRAM.has(word) ? { from: 'nothing' } : undefined;
}

interface Options {
  readonly stdin: RegExp;
  readonly inline: RegExp;
  /** The text itself, behind the letter of its option. */
  readonly attached: RegExp;
  readonly takesValue: RegExp;
}

const STDIN = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;
const NEVER = /(?!)/;
const SHELL_OPTIONS: Options = {
  stdin: /^-[a-z]*s[a-z]*$/,
  inline: /^[-+][^-]*c/,
  attached: NEVER,
  takesValue: /^[-+]O$|^-o$/,
};

/** `-rsocket` and `-MSocket` name a library: what follows their letter is no option. */
function otherOptions(program: string): Options {
  const letters = INLINE[program.replace(/[\d.]+$|js$/, '')];
  const inline =
    letters === undefined
      ? NEVER
      : new RegExp(`^-(?![rMmI]\\w)[a-zA-Z\\d]*[${letters}]$|^--(?:eval|print|run)$`);
  const attached = letters === undefined ? NEVER : new RegExp(`^-[${letters}](.+)$`, 's');
  return { stdin: NEVER, inline, attached, takesValue: /^-[WXQ]$/ };
}

function textAt(argv: readonly string[], at: number): Given {
  const text = argv[at];
  return text === undefined ? { from: 'nothing' } : { from: 'text', text, at };
}
