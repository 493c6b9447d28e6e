import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { ACCESS } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const accessChanges = shellRule(
  {
    id: 'access-changes',
    version: 2,
    title: 'Changes who may come in or become root',
    severity: 'critical',
    why: 'sudoers, PAM, authorized_keys and the SSH server decide who gets in and what they may do: a line more there is a door that stays open after the run. An authority that is trusted may speak for every server.',
    fix: 'Let the tool that owns the machine change these files; if this package is that tool, ask for an exception that says so.',
    reference: 'https://attack.mitre.org/techniques/T1098/',
  },
  function* look(command) {
    for (const { path, use } of filesOf(command)) {
      if (use === 'read' || (use === 'change' && !opens(command))) continue;
      const found = ACCESS.find(([, place]) => isIn(path, place));
      if (found !== undefined) yield { what: `It changes ${found[0]} (${path}).` };
    }
    yield* byTool(TOOLS, command);
  },
);

/** Gives others the right to write: by mode, by owner, by a list of access. */
function opens(command: ShellCommand): boolean {
  const args = argsOf(command).filter((arg) => !/^-[RvfHLPch]+$|^--\w/.test(arg));
  const [first = ''] = args;
  switch (programOf(command)) {
    case 'chmod':
      return (
        /^0?[0-7]?[0-7][0-7][2367]$/.test(first) || /(?:^|,)[ug]*[oa][uog]*[+=][rx]*w|^\+[rx]*w/.test(first)
      );
    case 'chown':
      return /^(?!root\b|0\b|\+)[\w\0-]/.test(first);
    case 'setfacl':
      return args.some((arg) => /^(?:d:)?[ugo]\w*:(?!root\b|0\b)[^:]*:[r-]*w/.test(arg));
    default:
      return false;
  }
}

const TRUSTS: Sign = { what: 'It changes which authorities are trusted.', severity: 'high' };
const LOGINS: Sign = { what: 'It changes how logins are checked.', severity: 'high' };

const TOOLS: Tools = {
  visudo: (args) =>
    has(args, /^-[a-zA-Z]*[chV]|^--(?:check|help|version)/)
      ? undefined
      : { what: 'It edits who may become root by sudo.' },
  ...forAll('pam-auth-update authselect authconfig', () => when(/./, LOGINS)),
  ...forAll(
    'update-ca-certificates update-ca-trust trust',
    () =>
      ([verb = '']) =>
        /^(?:list|extract|--help)$/.test(verb) ? undefined : { ...TRUSTS, severity: 'medium' },
  ),
  security: (args) => {
    if (args[0] !== 'add-trusted-cert') return undefined;
    return args.includes('-d') ? { what: TRUSTS.what } : TRUSTS;
  },
  certutil: (args) => (args.includes('-A') && has(args, /^\w*C\w*,/) ? TRUSTS : undefined),
  xhost: when(/^\+/, { what: 'It lets others use the screen and the keyboard.', severity: 'high' }),
};
