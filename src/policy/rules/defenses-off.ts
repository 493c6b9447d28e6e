import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { DEFENSES } from '../shell/places.ts';
import { isGuard, serviceChanges } from '../shell/services.ts';
import { typedInto } from '../shell/typed.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const defensesOff = shellRule(
  {
    id: 'defenses-off',
    version: 2,
    title: 'Switches off what guards the machine',
    severity: 'critical',
    why: 'Firewalls, SELinux, the audit log and security agents are there so that what goes wrong is stopped or seen. After the run nobody may remember to switch them on.',
    fix: 'Open the one port or allow the one access that is needed, by the tool that owns these rules.',
    reference: 'https://attack.mitre.org/techniques/T1562/',
  },
  function* look(command) {
    yield* stopped(command);
    for (const { path, use } of filesOf(command)) {
      if (use !== 'read' && PROTECTIONS.test(path) && writesZero(command))
        yield { what: `It switches a protection of the kernel off (${path}).` };
      if (use === 'read' || use === 'change' || !isIn(path, DEFENSES)) continue;
      yield {
        what: `It changes the settings of what guards the machine (${path}).`,
        severity: use !== 'delete' && FIREWALL.test(path) ? 'high' : 'critical',
      };
    }
    yield* byProgram(command);
  },
);

const PROTECTIONS =
  /^\/proc\/sys\/(?:kernel\/(?:randomize_va_space|yama\/ptrace_scope|dmesg_restrict|kptr_restrict|modules_disabled|unprivileged_\w+|perf_event_paranoid)|fs\/protected_\w+)$/;

function writesZero(command: ShellCommand): boolean {
  const [text = command.argv.at(-1) ?? ''] = typedInto(command);
  return /^(?:0|-1)$/.test(text.trim());
}

/** A port more or less may be meant; an audit log that is told less never is. */
const FIREWALL = /\/(?:ufw|iptables|nftables|firewalld|fail2ban|hosts\.(?:deny|allow)|logrotate)/;

function* stopped(command: ShellCommand): Iterable<Sign> {
  for (const { name, does } of serviceChanges(command)) {
    if ((does === 'stop' || does === 'disable') && isGuard(name))
      yield { what: `It stops ${name}, which guards or watches the machine.` };
  }
  const guard = filesOf(command).find(
    ({ path, use }) => (use === 'delete' || (use === 'change' && disables(command))) && isGuardFile(path),
  );
  if (guard !== undefined)
    yield { what: `It takes away ${guard.path}, which guards or watches the machine.` };
  const removes = /^(?:remove|purge|erase|autoremove|-e|-r|-P|--purge|uninstall|del|-Rns|-Rs|-R)$/;
  if (
    /^(?:apt|apt-get|dpkg|yum|dnf|rpm|zypper|apk|pacman)$/.test(programOf(command)) &&
    argsOf(command).some((arg) => removes.test(arg))
  ) {
    const removed = argsOf(command).find((arg) => isGuard(arg));
    if (removed !== undefined) yield { what: `It removes ${removed}, which guards or watches the machine.` };
  }
}

/** The program of a service that guards: /usr/sbin/auditd. */
function isGuardFile(path: string): boolean {
  const [, name = ''] = /^\/(?:usr\/)?(?:local\/)?s?bin\/([\w-]+)$/.exec(path) ?? [];
  return name !== '' && isGuard(name) && !/^(?:iptables|ip6tables|ebtables)/.test(name);
}

function disables(command: ShellCommand): boolean {
  return programOf(command) === 'chmod' && /^0?0?00|-[rw]*x|^0?[0246]{3}$/.test(argsOf(command).join(' '));
}

type Test = (args: readonly string[]) => Sign | undefined;

const CRITICAL = (what: string): Sign => ({ what });
const HIGH = (what: string): Sign => ({ what, severity: 'high' });

const TOOLS: Readonly<Record<string, Test>> = {
  setenforce: ([mode = '']) =>
    /^(0|permissive)$/i.test(mode) ? CRITICAL('It switches SELinux off.') : undefined,
  auditctl: (args) => {
    const off = args.includes('-D') || args.some((arg, index) => arg === '0' && args[index - 1] === '-e');
    if (off) return CRITICAL('It switches the audit log off.');
    return args.some((arg) => /^-[dW]$/.test(arg)) ? HIGH('It removes a rule of the audit log.') : undefined;
  },
  ufw: (args) => {
    if (args.includes('disable') || args.includes('reset')) return CRITICAL('It switches the firewall off.');
    if (args.includes('logging') && args.includes('off')) return CRITICAL('It has the firewall keep no log.');
    return args.some((arg) => /^(allow|deny|delete|insert|prepend|reject|limit|default|logging)$/.test(arg))
      ? HIGH('It changes a rule of the firewall.')
      : undefined;
  },
  'firewall-cmd': (args) =>
    args.some((arg) => /^--(add|remove|set|change|panic|complete-reload)/.test(arg))
      ? HIGH('It changes a rule of the firewall.')
      : undefined,
  nft: (args) => {
    if (args.includes('flush')) return CRITICAL('It removes all rules of the firewall.');
    return args.some((arg) => /^(delete|add|insert|replace)$/.test(arg))
      ? HIGH('It changes a rule of the firewall.')
      : undefined;
  },
  pfctl: (args) =>
    args.some((arg) => /^-[a-zA-Z]*[dF]/.test(arg))
      ? CRITICAL('It switches the firewall off.')
      : args.some((arg) => /^-[a-zA-Z]*f$/.test(arg))
        ? HIGH('It changes the rules of the firewall.')
        : undefined,
  ipfw: (args) =>
    args.includes('flush') || args.includes('disable')
      ? CRITICAL('It switches the firewall off.')
      : undefined,
  iptables: firewall,
  ip6tables: firewall,
  ebtables: firewall,
  'aa-disable': () => CRITICAL('It switches a profile of AppArmor off.'),
  'aa-teardown': () => CRITICAL('It switches AppArmor off.'),
  'aa-complain': () => HIGH('It makes AppArmor only complain.'),
  apparmor_parser: (args) =>
    args.some((arg) => /^(-R|--remove)$/.test(arg))
      ? CRITICAL('It removes a profile of AppArmor.')
      : undefined,
  setsebool: (args) => (args.length > 1 ? HIGH('It changes a switch of SELinux.') : undefined),
  semanage: (args) => (args[0] === 'permissive' ? CRITICAL('It makes SELinux only complain.') : undefined),
  falconctl: (args) =>
    args.some((arg) => /-[df]\b|--cid|stop|uninstall/.test(arg))
      ? CRITICAL('It changes the security agent.')
      : undefined,
  sentinelctl: (args) =>
    args.some((arg) => /unload|disable|stop|uninstall/.test(arg))
      ? CRITICAL('It stops the security agent.')
      : undefined,
  mdatp: (args) =>
    /disabled/.test(args.join(' ')) ? CRITICAL('It switches the security agent off.') : undefined,
  aws: (args) =>
    /\b(?:cloudtrail (?:stop-logging|delete-trail)|guardduty (?:delete-detector|delete-members)|configservice (?:stop-configuration-recorder|delete-)|logs delete-log-group|securityhub disable)/.test(
      args.join(' '),
    )
      ? CRITICAL('It switches off what watches an account of a cloud.')
      : undefined,
  gcloud: (args) =>
    /\blogging (?:sinks|logs|buckets) delete\b/.test(args.join(' '))
      ? CRITICAL('It switches off what watches an account of a cloud.')
      : undefined,
  tmutil: (args) =>
    args.some((arg) => /^(?:disable|delete\w*)$/.test(arg))
      ? CRITICAL('It switches the backups off, or removes them.')
      : undefined,
  xattr: (args) =>
    args.includes('com.apple.quarantine') && args.some((arg) => /^-\w*[dc]/.test(arg))
      ? { what: 'It has a file from elsewhere started without the check of the system.', severity: 'medium' }
      : undefined,
  socketfilterfw: (args) =>
    args.includes('off') || args.includes('--unblockapp')
      ? CRITICAL('It switches the firewall off.')
      : undefined,
  defaults: (args) =>
    args[0] === 'write' && /com\.apple\.alf/.test(args.join(' ')) && args.at(-1) === '0'
      ? CRITICAL('It switches the firewall off.')
      : undefined,
  fdesetup: (args) =>
    args[0] === 'disable' ? CRITICAL('It takes the encryption from the disk.') : undefined,
  log: (args) => (args[0] === 'erase' ? CRITICAL('It removes the log of the system.') : undefined),
  esxcli: (args) =>
    /firewall|syslog|acceptance/.test(args.join(' ')) && /set/.test(args.join(' '))
      ? CRITICAL('It changes what guards the host.')
      : undefined,
};

/** A jump to ACCEPT or a flush opens; one rule more or less changes. */
function firewall(args: readonly string[]): Sign | undefined {
  if (args.some((arg) => /^(-F|--flush|-X|--delete-chain)$/.test(arg)))
    return CRITICAL('It removes all rules of the firewall.');
  const policy = args.findIndex((arg) => /^(-P|--policy)$/.test(arg));
  if (policy >= 0 && args[policy + 2] === 'ACCEPT') return CRITICAL('It opens the firewall.');
  const opens =
    args.some((arg) => /^(?:-D|--delete)$/.test(arg)) && args.some((arg) => /^(?:DROP|REJECT)$/.test(arg));
  if (opens) return CRITICAL('It removes a rule of the firewall that keeps something out.');
  return args.some((arg) => /^(-[ADIRP]|--append|--delete|--insert|--replace)$/.test(arg))
    ? HIGH('It changes a rule of the firewall.')
    : undefined;
}

function* byProgram(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  const test = Object.hasOwn(TOOLS, program) ? TOOLS[program] : undefined;
  const sign = test?.(args);
  if (sign !== undefined) yield sign;
  if (
    program === 'sysctl' &&
    args.some((arg) =>
      /^(?:kernel\.(?:randomize_va_space|yama|dmesg_restrict|kptr_restrict|unprivileged|perf_event)|fs\.protected)\S*=(?:0|-1)$/.test(
        arg,
      ),
    )
  )
    yield { what: 'It switches a protection of the kernel off.' };
  if (/^(?:csrutil|spctl)$/.test(program) && args.some((arg) => /disable/.test(arg)))
    yield { what: 'It switches a protection of the system off.' };
  if (program === 'git' && args.join(' ').includes('sslVerify false'))
    yield { what: 'git is told to trust any server.', severity: 'high' };
}
