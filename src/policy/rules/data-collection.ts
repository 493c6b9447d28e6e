import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type FileUse, filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { ACCOUNTS, SYSTEM_LOGS } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const dataCollection = shellRule(
  {
    id: 'data-collection',
    version: 2,
    title: 'Collects what others keep',
    severity: 'medium',
    why: 'Lists of accounts, records of logins, screens and what people type are gathered before they are carried away.',
    fix: 'Ask for the one fact that is needed (id USER, getent passwd USER), and leave the rest where it is.',
    reference: 'https://attack.mitre.org/tactics/TA0009/',
  },
  look,
);

/** Asking for one account, as scripts do to see whether it is there. */
function looksUp(program: string, args: readonly string[]): boolean {
  if (/^(?:test|\[|id|getent)$/.test(program)) return true;
  return (
    /^(?:grep|egrep|fgrep|rg)$/.test(program) &&
    !args.some((arg) => /:0:|\/bin\/|\/home|^[.^$]?\*?$|sh\$?$/.test(arg))
  );
}

const PACKS = /^(?:tar|zip|7z[ar]?|gzip|bzip2|xz|cpio|gpg2?|openssl|ccrypt|base64|xxd|split|rar)$/;

function* look(command: ShellCommand): Iterable<Sign> {
  for (const use of filesOf(command)) yield* inFile(command, use);
  yield* byTool(TOOLS, command);
}

function* inFile(command: ShellCommand, { path, use }: FileUse): Iterable<Sign> {
  if (use !== 'read') return;
  const program = programOf(command);
  const packs = PACKS.test(program) || program.startsWith('(');
  if (isIn(path, ACCOUNTS) && !looksUp(program, argsOf(command)))
    yield { what: `It takes the list of accounts (${path}).` };
  if (isIn(path, SYSTEM_LOGS) && (packs || /^(?:cp|rsync|scp)$/.test(program)))
    yield { what: `It takes logs of the system (${path}).` };
  if (packs && /^(?:\/|\/(?:home|etc|var)|~)$/.test(path))
    yield { what: `${program} packs the whole of ${path}.` };
}

const RECORDS =
  'xwd scrot gnome-screenshot maim grim flameshot fbgrab screencapture showkey logkeys arecord parecord xspy wf-recorder';

const CLIPBOARD: Sign = { what: 'It takes what somebody has copied.' };

const VIRTUAL: Sign = { what: 'It looks whether it runs in a virtual machine.' };

const TOOLS: Tools = {
  ...forAll(RECORDS, (program) => () => records(program)),
  ffmpeg: when(/^(?:x11grab|alsa|pulse|avfoundation|v4l2|kmsgrab|fbdev)$/, records('ffmpeg')),
  xinput: when(/^test/, records('xinput')),
  import: when(/^-window$/, records('import')),
  script: (args) => (has(args, /^-[a-z]*[qf]/) && !has(args, /^-[a-z]*c$/) ? records('script') : undefined),
  ...forAll('systemd-detect-virt virt-what dmidecode imvirt facter', () => () => VIRTUAL),
  ...forAll('grep egrep fgrep pgrep pidof ps which rpm dpkg', () => (args, command) => {
    if (args.some(namesAgent)) return { what: 'It looks for what watches the machine.' };
    return args.some(namesHypervisor) &&
      command.upstream.some(({ argv: [first] }) => /^(?:lsmod|dmesg|lspci|lshw|lsscsi)$/.test(first ?? ''))
      ? VIRTUAL
      : undefined;
  }),
  find: (args) =>
    args.some(isBrowsing) ? { what: 'It looks for what somebody has browsed.' } : findsPrivileged(args),
  trap: (args) =>
    args.at(-1) === 'DEBUG'
      ? { what: 'Each command that is typed is written down.', severity: 'high' }
      : undefined,
  ...forAll('pbpaste wl-paste', () => () => CLIPBOARD),
  xclip: when(/^-(?:o|out)$/, CLIPBOARD),
  xsel: (args) => (args.length === 0 || has(args, /^(?:-\w*o|--output)$/) ? CLIPBOARD : undefined),
};

function findsPrivileged(args: readonly string[]): Sign | undefined {
  return args.some(
    (arg, index) => args[index - 1] === '-perm' && /^[-/]?(?:0?[246]000|[ugo]+[=+]s)/.test(arg),
  )
    ? { what: 'It looks for programs that run as root.' }
    : undefined;
}

function records(program: string): Sign {
  return { what: `${program} records what is seen, said or typed.` };
}

/** Security agents, by the names of their processes. */
const AGENTS =
  /falcond?(?:-sensor)?\b|nessusd|cbagentd|cbdaemon|carbonblack|crowdstrike|sentinelone|mdatp|osqueryd|wazuh|ossec|sophos|symantec|mcafee|trendmicro|ds_agent|cylance|elastic-(?:agent|endpoint)|auditbeat|packetbeat|xagt|tanium|rapid7|qualys|clamd|rkhunter|chkrootkit|falco\b|sysdig|tetragon/i;

function namesHypervisor(arg: string): boolean {
  return /vbox|vmw|xen-|virtio|hv_|qemu|hyper-?v/i.test(arg.slice(0, 512));
}

/** Where browsers keep bookmarks and what was visited. */
function isBrowsing(arg: string): boolean {
  return /(?:^|[*/])(?:places\.sqlite|Bookmarks(?:\.plist)?|History(?:\.db)?)$/.test(arg);
}

function namesAgent(arg: string): boolean {
  return AGENTS.test(arg.slice(0, 512));
}
