import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { DISKS, LOGS, VITAL } from '../shell/places.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import { byTool, forAll, has, type Look, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const wideDelete = shellRule(
  {
    id: 'wide-delete',
    version: 2,
    title: 'Deletes more than it can know, or a whole disk',
    severity: 'high',
    why: 'rm -rf "$X"/* is rm -rf /* on the day that X is empty, and what is written over a disk does not come back.',
    fix: 'Delete a folder by its whole name, check variables before (${X:?}), and keep to the work folder.',
    reference: 'https://attack.mitre.org/techniques/T1485/',
  },
  function* look(command) {
    yield* byRemoval(command);
    yield* toDisk(command);
    yield* byBomb(command);
  },
);

function* byRemoval(command: ShellCommand): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  const recursive = has(argsOf(command), /^-[a-zA-Z]*[rR]|^--recursive$/);
  for (const { path, use } of filesOf(command)) {
    if (use !== 'delete' || programOf(command) === 'mv') continue;
    const sign = deletes(path, recursive);
    if (sign !== undefined) yield sign;
  }
}

function deletes(path: string, recursive: boolean): Sign | undefined {
  if (VITAL.pattern.test(path) && (recursive || path.endsWith('*')))
    return {
      what: `It deletes ${path}, which the machine or a user cannot do without.`,
      severity: 'critical',
    };
  if (!recursive) return undefined;
  if (FOREIGN.test(path) && !isIn(path, LOGS))
    return { what: `It deletes ${path}, a folder that is not its own.`, severity: 'medium' };
  return OPEN_ROOT.test(path)
    ? { what: 'It deletes all that is below a variable: everything, where that is empty.' }
    : undefined;
}

const WHOLE = /^(?:\/|\/(?:home|Users|root|etc|var|opt|srv|usr|mnt|media|data)(?:\/[^/]*)?|~)$/;
const FILLS: Sign = { what: 'It fills the disk.' };
/** 50 GB: no file of a workflow is as long. */
const MUCH = 50e9;

function sizeOf(text: string): number {
  const [, count = '', unit = ''] = /^(?:-l|--length=|bs=|count=)?(\d+)([kKMGT]?)(?:i?B)?$/.exec(text) ?? [];
  return count === ''
    ? 0
    : Number(count) * 1000 ** ' kMGT'.indexOf(unit === 'K' ? 'k' : unit === '' ? ' ' : unit);
}

/** Zeroes or noise without an end, into a file. */
function fillsDisk(args: readonly string[]): boolean {
  const value = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  if (!/^\/dev\/(?:zero|u?random)$/.test(value('if') ?? '') || (value('of') ?? '/dev/').startsWith('/dev/'))
    return false;
  const count = value('count');
  return count === undefined || sizeOf(count) * Math.max(1, sizeOf(value('bs') ?? '512')) >= MUCH;
}

/** `chmod -R 777 /`: nothing of the machine works as it did. */
function changesAll(program: string, args: readonly string[]): Sign | undefined {
  const all = has(args, /^-[a-zA-Z]*R|^--recursive$/) && args.slice(1).some((arg) => ROOTS.test(plain(arg)));
  return all
    ? { what: `${program} takes the rights of all that the machine needs.`, severity: 'critical' }
    : undefined;
}

const ROOTS = /^\/(?:\*|etc|usr|bin|sbin|lib|var|boot)?$/;

const ROOT_TAKEN: Look = when(/^--no-preserve-root$/, {
  what: 'It is told to take the root itself.',
  severity: 'critical',
});

const TOOLS: Tools = {
  rm: ROOT_TAKEN,
  ...forAll(
    'chmod chown chgrp chattr',
    (program) => (args, command) => ROOT_TAKEN(args, command) ?? changesAll(program, args),
  ),
  ...forAll('shred srm wipe sfill sswap', (program) =>
    when(/^[^-]/, {
      what: `${program} removes files so that they cannot be brought back.`,
      severity: 'medium',
    }),
  ),
  find: (args) => {
    if (args.includes('-delete') && VITAL.pattern.test(plain(args[0])) && !narrowed(args))
      return { what: `It deletes what it finds in ${args[0]}.`, severity: 'critical' };
    const destroys = has(args, /^(?:shred|wipe|srm|truncate)$/) && has(args, /^-(?:exec|execdir|ok)$/);
    return destroys && WHOLE.test(plain(args[0]))
      ? { what: `It destroys what it finds in ${args[0]}.`, severity: 'critical' }
      : undefined;
  },
  fallocate: (args) => (args.some((arg) => sizeOf(arg) >= MUCH) ? FILLS : undefined),
  dd: (args) => (fillsDisk(args) ? FILLS : undefined),
  mv: (args) => (args.at(-1) === '/dev/null' ? { what: 'It moves files into nothing.' } : undefined),
};

/** Outside the work folder, and neither a place for what is temporary nor a cache. */
const FOREIGN =
  /^(?:\/(?!tmp\/|var\/tmp\/|dev\/|var\/(?:cache|lib\/apt)\/|usr\/share\/(?:doc|man)|usr\/local\/).+)/;

/** `"$X"/*` and `$X/`: an empty X leaves the root. */
const OPEN_ROOT = new RegExp(`^${UNKNOWN}(?:/\\*?)$|^/${UNKNOWN}$`);

function plain(path = ''): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function narrowed(args: readonly string[]): boolean {
  return args.some((arg) => /^-(i?name|i?path|mtime|mmin|ctime|size|user|empty|regex|newer)/.test(arg));
}

const FORMATS =
  /^(?:mkfs(?:\.\w+)?|mke2fs|mkswap|wipefs|blkdiscard|sgdisk|sfdisk|parted|fdisk|gdisk|cfdisk|hdparm|nwipe|scrub|badblocks|cryptsetup|lvremove|vgremove|pvremove|zpool|mdadm)$/;
const DESTROYS =
  /^(?:-a|--all|-Z|--zap-all|-o|--clear|mklabel|rm|mkpart|luksFormat|luksErase|erase|destroy|labelclear|--zero-superblock|--security-erase|-w|--delete|-y|-f|--force|-n|-d)$/;

function* toDisk(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  const writes = filesOf(command).filter(({ use }) => use !== 'read');
  if (writes.some(({ path }) => isIn(path, DISKS))) {
    // Zeroes and noise restore nothing: they are there to destroy.
    const wipes = args.some((arg) => /^if=\/dev\/(?:zero|u?random|null)$/.test(arg)) || program !== 'dd';
    yield { what: 'It writes over a whole disk.', severity: wipes ? 'critical' : 'high' };
  }
  if (!FORMATS.test(program)) return;
  const formats = /^(?:mkfs|mke2fs|mkswap|blkdiscard|nwipe|scrub|lvremove|vgremove|pvremove)/.test(program);
  if (args.length > 0 && (formats || args.some((arg) => DESTROYS.test(arg))))
    yield { what: `${program} takes all that is on a disk.` };
}

/** `:(){ :|:& };:`: a name without words that is fed by itself. */
function* byBomb({ argv, upstream, traits }: ShellCommand): Iterable<Sign> {
  const [name = ''] = argv;
  const feedsItself =
    argv.length === 1 &&
    !FILTERS.test(name) &&
    upstream.some((before) => before.argv.length === 1 && before.argv[0] === name);
  if (feedsItself || traits?.includes('forks-endlessly') === true)
    yield { what: 'It starts itself again and again until the machine stands still.', severity: 'critical' };
}

/** Programs that stand twice in a pipe for a reason. */
const FILTERS =
  /^(?:|\(.*|.*\/.*|cat|sort|uniq|tac|rev|tee|wc|xargs|sh|bash|jq|tr|base64|gzip|gunzip|column|\0)$/;
