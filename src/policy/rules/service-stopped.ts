import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { isEssential, isGuard, serviceChanges } from '../shell/services.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const serviceStopped = shellRule(
  {
    id: 'service-stopped',
    version: 2,
    title: 'Stops what the machine or its users need',
    severity: 'high',
    why: 'Without its scheduler, its way in or its network a machine goes on as if all were well, until somebody needs what does not run. A halt ends everything else that runs there.',
    fix: 'Restart instead of stopping, say which service in the name of the step, and start it again in the rollback.',
    reference: 'https://attack.mitre.org/techniques/T1489/',
  },
  function* look(command) {
    for (const { name, does } of serviceChanges(command)) {
      if (does !== 'stop' && does !== 'disable') continue;
      if (isEssential(name)) yield { what: `It stops ${name}, which others need.` };
      else if (!isGuard(name))
        yield { what: `It stops ${shown(name)}.`, severity: does === 'disable' ? 'medium' : 'low' };
    }
    yield* halts(command);
  },
);

const HALTS = new Set(['shutdown', 'reboot', 'halt', 'poweroff', 'telinit', 'kexec']);

function* halts(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  if (args.some((arg) => /^(--help|--version|--show|-c)$/.test(arg))) return;
  const verb = args.find((arg) => !arg.startsWith('-')) ?? '';
  if (HALTS.has(program) || (program === 'init' && /^[06]$/.test(verb)))
    yield { what: `${program} halts or restarts the machine.` };
  if (program === 'systemctl' && /^(?:poweroff|reboot|halt|kexec|rescue|emergency|soft-reboot)$/.test(verb))
    yield { what: `systemctl ${verb} halts or restarts the machine.` };
  if (program === 'kill' && args.includes('-1') && args.length > 1 && args.at(-1) === '-1')
    yield { what: 'kill ends every process that it may.', severity: 'critical' };
}

function shown(name: string): string {
  return name.replaceAll('\u0000', '…').slice(0, 60);
}
