import { argsOf, programOf, type ShellCommand } from './command.ts';

export interface ServiceChange {
  readonly name: string;
  readonly does: 'stop' | 'disable' | 'start' | 'enable';
}

const VERBS: Readonly<Record<string, ServiceChange['does']>> = {
  stop: 'stop',
  kill: 'stop',
  onestop: 'stop',
  forcestop: 'stop',
  disable: 'disable',
  mask: 'disable',
  remove: 'disable',
  off: 'disable',
  del: 'disable',
  delete: 'disable',
  unload: 'disable',
  bootout: 'disable',
  start: 'start',
  restart: 'start',
  onestart: 'start',
  reload: 'start',
  enable: 'enable',
  reenable: 'enable',
  link: 'enable',
  on: 'enable',
  add: 'enable',
  defaults: 'enable',
  load: 'enable',
};

/** What a command does to services and daemons, by name: systemctl, service, init scripts, pkill and their kind. */
export function serviceChanges(command: ShellCommand): readonly ServiceChange[] {
  const program = programOf(command);
  const args = argsOf(command).filter((arg) => !arg.startsWith('-'));
  const manager = Object.hasOwn(MANAGERS, program) ? MANAGERS[program] : undefined;
  if (manager !== undefined) return manager(args, command);
  const isScript = /^\/(?:etc|usr\/local\/etc)\/(?:init|rc)\.d\//.test(command.argv[0] ?? '');
  return isScript ? change(args[0] ?? '', [program]) : [];
}

type Manager = (args: readonly string[], command: ShellCommand) => readonly ServiceChange[];

const VERB_FIRST: Manager = ([verb = '', ...names]) => change(verb, names);
const NAME_FIRST: Manager = ([name = '', verb = '']) => change(verb, [name]);
const BY_NAME: Manager = (args) => change('stop', args.slice(-1));

const MANAGERS: Readonly<Record<string, Manager>> = {
  systemctl: VERB_FIRST,
  initctl: VERB_FIRST,
  launchctl: VERB_FIRST,
  sv: VERB_FIRST,
  'rc-update': VERB_FIRST,
  supervisorctl: VERB_FIRST,
  service: NAME_FIRST,
  'rc-service': NAME_FIRST,
  'invoke-rc.d': NAME_FIRST,
  chkconfig: NAME_FIRST,
  'update-rc.d': NAME_FIRST,
  stop: (args) => change('stop', args),
  killall: BY_NAME,
  pkill: BY_NAME,
  skill: BY_NAME,
  kill: (_args, command) => change('stop', killed(command)),
};

function change(verb: string, names: readonly string[]): readonly ServiceChange[] {
  const does = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (does === undefined) return [];
  return names.map((name) => ({ name: plainName(name), does }));
}

/** `kill $(pgrep NAME)` and `pidof NAME | xargs kill`. */
function killed({ within, upstream }: ShellCommand): readonly string[] {
  return [...within, ...upstream]
    .filter((command) => /^(?:pgrep|pidof)$/.test(programOf(command)))
    .map((command) => command.argv.at(-1) ?? '');
}

function plainName(name: string): string {
  return name
    .slice(name.lastIndexOf('/') + 1)
    .replaceAll(/^\^|\$$|\.(?:service|socket|timer|plist)$/g, '')
    .toLowerCase();
}

/** Services that guard or watch a machine, or keep what happened on it. */
const GUARDS =
  /^(?:ufw|firewalld?|ip6?tables(?:-.*)?|nftables|netfilter-persistent|ebtables|auditd|audit|apparmor|selinux.*|fail2ban.*|clam.*|freshclam|falco.*|falcon-sensor|wazuh.*|ossec.*|osquery.*|sysmon|mdatp|cb(?:agent|daemon|defense|sensor).*|carbonblack.*|sentinel.*|sophos.*|sav-.*|ds_agent|tripwire|aide.*|samhain.*|rkhunter|chkrootkit|snort.*|suricata.*|tetragon|kubearmor|qualys.*|xagt|nessus.*|nessusagent|elastic-agent|elastic-endpoint|auditbeat|filebeat|packetbeat|splunk.*|r?syslog(?:d|-ng)?|(?:systemd-)?journald?.*|klogd|sysstat|psacct|acct|crowdsec.*|aliyun.*|aegis|cloudmonitor|bcm-agent|esets?|eea|eset.*|mcafee.*|mfe.*|xdr.*|cortex.*|traps_pmd|defender.*|armor.*|pf|ipfw|npf)$/;

export function isGuard(name: string): boolean {
  if (GUARDS.test(name)) return true;
  // A label of launchd names its maker: com.crowdstrike.falcond.
  return /^[a-z]{2,4}\.[\w.-]+$/.test(name) && MAKERS.test(name);
}

const MAKERS =
  /crowdstrike|carbonblack|sentinel(?:one|labs)|sophos|symantec|mcafee|trellix|jamf|obdev|objective-see|osquery|santa|opendns|cisco\.(?:amp|secureclient)|paloalto|cortex|eset|kaspersky|malwarebytes|cylance|tanium|rapid7|qualys|nessus|fireeye|mandiant|microsoft\.(?:wdav|mdatp)|alf\./;

/** Services that others need to work at all, or that people need to get in. */
const ESSENTIAL =
  /^(?:crond?|anacron|atd|s?sshd?|dbus.*|systemd-(?:logind|networkd|resolved|timesyncd|udevd)|networking|network|networkmanager|chronyd?|ntpd?|polkit.*|kubelet|k3s.*|containerd|dockerd?|crio|etcd|kube-.*|coredns|systemd|init)$/;

export function isEssential(name: string): boolean {
  return ESSENTIAL.test(name);
}
