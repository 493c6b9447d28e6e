import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type FileUse, filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { AUTOSTART, PROFILES } from '../shell/places.ts';
import { serviceChanges } from '../shell/services.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const autostart = shellRule(
  {
    id: 'autostart',
    version: 1,
    title: 'Leaves behind what runs by itself',
    severity: 'critical',
    why: 'Jobs of cron, services, login scripts and preloaded libraries run again and again after the approved run is over, when nobody looks.',
    fix: 'Install services and jobs as packages of the system or with the tool that owns the machine; a workflow does its work and ends.',
    reference: 'https://attack.mitre.org/tactics/TA0003/',
  },
  function* look(command) {
    for (const use of filesOf(command)) yield* inFile(command, use);
    yield* byProgram(command);
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

function* byProgram(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  if (program === 'crontab') yield* byCrontab(command, args);
  if ((program === 'at' || program === 'batch') && !args.some((arg) => /^-[lrdcV]/.test(arg)))
    yield { what: `${program} makes something run later.` };
  if (program === 'systemd-run')
    yield { what: 'systemd-run starts something outside the run, which does not end with it.' };
  if (program === 'systemctl' && (args.includes('link') || args.includes('edit')))
    yield { what: 'systemctl gives the machine a service from elsewhere.' };
  if (
    /^(?:chkconfig|update-rc\.d|rc-update|sysrc)$/.test(program) &&
    serviceChanges(command).some(({ does }) => does === 'enable')
  )
    yield { what: `${program} has a service started with the machine.`, severity: 'high' };
  const exported = program === 'export' ? args.map((arg) => arg.split('=', 1)[0] ?? '') : [];
  if (
    [...command.assigns.map(({ name }) => name), ...exported].some((name) =>
      /^(?:PROMPT_COMMAND|BASH_ENV|ENV)$/.test(name),
    )
  )
    yield { what: 'It sets a variable that makes each shell run something.', severity: 'high' };
}

function* byCrontab(command: ShellCommand, args: readonly string[]): Iterable<Sign> {
  if (args.includes('-l')) return;
  if (args.includes('-r')) yield { what: 'crontab removes all jobs of a user.', severity: 'medium' };
  else if (args.includes('-e')) yield { what: 'crontab edits the jobs of a user.', severity: 'medium' };
  else if (args.some((arg) => !arg.startsWith('-') || arg === '-') || command.upstream.length > 0)
    yield { what: 'crontab replaces the jobs of a user.' };
}
