import { baseName } from './command.ts';

/** What a word or two of a program hold that it gives to a shell: the text is the first group. */
type Pattern = RegExp;

const VI = [/^:?\s*!(.+)$/s, /^[+:][^!]{0,40}:?!(.+)$/s];
const SSH = [/^(?:-o)?\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ]\s*["']?(.+?)["']?$/is];
const SQL = [/^\\!\s*(.+)$/s, /^(?:system|\\system)\s+(.+)$/s];

/** Options and commands by which programs are told to start another, each by its own words. */
const WORDS: Readonly<Record<string, readonly Pattern[]>> = {
  sqlite3: [/^\.(?:shell|system)\s+(.+)$/s],
  mysql: SQL,
  mariadb: SQL,
  psql: SQL,
  vi: VI,
  vim: VI,
  nvim: VI,
  ex: VI,
  view: VI,
  rvim: VI,
  gdb: [/^(?:!|shell\s+)(.+)$/s],
  tar: [/^--checkpoint-action=exec=(.+)$/s, /^--(?:to-command|rsh-command)=(.+)$/s],
  git: [/^(?:core\.(?:pager|editor|sshCommand|fsmonitor)|alias\.[\w-]+)=!?(.+)$/s],
  ssh: SSH,
  scp: SSH,
  sftp: SSH,
  split: [/^--filter=(.+)$/s],
  restic: [/^--password-command=(.+)$/s],
  osascript: [/\bdo shell script\s+"((?:[^"\\]|\\.)*)"/s],
  'apt-get': [/^(?:-o)?(?:APT|Dpkg)::[\w:-]*(?:Pre|Post)-Invoke(?:-Success)?::?=(.+)$/is],
  apt: [/^(?:-o)?(?:APT|Dpkg)::[\w:-]*(?:Pre|Post)-Invoke(?:-Success)?::?=(.+)$/is],
};

const LONGEST = 16_384;

/** Texts for a shell that stand in the words of a program which is there for something else. */
export function textsInWords(argv: readonly string[]): readonly string[] {
  const name = baseName(argv[0] ?? '');
  const patterns = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (patterns === undefined) return [];
  return argv.slice(1).flatMap((word) => {
    if (word.length > LONGEST) return [];
    const text = patterns.map((pattern) => pattern.exec(word)?.[1]).find((found) => found !== undefined);
    return text === undefined ? [] : [name === 'osascript' ? text.replaceAll(/\\(["\\])/g, '$1') : text];
  });
}
