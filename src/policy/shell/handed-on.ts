import { baseName } from './command.ts';
import { containerCommand } from './containers.ts';
import { textsInWords } from './handed-words.ts';

/** What a program is asked to run elsewhere, later or for each of its finds: an argv, or a text for a shell. */
export type Handed = { readonly argv: readonly string[] } | { readonly text: string };

/** Everything that a command hands on; nothing where it only acts itself. */
export function handedOn(argv: readonly string[]): readonly Handed[] {
  const program = baseName(argv[0] ?? '');
  const handed = Object.hasOwn(HANDS_ON, program) ? HANDS_ON[program]?.(argv) : undefined;
  const texts = textsInWords(argv).map((text) => ({ text }));
  if (handed !== undefined || texts.length > 0)
    return [...(handed ?? []), ...texts].filter((each) => 'text' in each || each.argv.length > 0);
  // The loader runs what it is given, whatever the mode of the file.
  return /^ld(-linux[\w.-]*|-musl[\w.-]*|\.so)/.test(program) ? rest(argv, 1) : [];
}

type Hand = (argv: readonly string[]) => readonly Handed[];

const HANDS_ON: Readonly<Record<string, Hand>> = {
  docker: inContainer,
  podman: inContainer,
  nerdctl: inContainer,
  crictl: inContainer,
  ip: (argv) => (argv[1] === 'netns' && argv[2] === 'exec' ? rest(argv, 4) : []),
  kubectl: inContainer,
  oc: inContainer,
  find: finds,
  fd: (argv) => one(between(argv, /^(?:-x|-X|--exec|--exec-batch)$/, /^;$/)),
  ssh: overSsh,
  sshpass: (argv) => after(argv, 'pfP'),
  chroot: (argv) => after(argv, '', 1),
  nsenter: (argv) => after(argv, 'tSGrw'),
  unshare: (argv) => after(argv, 'RwSG'),
  'systemd-run': (argv) => after(argv, 'puMtE'),
  'systemd-nspawn': (argv) => after(argv, 'DMuE'),
  flock: (argv) => withText(argv, /^-c$/) ?? after(argv, 'wE', 1),
  su: (argv) => withText(argv, /^(?:-[a-z]*c|--command)$/) ?? [],
  runuser: (argv) => withText(argv, /^(?:-[a-z]*c|--command)$/) ?? after(argv, 'ugG'),
  script: (argv) => withText(argv, /^(?:-[a-z]*c|--command)$/) ?? [],
  watch: (argv) => asText(after(argv, 'ndq')),
  parallel: (argv) => asText(after(argv, 'jSaNnL')),
  'aa-exec': (argv) => after(argv, 'pn'),
  firejail: (argv) => after(argv, ''),
  choom: (argv) => after(argv, 'np'),
  perf: (argv) => (/^(?:stat|record|trace)$/.test(argv[1] ?? '') ? after(argv.slice(1), 'eoptCgF') : []),
  valgrind: (argv) => after(argv, ''),
  'ssh-agent': (argv) => after(argv, 'aEt'),
  'dbus-run-session': (argv) => after(argv, ''),
  bwrap: (argv) => one(argv.slice(argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--') + 1)),
  schroot: (argv) => one(argv.slice(argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--') + 1)),
  machinectl: (argv) => (argv[1] === 'shell' ? rest(argv, 3) : []),
  logsave: (argv) => after(argv, '', 1),
  openvt: (argv) => after(argv, 'cf'),
  screen: (argv) => (argv.some((word) => /^-[a-zA-Z]*[dD]m/.test(word)) ? after(argv, 'Scst') : []),
  tmux: (argv) => tmux(argv),
  strace: (argv) => after(argv, 'abeEIoOPpsSuUX'),
  ltrace: (argv) => after(argv, 'aeEllnopsSuwxX'),
  gdb: (argv) => one(between(argv, /^--args$/, /(?!)/)),
  'start-stop-daemon': (argv) => one(argv.flatMap((word, index) => startOf(argv, word, index))),
  capsh: (argv) => withText(argv, /^-c$/) ?? [],
  setpriv: (argv) => after(argv, ''),
  expect: (argv) => spawned(argv),
  trap: (argv) => (argv.length > 2 && argv[1]?.startsWith('-') === false ? [{ text: argv[1] ?? '' }] : []),
};

function inContainer(argv: readonly string[]): readonly Handed[] {
  return one(containerCommand(argv));
}

function finds(argv: readonly string[]): readonly Handed[] {
  return one(between(argv, /^-(?:exec|execdir|ok|okdir)$/, /^(?:;|\+|\\;)$/));
}

function one(argv: readonly string[] | undefined): readonly Handed[] {
  return argv === undefined || argv.length === 0 ? [] : [{ argv }];
}

function rest(argv: readonly string[], from: number): readonly Handed[] {
  const at = argv.findIndex((word, index) => index >= from && !word.startsWith('-'));
  return at < 0 ? [] : [{ argv: argv.slice(at) }];
}

/** What stands behind the options; `values` are the short ones that take the next word. */
function after(argv: readonly string[], values: string, operands = 0): readonly Handed[] {
  let at = 1;
  for (; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    if (!word.startsWith('-') && !/^[A-Z_]+=/.test(word)) break;
    if (/^-[a-zA-Z]$/.test(word) && values.includes(word.slice(1))) at += 1;
  }
  return rest(argv, at + operands);
}

function asText(handed: readonly Handed[]): readonly Handed[] {
  return handed.map((each) => ('argv' in each ? { text: each.argv.join(' ') } : each));
}

function withText(argv: readonly string[], option: RegExp): readonly Handed[] | undefined {
  const at = argv.findIndex((word, index) => index > 0 && option.test(word));
  const text = at < 0 ? undefined : argv[at + 1];
  return text === undefined ? undefined : [{ text }];
}

function between(argv: readonly string[], first: RegExp, last: RegExp): readonly string[] | undefined {
  const start = argv.findIndex((word) => first.test(word));
  if (start < 0) return undefined;
  const end = argv.findIndex((word, index) => index > start && last.test(word));
  return argv.slice(start + 1, end < 0 ? undefined : end);
}

function tmux(argv: readonly string[]): readonly Handed[] {
  const starts = argv.findIndex((word) =>
    /^(new|new-session|neww|new-window|splitw|split-window)$/.test(word),
  );
  return starts < 0 ? [] : asText(after(argv.slice(starts), 'cefFnstxy'));
}

/** `start-stop-daemon --start --exec PROGRAM -- ARGS` */
function startOf(argv: readonly string[], word: string, index: number): readonly string[] {
  if (!/^(-x|--exec|-a|--startas)$/.test(word)) return [];
  const dashes = argv.indexOf('--', index);
  return [argv[index + 1] ?? '', ...(dashes < 0 ? [] : argv.slice(dashes + 1))];
}

function spawned(argv: readonly string[]): readonly Handed[] {
  const text = withText(argv, /^-c$/)?.[0];
  if (text === undefined || !('text' in text)) return [];
  return [...text.text.matchAll(/\bspawn\s+([^;\n]+)/g)].map(([, spawn = '']) => ({ text: spawn }));
}

const SSH_VALUES = /^-[BbcDEeFIiJLlmOopQRSWw]$/;

/** ssh joins its words and hands them to a shell over there. */
function overSsh(argv: readonly string[]): readonly Handed[] {
  const host = argv.findIndex(
    (word, index) => index > 0 && !word.startsWith('-') && !SSH_VALUES.test(argv[index - 1] ?? ''),
  );
  const words = host < 0 ? [] : argv.slice(host + 1);
  return words.length > 0 ? [{ text: words.join(' ') }] : [];
}
