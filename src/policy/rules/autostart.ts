import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type FileUse, filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { AUTOSTART, PROFILES } from '../shell/places.ts';
import { serviceChanges } from '../shell/services.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const autostart = shellRule(
  {
    id: 'autostart',
    version: 2,
    title: 'Leaves behind what runs by itself',
    severity: 'critical',
    why: 'Jobs of cron, services, login scripts and preloaded libraries run again and again after the approved run is over, when nobody looks.',
    fix: 'Install services and jobs as packages of the system or with the tool that owns the machine; a workflow does its work and ends.',
    reference: 'https://attack.mitre.org/tactics/TA0003/',
  },
  function* look(command) {
    for (const use of filesOf(command)) yield* inFile(command, use);
    yield* byTool(TOOLS, command);
    if (setsHook(command))
      yield { what: 'It sets a variable that makes each shell run something.', severity: 'high' };
  },
);

function* inFile(command: ShellCommand, { path, use }: FileUse): Iterable<Sign> {
  if (use === 'read' || use === 'delete' || (use === 'change' && programOf(command) !== 'touch')) return;
  const found = AUTOSTART.find(([, place]) => isIn(path, place));
  if (found !== undefined) yield { what: `It writes into ${found[0]} (${path}).` };
  else if (isIn(path, PROFILES)) {
    yield {
      what: `It writes into what each login of a user runs (${path}).`,
      ...(onlySets(command) && { severity: 'medium' as const }),
    };
  }
}

/** `echo 'export PATH=…' >> ~/.bashrc`: a variable, a folder of programs, nothing that runs. */
function onlySets(command: ShellCommand): boolean {
  const source = command.upstream.at(-1) ?? command;
  if (programOf(source) !== 'echo') return false;
  const text = argsOf(source).join(' ');
  const sets = /^(?:-[neE]+ )?(?:export\s+)?[A-Z_]+=[^;|&`]*$/.test(text);
  return sets && !/LD_|PROMPT_COMMAND|BASH_ENV|\$\(/.test(text);
}

const TOOLS: Tools = {
  crontab: byCrontab,
  ...forAll(
    'at batch',
    (program) => (args) =>
      has(args, /^-[lrdcV]/) ? undefined : { what: `${program} makes something run later.` },
  ),
  // A scope is the command itself, and ends with it.
  'systemd-run': (args) =>
    has(args, /^--scope$/)
      ? undefined
      : { what: 'systemd-run starts something outside the run, which does not end with it.' },
  launchctl: when(/^(?:load|bootstrap|submit|enable)$/, {
    what: 'launchctl has a service started with the machine.',
    severity: 'high',
  }),
  defaults: (args) =>
    args[0] === 'write' && has(args, /^(?:LoginHook|LogoutHook)$/)
      ? { what: 'It has each login run a program.' }
      : undefined,
  osascript: (args) =>
    args.some((arg) => /make login item/i.test(arg))
      ? { what: 'It has each login run a program.' }
      : undefined,
  systemctl: when(/^(?:link|edit)$/, { what: 'systemctl gives the machine a service from elsewhere.' }),
  ...forAll(
    'chkconfig update-rc.d rc-update sysrc',
    (program) => (_args, command) =>
      serviceChanges(command).some(({ does }) => does === 'enable')
        ? { what: `${program} has a service started with the machine.`, severity: 'high' }
        : undefined,
  ),
};

const HOOKS = /^(?:PROMPT_COMMAND|BASH_ENV)$/;

function setsHook(command: ShellCommand): boolean {
  const exported = programOf(command) === 'export' ? argsOf(command) : [];
  return (
    command.assigns.some(({ name }) => HOOKS.test(name)) ||
    exported.some((arg) => HOOKS.test(arg.split('=', 1)[0] ?? ''))
  );
}

function byCrontab(args: readonly string[], { upstream }: ShellCommand): Sign | undefined {
  if (args.includes('-l')) return undefined;
  if (args.includes('-r')) return { what: 'crontab removes all jobs of a user.', severity: 'medium' };
  if (args.includes('-e')) return { what: 'crontab edits the jobs of a user.', severity: 'medium' };
  return has(args, /^[^-]|^-$/) || upstream.length > 0
    ? { what: 'crontab replaces the jobs of a user.' }
    : undefined;
}
