import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { isKnown } from '../shell/unknown.ts';
import { byTool, forAll, has, type Look, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const hiddenChannel = shellRule(
  {
    id: 'hidden-channel',
    version: 2,
    title: 'Opens a way through the network that nobody sees',
    severity: 'high',
    why: 'Tunnels, anonymous networks and data in the names of hosts pass the firewalls that are there to stop what is not allowed.',
    fix: 'Call the host that is meant, by its own name and port, and declare it under validation.network.egress.',
    reference: 'https://attack.mitre.org/techniques/T1572/',
  },
  look,
);

const TUNNELS =
  'ngrok cloudflared frpc frps localtunnel lt bore gost sshuttle tor torsocks torify proxychains proxychains4 stunnel tailscale zerotier-cli tmate wstunnel inlets v2ray xray ss-local redsocks microsocks dante 3proxy graftcp websocat devtunnel';
/** There is no work of an administrator that needs one of these. */
const COVERT =
  'chisel ligolo ligolo-ng iodine iodined dnscat dnscat2 dns2tcp dns2tcpc ptunnel ptunnel-ng hans revsocks rpivot pwncat pwncat-cs earthworm ew gs-netcat gsocket rcat rustcat hoaxshell villain reptyr-tunnel icmpsh pingtunnel sliver-client merlin-agent';

const TOOLS: Tools = {
  ...forAll(
    TUNNELS,
    (program) => (args) =>
      has(args, /^(?:--version|--help|version|status)$/) ? undefined : { what: `${program} opens a tunnel.` },
  ),
  ...forAll(
    COVERT,
    (program) => (args) =>
      args.length === 0 || has(args, /^(?:--version|--help|-h)$/)
        ? undefined
        : { what: `${program} is made to pass firewalls unseen.`, severity: 'critical' },
  ),
  ...forAll('code code-insiders code-server', (program) =>
    when(/^tunnel$/, { what: `${program} opens a tunnel.` }),
  ),
  ssh: when(/^-(?!o)[a-zA-Z]*[RDw]/, { what: 'ssh opens a tunnel.' }),
  ...forAll(
    'dig nslookup host drill getent ping resolvectl kdig',
    (program) => (args) =>
      args.some(carriesData) || carriesPattern(program, args)
        ? { what: `${program} carries data in what it asks for.` }
        : undefined,
  ),
  ...forAll('php ruby busybox httpd', serving),
  ...forAll('nc ncat netcat socat', (program) =>
    when(/^-[a-zA-Z]*l|^(?:tcp|udp)\d?-listen/i, {
      what: `${program} waits for others to connect.`,
      severity: 'medium',
    }),
  ),
  mkfifo: () => ({ what: 'A pipe is made that two programs can talk through.', severity: 'low' }),
};

function* look(command: ShellCommand): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  const program = programOf(command);
  const served = /^python[\d.]*$/.test(program) ? serving(program)(argsOf(command), command) : undefined;
  if (served !== undefined) yield served;
}

function serving(program: string): Look {
  return (args) =>
    serves(args)
      ? { what: `${program} serves the files of a folder to whoever asks.`, severity: 'medium' }
      : undefined;
}

/** `$(…).evil.example`: what is only known when it runs stands before a domain. */
function carriesData(arg: string): boolean {
  return !isKnown(arg) && /\0[^/@]*\.[\w-]+\.[a-z]{2,}\.?$/i.test(arg) && !/^[\w.+-]*:\/\//.test(arg);
}

/** `ping -p "$bytes"` */
function carriesPattern(program: string, args: readonly string[]): boolean {
  return program === 'ping' && args.some((arg, index) => args[index - 1] === '-p' && !isKnown(arg));
}

function serves(args: readonly string[]): boolean {
  return (
    args.some((arg) => /^(?:http\.server|SimpleHTTPServer|pyftpdlib|-run)$/.test(arg)) ||
    args.some((arg, index) => arg === '-S' && /:\d+$/.test(args[index + 1] ?? ''))
  );
}
