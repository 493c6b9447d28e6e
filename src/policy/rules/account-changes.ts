import { typedInto } from '../shell/typed.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const accountChanges = shellRule(
  {
    id: 'account-changes',
    version: 2,
    title: 'Makes or changes accounts of the machine',
    severity: 'high',
    why: 'An account stays when the run is over. One with the number of root, or in the group of those who may become root, is a second root.',
    fix: 'Leave accounts to the tool that owns the machine, or to the image; where a service needs one, give it no shell and no password.',
    reference: 'https://attack.mitre.org/techniques/T1136/',
  },
  (command) => byTool(TOOLS, command),
);

const STRONG = /(?:^|,)(?:root|sudo|wheel|admin|adm|docker|lxd|disk|shadow|libvirt|0)(?:,|$)/;
const ASKS = /^(?:--help|--version|-S|--status)$/;

const TOOLS: Tools = {
  ...forAll('useradd adduser usermod groupadd addgroup newusers luseradd', (program) => (args) => {
    if (args.length === 0 || has(args, /^--(?:help|version)$/)) return undefined;
    if (has(args, /^(?:-p|--password(?:=.*)?)$/))
      return critical(`${program} gives an account a password that stands in the program.`);
    if (becomesRoot(args)) return critical(`${program} makes somebody as strong as root.`);
    return { what: `${program} changes the accounts of the machine.` };
  }),
  ...forAll(
    'userdel deluser groupdel delgroup groupmod gpasswd',
    (program) => (args) =>
      becomesRoot(args)
        ? critical(`${program} makes somebody as strong as root.`)
        : { what: `${program} changes the accounts of the machine.`, severity: 'medium' },
  ),
  ...forAll('passwd chpasswd chgpasswd smbpasswd vipw vigr chsh chfn chage', (program) => (args, command) => {
    if (has(args, ASKS) || (/^ch(?:age|sh)$/.test(program) && has(args, /^(?:-l|--list(?:-shells)?)$/)))
      return undefined;
    if (program === 'passwd' && has(args, /^(?:-[a-z]*d|--delete)$/))
      return critical('passwd takes the password from an account: nobody is asked for one.');
    const written = typedInto(command).length > 0 || args.includes('--stdin');
    return written
      ? critical(`${program} gives an account a password that stands in the program.`)
      : { what: `${program} changes how an account logs in.` };
  }),
  pw: (args) => {
    if (!/^(?:user|group)(?:add|mod|del)?$/.test(args[0] ?? '')) return undefined;
    const what = 'pw changes the accounts of the machine.';
    return becomesRoot(args) ? critical(what) : { what };
  },
  ...forAll('ldapadd ldapmodify ldapdelete', (program) => () => ({
    what: `${program} changes the accounts of a directory.`,
  })),
  dscl: (args) => {
    if (!has(args, /^-?(?:create|append|merge|passwd|change)$/)) return undefined;
    const hides = has(args, /^(?:IsHidden|UniqueID)$/) && has(args, /^(?:1|YES|true|0|[1-4]\d{0,2})$/);
    return hides || has(args, /\/Groups\/(?:admin|wheel)$/) || lastTwo(args) === 'PrimaryGroupID 80'
      ? critical('dscl makes an account that is hidden, or as strong as root.')
      : { what: 'dscl changes the accounts of the machine.' };
  },
  sysadminctl: (args) =>
    has(args, /^-(?:addUser|resetPasswordFor|newPassword)$/)
      ? critical('sysadminctl gives an account a password that stands in the program.')
      : undefined,
  dseditgroup: when(/^edit$/, { what: 'dseditgroup changes who belongs to a group.', severity: 'critical' }),
  aws: (args) => (args[0] === 'iam' && has(args, IAM) ? inCloud(args) : undefined),
  gcloud: (args) =>
    has(args, /^(?:add-iam-policy-binding|set-iam-policy)$/) ||
    (has(args, /^(?:keys|service-accounts)$/) && has(args, /^create$/))
      ? inCloud(args)
      : undefined,
  az: (args) =>
    /\b(?:ad sp (?:create|credential)|ad user create|role assignment create)/.test(args.join(' '))
      ? inCloud(args)
      : undefined,
  ...forAll('samba-tool ipa kadmin kadmin.local net', (program) =>
    when(/^(?:user|group|add|create|-create|addprinc|useradd|user-add|delprinc)$/, {
      what: `${program} changes the accounts of a directory.`,
    }),
  ),
};

const IAM =
  /^(?:create-(?:user|access-key|login-profile|policy-version)|(?:attach|put)-\w+-policy|update-(?:assume-role-policy|login-profile)|add-user-to-group)$/;

/** Whoever may do all in an account of a cloud is its root. */
function inCloud(args: readonly string[]): Sign {
  const what = 'It changes who may do what in a cloud.';
  return /AdministratorAccess|roles\/owner|\bOwner\b/.test(args.join(' ')) ? critical(what) : { what };
}

function lastTwo(args: readonly string[]): string {
  return args.slice(-2).join(' ');
}

function critical(what: string): Sign {
  return { what, severity: 'critical' };
}

/** `-u 0`, `-g 0`, `-aG sudo`, `adduser NAME sudo`. */
function becomesRoot(args: readonly string[]): boolean {
  const last = args.at(-1) ?? '';
  const joins =
    args.length > 1 && !(args.at(-2) ?? '').startsWith('-') && /^(?:sudo|wheel|root|docker)$/.test(last);
  return joins || args.some((arg, index) => isStrong(arg, args[index - 1] ?? ''));
}

function isStrong(arg: string, before: string): boolean {
  const [, name, value = ''] = /^--(uid|gid|groups?|ingroup)=(.*)$/.exec(arg) ?? [];
  if (name !== undefined) return name === 'uid' ? value === '0' : STRONG.test(value);
  if (/^(?:-[a-z]*u|--uid)$/.test(before)) return arg === '0';
  return /^(?:-[a-zA-Z]*[gG]|--gid|--groups?|--ingroup|-a)$/.test(before) && STRONG.test(arg);
}
