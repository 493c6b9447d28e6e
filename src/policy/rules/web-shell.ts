import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const webShell = shellRule(
  {
    id: 'web-shell',
    version: 1,
    title: 'Plants a page that runs what it is sent',
    severity: 'critical',
    why: 'A page that hands its request to a shell is a door to the machine for whoever finds its address, past every login.',
    fix: 'Remove it. What a server must run belongs into its own program, with no text of the request in it.',
    reference: 'https://attack.mitre.org/techniques/T1505/003/',
  },
  look,
);

/** Writes what stands in its words or comes on its input. */
const WRITERS = /^(?:|echo|printf|cat|tee|sed|perl|base64|xxd|\(\w+\))$/;
/** What comes with a request, in PHP, JSP, ASP, Python and Node. */
const REQUEST =
  /\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b|php:\/\/input|getallheaders\(|request\.(?:getParameter|getHeader|args|form|values|query|Item)\b|Request(?:\.\w+)?\s*[[("]|req\.(?:query|body|headers)\b|params\[/;
const RUNS =
  /\b(?:system|exec|shell_exec|passthru|popen|proc_open|eval|assert|create_function|pcntl_exec|preg_replace|getRuntime|ProcessBuilder|execSync|spawn|ExecuteStatement|Process\.Start|WScript\.Shell)\b|`\s*\$_/i;
const NEAR = 400;

function* look(command: ShellCommand): Iterable<Sign> {
  if (!WRITERS.test(programOf(command))) return;
  const page = textsOf(command).find(runsRequest);
  if (page === undefined) return;
  const target = filesOf(command).find(({ use }) => use === 'write' || use === 'append')?.path;
  yield {
    what:
      target === undefined
        ? 'A page is written that runs what comes with a request.'
        : `It writes a page that runs what comes with a request (${target}).`,
  };
}

function textsOf(command: ShellCommand): readonly string[] {
  return [...argsOf(command), command.stdin ?? ''];
}

/** `system($_GET["c"])`: what runs stands near to what comes with a request. */
function runsRequest(text: string): boolean {
  if (text.length < 12) return false;
  const at = text.search(REQUEST);
  return at >= 0 && RUNS.test(text.slice(Math.max(0, at - NEAR), at + NEAR));
}
