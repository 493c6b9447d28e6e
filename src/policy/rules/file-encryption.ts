import type { Severity } from '../../model/verdict.ts';
import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { ACCOUNTS, CREDENTIALS, LOGS, SETTINGS } from '../shell/places.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import type { ProgramView } from '../view/programs.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const fileEncryption = shellRule(
  {
    id: 'file-encryption',
    version: 1,
    title: 'Locks files of others away with a password',
    severity: 'high',
    why: 'What is encrypted with a key that only this program has is lost for its owner: that is how ransom is asked for. What is packed under a password leaves past whatever looks at traffic.',
    fix: 'Encrypt only what the step has made itself, for the public key of its owner; leave backups to the tool that keeps their keys.',
    reference: 'https://attack.mitre.org/techniques/T1486/',
  },
  look,
);

/** What encrypts, by the words that ask for it. */
const ENCRYPTS: Readonly<Record<string, RegExp>> = {
  gpg: /^(?:-[a-z]*c|--symmetric|-[a-z]*e|--encrypt)$/,
  gpg2: /^(?:-[a-z]*c|--symmetric|-[a-z]*e|--encrypt)$/,
  openssl: /^(?:-encrypt|-e|-(?:aes|camellia|chacha|des|aria|sm4|bf|rc4|pbkdf2|k$|pass$|kfile)[\w-]*)$/,
  '7z': /^-p/,
  '7za': /^-p/,
  '7zr': /^-p/,
  zip: /^(?:-[a-zA-Z]*[eP]|--encrypt|--password)$/,
  rar: /^-h?p/,
  ccrypt: /^(?:-e|--encrypt|-K|-k|[^-])/,
  ccencrypt: /./,
  mcrypt: /^[^-]/,
  aescrypt: /^-e$/,
  age: /^(?:-p|--passphrase|-r|--recipient|-e|--encrypt)$/,
};

const DECRYPTS = /^(?:-[a-z]*d|--decrypt|-decrypt)$/;
/** First words that ask for something else: an archive is read, a key is made. */
const OTHER_WORK = /^(?:x|e|l|t|genrsa|genpkey|req|x509|s_client|dgst|rand|pkey|rsa|passwd|version)$/;

function* look(command: ShellCommand, program: ProgramView): Iterable<Sign> {
  if (programOf(command) === 'find') yield* byFind(argsOf(command));
  if (!encrypts(command)) return;
  const owned = [command, ...command.upstream.filter(packs)].flatMap(filesOf).find(isOthers);
  if (owned !== undefined) yield { what: `It encrypts ${owned.path}.`, severity: severityOf(owned.path) };
  else if (inLoop(command, program))
    yield { what: 'It encrypts one file after the other and removes what was there.', severity: 'critical' };
}

function encrypts(command: ShellCommand): boolean {
  const args = argsOf(command);
  const program = command.argv[0] === UNKNOWN ? guessed(args) : programOf(command);
  const option = Object.hasOwn(ENCRYPTS, program) ? ENCRYPTS[program] : undefined;
  if (option === undefined || OTHER_WORK.test(args[0] ?? '') || args.some((arg) => DECRYPTS.test(arg)))
    return false;
  return args.some((arg) => option.test(arg));
}

/** Whatever the program in a variable is, its words are those of one that encrypts. */
function guessed(args: readonly string[]): string {
  if (args.some((arg) => /^--(?:passphrase|cipher-algo|symmetric)/.test(arg))) return 'gpg';
  if (/^(?:enc|rsautl|pkeyutl|smime|cms)$/.test(args[0] ?? '')) return 'openssl';
  return args[0] === 'a' && args.some((arg) => /^-p./.test(arg)) ? '7z' : '';
}

function packs(command: ShellCommand): boolean {
  return /^(?:tar|cpio|zip|cat|dd|find)$/.test(programOf(command));
}

const WIDE = /^(?:~|\/(?:home|root|Users|etc|var|srv|opt|usr|mnt|media|data)?)(?:\/[^/]*)?$/;

/** Of the system, or in somebody's home: no file that the step has made. */
function isOthers({ path, use }: { readonly path: string; readonly use: string }): boolean {
  if (use !== 'read') return false;
  return isSystem(path) || path.startsWith('~/') || WIDE.test(path);
}

function isSystem(path: string): boolean {
  return (
    isIn(path, ACCOUNTS) ||
    isIn(path, SETTINGS) ||
    isIn(path, LOGS) ||
    CREDENTIALS.some(([, place]) => isIn(path, place))
  );
}

/** A file of the system, or all of a folder; one file of a home may be meant. */
function severityOf(path: string): Severity {
  return isSystem(path) || /^(?:\/(?:home|root|Users|etc|var|srv)?|~)\/?[^/]*$/.test(path)
    ? 'critical'
    : 'high';
}

/** `find /home -exec openssl enc … {} \;` */
function* byFind(args: readonly string[]): Iterable<Sign> {
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
  const program = args[at + 1] ?? '';
  if (at < 0 || !Object.hasOwn(ENCRYPTS, program)) return;
  const rest = args.slice(at + 2);
  if (rest.some((arg) => DECRYPTS.test(arg)) || !rest.some((arg) => ENCRYPTS[program]?.test(arg) === true))
    return;
  yield { what: `It encrypts by the dozen what it finds in ${args[0] ?? '.'}.`, severity: 'critical' };
}

/** A file that only the loop knows is encrypted, and the same is removed. */
function inLoop(command: ShellCommand, { commands }: ProgramView): boolean {
  if (!argsOf(command).some((arg) => arg.startsWith(UNKNOWN))) return false;
  const at = commands.indexOf(command);
  return commands
    .slice(at + 1, at + 6)
    .some(
      (next) =>
        /^(?:rm|shred|srm|unlink)$/.test(programOf(next)) &&
        argsOf(next).some((arg) => arg.startsWith(UNKNOWN)),
    );
}
