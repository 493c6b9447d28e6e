import { type Assigned, argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { byTool, forAll, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const processInjection = shellRule(
  {
    id: 'process-injection',
    version: 2,
    title: 'Reaches into other programs',
    severity: 'high',
    why: 'Whoever attaches to a process, or has a library of his own loaded into it, sees what it sees and acts as it.',
    fix: 'Look at a program through its own logs and metrics; debug it on a machine that serves nobody.',
    reference: 'https://attack.mitre.org/techniques/T1055/',
  },
  look,
);

const PRELOADS = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/;
const SEARCHED = /^(?:LD_LIBRARY_PATH|PYTHONSTARTUP|PYTHONPATH|PERL5LIB|RUBYLIB|NODE_PATH)$/;

const ATTACHES: Tools = forAll(
  'strace ltrace gdb lldb gdbserver sysdig perf reptyr injector nsinject frida frida-trace',
  (program) =>
    when(/^(?:-p\d*|-[a-zA-Z]*p|--pid(?:=.*)?|attach)$/, {
      what: `${program} attaches to a process that is running.`,
    }),
);

const EVERYBODYS = /\/(?:tmp|dev\/shm|var\/tmp)(?:\/|$)/;

function* look(command: ShellCommand): Iterable<Sign> {
  yield* byTool(ATTACHES, command);
  if (command.traits?.includes('in-memory') === true)
    yield {
      what: `A program ${programOf(command)} runs what lies in memory alone, so that no file is left to look at.`,
      severity: 'critical',
    };
  for (const { path, use } of filesOf(command)) {
    if (use === 'read' || !/^\/proc\/[^/]+\/(?:mem|fd\/|root|oom_score_adj)/.test(path)) continue;
    if (path.startsWith('/proc/self/fd')) continue;
    yield {
      what: `It writes into a process that is running (${path}).`,
      severity: path.endsWith('mem') ? 'critical' : 'medium',
    };
  }
  for (const { name, value } of [...command.assigns, ...exportedBy(command)]) yield* byVariable(name, value);
}

function exportedBy(command: ShellCommand): readonly Assigned[] {
  if (programOf(command) !== 'export') return [];
  return argsOf(command).map((arg) => {
    const [name = '', value = ''] = arg.split('=', 2);
    return { name, value };
  });
}

/** Neither a library of the system nor of something that is installed. */
function isForeign(value: string): boolean {
  return EVERYBODYS.test(value) || !/^(?:\/(?:usr|lib|lib64|opt|snap|nix)\/|lib[\w.-]+$|[$\0])/.test(value);
}

function* byVariable(name: string, value: string): Iterable<Sign> {
  if (value === '') return;
  if (PRELOADS.test(name))
    yield {
      what: `${name} has a library loaded into each program that follows.`,
      severity: isForeign(value) ? 'critical' : 'high',
    };
  else if (SEARCHED.test(name) && EVERYBODYS.test(value))
    yield { what: `${name} has code loaded from a folder that everybody may write.`, severity: 'medium' };
}
