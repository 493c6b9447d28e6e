import { baseName } from './command.ts';

/** Programs in other languages that are given on the command line, and the option before them. */
const INLINE: Readonly<Record<string, RegExp>> = {
  jrunscript: /^-e$/,
  jjs: /^-e$/,
  groovy: /^-e$/,
  scala: /^-e$/,
  gnuplot: /^-e$/,
  octave: /^--eval$/,
  'octave-cli': /^--eval$/,
  guile: /^-c$/,
  julia: /^(?:-e|-E|--eval)$/,
  R: /^-e$/,
  Rscript: /^-e$/,
  elixir: /^(?:-e|--eval)$/,
  erl: /^--?eval$/,
  clisp: /^-x$/,
  sbcl: /^--eval$/,
  emacs: /^(?:--?eval|--execute)$/,
  slsh: /^-e$/,
  bpftrace: /^-e$/,
  ghc: /^-e$/,
  dotnet: /^--eval$/,
  luajit: /^-e$/,
  texlua: /^-e$/,
  nvim: /^--lua$/,
};

/** Subcommands that run a file of their language: `go run x.go`. */
const RUNS_FILE: Readonly<Record<string, RegExp>> = {
  go: /^run$/,
  v: /^run$/,
  zig: /^run$/,
  crystal: /^(?:run|eval)$/,
  nim: /^(?:r|e)$/,
  swift: /\.swift$/,
  groovy: /\.groovy$/,
  julia: /\.jl$/,
  guile: /\.scm$/,
};

export interface InlineProgram {
  readonly texts: readonly string[];
  /** A file that it runs; undefined where it names none. */
  readonly file: string | undefined;
}

/** What a command runs in a language whose interpreter does something else without these options. */
export function inlineProgram(argv: readonly string[]): InlineProgram | undefined {
  const name = baseName(argv[0] ?? '').replace(/^luajit[\d.-]+$/, 'luajit');
  const option = Object.hasOwn(INLINE, name) ? INLINE[name] : undefined;
  const runs = Object.hasOwn(RUNS_FILE, name) ? RUNS_FILE[name] : undefined;
  if (option === undefined && runs === undefined) return undefined;
  const texts = option === undefined ? [] : argv.slice(1).filter((_, at) => option.test(argv[at] ?? ''));
  const at = runs === undefined ? -1 : argv.findIndex((word, index) => index > 0 && runs.test(word));
  const words = at < 0 ? [] : argv.slice(/^\w+$/.test(argv[at] ?? '') ? at + 1 : at);
  return { texts, file: words.find((word) => !word.startsWith('-')) };
}
