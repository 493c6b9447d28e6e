import type { Severity } from '../../model/verdict.ts';
import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { typedInto } from '../shell/typed.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import type { ProgramView } from '../view/programs.ts';
import { byTool, byToolOrScript, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const networkScan = shellRule(
  {
    id: 'network-scan',
    version: 2,
    title: 'Scans, listens to or attacks a network',
    severity: 'high',
    why: 'Looking for open doors on other machines, reading the traffic of others and guessing passwords are how an intruder moves on.',
    fix: 'Ask the one service that is meant, by its name and port; watch a network where its owner watches it.',
    reference: 'https://attack.mitre.org/techniques/T1046/',
  },
  look,
);

const SCANNERS =
  'nmap zmap masscan rustscan naabu unicornscan hping hping3 arp-scan netdiscover nbtscan fping enum4linux enum4linux-ng nikto gobuster dirb ffuf wpscan nuclei feroxbuster smbmap kube-hunter kube-bench amicontained zgrab zgrab2 pnscan';
/** Tried against other machines. */
const ATTACKERS =
  'sqlmap responder bettercap ettercap arpspoof dsniff mitmproxy crackmapexec netexec nxc psexec wmiexec smbexec atexec dcomexec getnpusers getuserspns ntlmrelayx evil-winrm bloodhound-python msfconsole msfdb rubeus commix xsstrike routersploit beef setoolkit airmon-ng aireplay-ng wifite';
/** Made to find the way from a user of this machine to root, or to make what is planted on another. */
const BREAKS_IN =
  'msfvenom meterpreter linpeas linenum lse linux-exploit-suggester linux-exploit-suggester-2 les unix-privesc-check linuxprivchecker linux-smart-enumeration traitor beroot pspy pspy32 pspy64 sudo_killer suid3num gtfonow';
const SNIFFERS = 'tcpdump tshark dumpcap wireshark ngrep snoop tcpflow';
const GUESSERS = 'hydra medusa ncrack patator crowbar kerbrute sucrack brutespray thc-hydra aircrack-ng';
const ASKS = /^(?:--help|--version|-h|-V)$/;

const MADE_FOR_IT: Tools = {
  ...forAll(SCANNERS, (program) => acts(`${program} looks for what can be attacked.`)),
  ...forAll(BREAKS_IN, (program) => acts(`${program} is made to break in.`, 'critical')),
  ...forAll(ATTACKERS, (program) => acts(`${program} attacks other machines.`)),
  ...forAll(GUESSERS, (program) => acts(`${program} guesses passwords.`)),
};

const TOOLS: Tools = {
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

function acts(what: string, severity?: Severity): (args: readonly string[]) => Sign | undefined {
  return (args) =>
    args.length > 0 && args.every((arg) => ASKS.test(arg))
      ? undefined
      : { what, ...(severity !== undefined && { severity }) };
}

const DEV_TCP = /^\/dev\/(?:tcp|udp)\//;

function* look(command: ShellCommand, { commands }: ProgramView): Iterable<Sign> {
  yield* byToolOrScript(MADE_FOR_IT, command);
  yield* byTool(TOOLS, command);
  if (mayTry(command)) yield* inTurn(command, commands);
}

function mayTry(command: ShellCommand): boolean {
  return doorsOf(command).length > 0 || PROBES.test(programOf(command)) || guessesOf(command).length > 0;
}

/** The same with many values: a door, a machine, a password after the other. */
function* inTurn(command: ShellCommand, commands: readonly ShellCommand[]): Iterable<Sign> {
  const { doors, probes, guesses } = triesIn(commands).get(command.offset) ?? NONE;
  if (doorsOf(command).some((door) => door.endsWith(UNKNOWN)) || doors.size > MOST_TRIES)
    yield { what: 'It tries one port after the other.' };
  if (probes.size > MOST_TRIES) yield { what: 'It tries one address after the other.' };
  if (guesses.size >= MOST_TRIES)
    yield { what: 'It tries one password after the other.', severity: 'critical' };
}

const PROBES = /^(?:ping|arping|nc|ncat|netcat|telnet|nslookup|host)$/;
/** More different ones than this in one place of the text are a scan. */
const MOST_TRIES = 3;

interface Tries {
  readonly probes: Set<string>;
  readonly doors: Set<string>;
  /** What is fed to who asks for a password, or given with it. */
  readonly guesses: Set<string>;
}

const NONE: Tries = { probes: new Set(), doors: new Set(), guesses: new Set() };

const SEEN = new WeakMap<readonly ShellCommand[], ReadonlyMap<number, Tries>>();

/** What is tried at each place: a loop over addresses or ports is the same command with many values. */
function triesIn(commands: readonly ShellCommand[]): ReadonlyMap<number, Tries> {
  const seen = SEEN.get(commands);
  if (seen !== undefined) return seen;
  const tries = new Map<number, Tries>();
  for (const command of commands) {
    const isProbe = PROBES.test(programOf(command));
    const doors = doorsOf(command);
    const guesses = guessesOf(command);
    if (!isProbe && doors.length === 0 && guesses.length === 0) continue;
    const here = tries.get(command.offset) ?? { probes: new Set(), doors: new Set(), guesses: new Set() };
    tries.set(command.offset, here);
    for (const guess of guesses) here.guesses.add(guess);
    if (isProbe) here.probes.add(command.argv.join(' '));
    for (const door of doors) here.doors.add(door);
  }
  SEEN.set(commands, tries);
  return tries;
}

/** What is typed into a program that asks for a password. */
function guessesOf(command: ShellCommand): readonly string[] {
  const [program, args] = [programOf(command), argsOf(command)];
  if (program === 'sshpass') return args.some((arg) => arg.startsWith('-p')) ? [args.join(' ')] : [];
  const asks = program === 'su' || (program === 'sudo' && args.some((arg) => /^-\w*S/.test(arg)));
  return asks ? typedInto(command) : [];
}

function doorsOf({ writes, reads }: ShellCommand): readonly string[] {
  return [...writes, ...reads].filter((file) => DEV_TCP.test(file));
}
