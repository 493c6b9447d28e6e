import { programOf, type ShellCommand } from '../shell/command.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import type { ProgramView } from '../view/programs.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const networkScan = shellRule(
  {
    id: 'network-scan',
    version: 1,
    title: 'Scans, listens to or attacks a network',
    severity: 'high',
    why: 'Looking for open doors on other machines, reading the traffic of others and guessing passwords are how an intruder moves on.',
    fix: 'Ask the one service that is meant, by its name and port; watch a network where its owner watches it.',
    reference: 'https://attack.mitre.org/techniques/T1046/',
  },
  look,
);

const SCANNERS =
  'nmap zmap masscan rustscan naabu unicornscan hping hping3 arp-scan netdiscover nbtscan fping enum4linux enum4linux-ng nikto sqlmap gobuster dirb ffuf wpscan nuclei feroxbuster responder bettercap ettercap arpspoof dsniff smbmap crackmapexec netexec kube-hunter linpeas linpeas.sh linenum linenum.sh LinEnum.sh linux-exploit-suggester.sh pspy pspy32 pspy64';
const SNIFFERS = 'tcpdump tshark dumpcap wireshark ngrep snoop tcpflow';
const GUESSERS = 'hydra medusa ncrack patator crowbar kerbrute sucrack brutespray thc-hydra aircrack-ng';
const ASKS = /^(?:--help|--version|-h|-V)$/;

const TOOLS: Tools = {
  ...forAll(SCANNERS, (program) => acts(`${program} looks for what can be attacked.`)),
  ...forAll(GUESSERS, (program) => acts(`${program} guesses passwords.`)),
  ...forAll(
    SNIFFERS,
    (program) => (args) =>
      has(args, /^(?:-D|--list-interfaces|-r|--read)$/)
        ? undefined
        : acts(`${program} reads the traffic of others.`)(args),
  ),
  ...forAll(
    'nc ncat netcat',
    (program) => (args) =>
      has(args, /^-[a-zA-Z]*z/) && has(args, /^\d+-\d+$/)
        ? { what: `${program} tries a range of ports.` }
        : undefined,
  ),
  sshpass: when(/^-p/, { what: 'sshpass gives a password that stands in the command.', severity: 'medium' }),
  ...forAll('ip ifconfig', () => when(/^promisc$/, { what: 'It has the network card read everything.' })),
};

function acts(what: string): (args: readonly string[]) => Sign | undefined {
  return (args) => (args.every((arg) => ASKS.test(arg)) ? undefined : { what });
}

const DEV_TCP = /^\/dev\/(?:tcp|udp)\//;

function* look(command: ShellCommand, { commands }: ProgramView): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  const doors = doorsOf(command);
  if (doors.length === 0 && !PROBES.test(programOf(command))) return;
  const tried = triesIn(commands).get(command.offset);
  if (doors.some((door) => door.endsWith(UNKNOWN)) || (tried?.doors.size ?? 0) > MOST_TRIES)
    yield { what: 'It tries one port after the other.' };
  if ((tried?.probes.size ?? 0) > MOST_TRIES) yield { what: 'It tries one address after the other.' };
}

const PROBES = /^(?:ping|arping|nc|ncat|netcat|telnet|nslookup|host)$/;
/** More different ones than this in one place of the text are a scan. */
const MOST_TRIES = 3;

interface Tries {
  readonly probes: Set<string>;
  readonly doors: Set<string>;
}

const SEEN = new WeakMap<readonly ShellCommand[], ReadonlyMap<number, Tries>>();

/** What is tried at each place: a loop over addresses or ports is the same command with many values. */
function triesIn(commands: readonly ShellCommand[]): ReadonlyMap<number, Tries> {
  const seen = SEEN.get(commands);
  if (seen !== undefined) return seen;
  const tries = new Map<number, Tries>();
  for (const command of commands) {
    const isProbe = PROBES.test(programOf(command));
    const doors = doorsOf(command);
    if (!isProbe && doors.length === 0) continue;
    const here = tries.get(command.offset) ?? { probes: new Set(), doors: new Set() };
    tries.set(command.offset, here);
    if (isProbe) here.probes.add(command.argv.join(' '));
    for (const door of doors) here.doors.add(door);
  }
  SEEN.set(commands, tries);
  return tries;
}

function doorsOf({ writes, reads }: ShellCommand): readonly string[] {
  return [...writes, ...reads].filter((file) => DEV_TCP.test(file));
}
