import { argsOf, isWritten, programOf, type ShellCommand } from '../shell/command.ts';
import { isEngine } from '../shell/containers.ts';
import { handedOn } from '../shell/handed-on.ts';
import { isShell } from '../shell/interpreters.ts';
import type { Sign } from './shell-rule.ts';

/** Shells that wait for what somebody types, where a program was meant to run. */
export function* openedShells(command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  if (TYPED.test(command.argv[0] ?? '')) yield { what: 'A shell is opened from within a program.' };
  else if (isShell(program)) yield* ownShell(command);
  else if (asksForShell(command)) yield typed(`${program} opens a shell as somebody else.`);
  else yield* handedShell(command, program);
}

/** `!/bin/sh`, as it is typed into pagers, editors and debuggers. */
const TYPED = /^(?:\^[A-Z])*\\?!+\/(?:\w+\/)*(?:ba|da|z|k|c)?sh$/;

function* ownShell(command: ShellCommand): Iterable<Sign> {
  const args = argsOf(command);
  if (args.length > 0 && KEEPS_RIGHTS.test(args[0] ?? ''))
    yield { what: 'A shell keeps the rights of a privileged file (-p).' };
  else if (command.elevated && isInteractive(command)) yield typed('It opens a shell as somebody else.');
}

const KEEPS_RIGHTS = /^-[il]*p[il]*$/;

function typed(what: string): Sign {
  return { what: `${what} What is typed there was never reviewed.`, severity: 'medium' };
}

function isInteractive({ argv, upstream, stdin, reads }: ShellCommand): boolean {
  const fed = upstream.length > 0 || stdin !== undefined || reads.length > 0;
  return !fed && argv.slice(1).every((arg) => /^(?:-[il]+|--login|--norc|--noprofile)$/.test(arg));
}

/** `sudo -i`, `sudo -s` and `sudo su`. */
function asksForShell(command: ShellCommand): boolean {
  const [program, args] = [programOf(command), argsOf(command)];
  if (program === 'su') return command.elevated && !args.some((arg) => /^(?:-\w*c|--command)/.test(arg));
  if (program !== 'sudo' && program !== 'doas') return false;
  return args.some((arg) => /^(?:-[A-Za-z]*[is]|--login|--shell)$/.test(arg));
}

/** Programs that are told of a shell without starting it. */
const MENTIONS = new Set(
  [
    'useradd usermod adduser luseradd chsh pw dscl ln cp mv ls ll rm file stat test [ [[ which whereis type hash',
    'command echo printf grep egrep fgrep rg cat head tail less more readlink realpath ldd strings chmod chown',
    'chgrp setcap getcap setfacl make gmake cmake ninja tee sed awk gawk install tar rsync scp sha256sum md5sum',
    'rpm dpkg dpkg-divert dpkg-query apk apt apt-get yum dnf update-alternatives alternatives find locate export',
    'declare local readonly set unset read source . eval exec trap case for while if until return exit cd mkdir touch',
    'diff cmp patch ed gdb readelf objdump nm shellcheck shfmt ansible kubectl oc helm git defaults augtool xargs',
    'env time tmux crontab sed perl python python3 ruby node php lua jq yq column sort uniq wc cut tr patchelf restorecon chcon',
  ].flatMap((line) => line.split(' ')),
);

const SHELL_WORD = /^(?:[^/]*[=!:,])?\/(?:usr\/)?(?:local\/)?bin\/(?:ba|da|z|k|c|tc|a)?sh$/;
/** Options that are followed by what is started. */
const STARTS = /^--?(?:[scelxPT]|sf|shell|exec|rsh|editor|pager|command|login-program|rsh-command|wrapper)$/;
/** A shell whose standard files are those of the program that starts it, or the terminal. */
const JOINED_TO_TERMINAL =
  /(?:^|[\s'"(!=|])(?:exec\s+)?(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh\s+(?:-i\s+)?[012]?[<>](?:&[012]|\s?\/dev\/tty)/;

function* handedShell(command: ShellCommand, program: string): Iterable<Sign> {
  const args = argsOf(command);
  // Most commands name no shell at all.
  if (!args.some((arg) => arg.includes('sh'))) return;
  if (!isWritten(command) || MENTIONS.has(program) || isEngine(program)) return;
  const last = args.findLast((arg) => !/^-[ilp]+$/.test(arg)) ?? '';
  const named =
    SHELL_WORD.test(last) || args.some((arg, at) => SHELL_WORD.test(arg) && STARTS.test(args[at - 1] ?? ''));
  const opens =
    (named && handedOn(command.argv).length === 0) ||
    args.some((arg) => JOINED_TO_TERMINAL.test(arg.slice(0, 4096)));
  if (!opens) return;
  yield {
    what: `${program} is given a shell to start.`,
    severity: command.elevated ? 'critical' : 'medium',
  };
}
