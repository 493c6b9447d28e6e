import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { commandsOf, inProgram, inStep } from './finding.ts';
import { hostOf, isDeclared, isLoopback, networkCall } from './network-calls.ts';

export const networkEgress: Rule = {
  id: 'network-egress',
  version: 2,
  title: 'Calls out to the network without saying so',
  severity: 'high',
  why: 'What leaves the machine can carry data away, and what comes back can change what the run does. A call that is not declared is one that nobody has approved.',
  fix: 'Name the host and port under validation.network.egress, or put what is fetched into the package.',
  reference: 'https://attack.mitre.org/tactics/TA0011/',
  *check(view) {
    const declared = view.wpk?.manifest.spec.validation?.network?.egress ?? [];
    yield* inUrls(view, declared);
    yield* inPrograms(view, declared);
  },
};

function* inUrls(view: PackageView, declared: readonly string[]): Iterable<Finding> {
  for (const step of view.steps) {
    const url = step.with['url'];
    if (typeof url !== 'string' || (step.type !== 'http' && step.type !== 'notify')) continue;
    const place = inStep(view, step, pointerTo(step.pointer, 'with', 'url'));
    const host = hostOf(url);
    if (host !== null && !isDeclared(host, declared)) {
      // Nothing leaves the machine, but the run refuses it all the same.
      const severity = isLoopback(host) ? 'low' : 'high';
      yield { ...place, what: `The step calls ${host}, which is not declared.`, severity };
    } else if (host === null && declared.length === 0) {
      yield {
        ...place,
        what: 'The step calls a host that is only known when it runs, and no egress is declared.',
      };
    }
  }
}

function* inPrograms(view: PackageView, declared: readonly string[]): Iterable<Finding> {
  for (const { program, command } of commandsOf(view)) {
    const call = networkCall(command);
    if (call === undefined) continue;
    const place = inProgram(program, command.offset);
    const outside = call.hosts.filter((host) => !isLoopback(host));
    const unsaid = outside.filter((host) => !isDeclared(host, declared));
    if (unsaid.length > 0)
      yield { ...place, what: `${call.by} calls ${unsaid.join(', ')}, which is not declared.` };
    else if (call.hosts.length > 0) continue;
    else if (declared.length === 0)
      yield { ...place, what: `${call.by} calls out, and no egress is declared.` };
    else
      yield {
        ...place,
        what: `${call.by} calls a host that cannot be told before it runs.`,
        severity: 'medium',
      };
  }
  for (const program of view.programs) {
    if (program.unread === null || declared.length > 0) continue;
    const at = program.unread.text.search(SOCKETS);
    if (at >= 0)
      yield { ...inProgram(program, at), what: `The ${program.unread.language} program opens connections.` };
  }
}

/** How programs in other languages reach the network, by the libraries that they name. */
const SOCKETS =
  /\b(?:import\s+(?:socket|requests|urllib|http\.client|aiohttp|httpx)|from\s+(?:socket|requests|urllib|http|aiohttp|httpx)\b|IO::Socket|LWP::|Net::HTTP|TCPSocket|open-uri|require\(\s*['"](?:node:)?(?:net|https?|dgram|tls)['"]|from\s+['"](?:node:)?(?:net|https?|dgram|tls)['"]|fsockopen|curl_init)/;
