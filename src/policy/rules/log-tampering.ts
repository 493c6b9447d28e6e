import { programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { LOGS, SYSTEM_LOGS } from '../shell/places.ts';
import { byTool, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const logTampering = shellRule(
  {
    id: 'log-tampering',
    version: 2,
    title: 'Removes or overwrites logs',
    severity: 'critical',
    why: 'Without the logs of the system nobody can tell afterwards what happened, which is why an intruder removes them first.',
    fix: 'Let logrotate and the limits of journald keep logs small; they leave what is recent.',
    reference: 'https://attack.mitre.org/techniques/T1070/002/',
  },
  function* look(command) {
    for (const { path, use } of filesOf(command)) {
      if (use === 'read' || use === 'append' || (use === 'change' && programOf(command) !== 'touch'))
        continue;
      if (isIn(path, SYSTEM_LOGS) && !isNew(command, path))
        yield { what: `It removes or overwrites a log of the system (${path}).`, ...milder(use) };
      else if (isIn(path, LOGS) && use === 'delete')
        yield { what: `It removes logs (${path}).`, severity: 'medium' };
    }
    yield* byTool(TOOLS, command);
  },
);

function milder(use: string): Pick<Sign, 'severity'> {
  return use === 'change' ? { severity: 'medium' } : {};
}

/** Its own new log, as `tool > /var/log/tool.log` makes one. */
function isNew(command: ShellCommand, path: string): boolean {
  const program = programOf(command);
  if (!command.writes.some((each) => each.endsWith(path.slice(path.lastIndexOf('/'))))) return false;
  return !/^(?:echo|printf|cat|true|:|)$/.test(program) && !KEPT.test(path);
}

/** Logs that the system has from the beginning. */
const KEPT =
  /\/(?:auth|secure|messages|syslog|kern|daemon|cron|maillog|mail|audit|utmp|wtmp|btmp|lastlog|faillog|boot|dmesg|user|debug|sudo|dpkg|yum|dnf|tallylog)(?:[.\d]|$|\/)|log\.1$/;

const NOTHING_LEFT = /^--vacuum-\w+=?(?:[01](?:s|sec|us|ms|K|B)?)?$/;

const TOOLS: Tools = {
  journalctl: (args) =>
    has(args, /^--vacuum-/)
      ? {
          what: 'journalctl removes what the journal has kept.',
          severity: has(args, NOTHING_LEFT) ? 'critical' : 'high',
        }
      : undefined,
  dmesg: when(/^(?:-[a-z]*[cC]|--clear|--read-clear)$/, {
    what: "dmesg clears the kernel's log.",
    severity: 'high',
  }),
  utmpdump: when(/^(?:-r|--reverse)/, { what: 'utmpdump writes records of logins.' }),
  logrotate: when(/^(?:-[a-z]*f|--force)/, {
    what: 'logrotate is forced to turn logs over.',
    severity: 'medium',
  }),
  find: (args) =>
    /^\/var\/log\b/.test(args[0] ?? '') && has(args, /^(?:-delete|rm|shred|truncate|unlink)$/)
      ? {
          what: 'It removes logs by the dozen.',
          severity: has(args, /^-(?:mtime|mmin|ctime|size)$/) ? 'medium' : 'critical',
        }
      : undefined,
};
