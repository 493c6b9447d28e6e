import { typedInto } from '../shell/typed.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const accountChanges = shellRule(
  {
    id: 'account-changes',
    version: 1,
    title: 'Makes or changes accounts of the machine',
    severity: 'high',
    why: 'An account stays when the run is over. One with the number of root, or in the group of those who may become root, is a second root.',
    fix: 'Leave accounts to the tool that owns the machine, or to the image; where a service needs one, give it no shell and no password.',
    reference: 'https://attack.mitre.org/techniques/T1136/',
  },
  (command) => byTool(TOOLS, command),
);

const STRONG = /(?:^|,)(?:root|sudo|wheel|admin|adm|docker|lxd|disk|shadow|libvirt|0)(?:,|$)/;
const ASKS = /^(?:--help|--version|-S|--status|-l|--list)$/;

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
    if (has(args, ASKS)) return undefined;
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
  ...forAll('samba-tool ipa kadmin kadmin.local net dscl', (program) =>
    when(/^(?:user|group|add|create|-create|addprinc|useradd|user-add|delprinc)$/, {
      what: `${program} changes the accounts of a directory.`,
    }),
  ),
};

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
