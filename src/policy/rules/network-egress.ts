import { textOf } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { type Finding, ruleByProgram } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';
import { urlOf } from '../view/step-url.ts';
import { inProgram, inStep } from './finding.ts';
import {
  hostOf,
  isDeclared,
  isInCluster,
  isLoopback,
  type NetworkCall,
  networkCall,
} from './network-calls.ts';
import type { Sign } from './shell-rule.ts';

export const networkEgress = ruleByProgram(
  {
    id: 'network-egress',
    version: 5,
    title: 'Calls out to the network without saying so',
    severity: 'high',
    why: 'What leaves the machine can carry data away, and what comes back can change what the run does. A call that is not declared is one that nobody has approved.',
    fix: 'Name the host and port under validation.network.egress, or put what is fetched into the package.',
    reference: 'https://attack.mitre.org/tactics/TA0011/',
  },
  {
    *beside(view) {
      yield* inUrls(view, declaredBy(view));
      yield* inContainers(view, declaredBy(view));
    },
    inProgram: (program, view) => callsOf(program, declaredBy(view)),
  },
);

function declaredBy({ wpk }: PackageView): readonly string[] {
  return wpk?.manifest.spec.validation?.network?.egress ?? [];
}

function* inUrls(view: PackageView, declared: readonly string[]): Iterable<Finding> {
  for (const step of view.steps) {
    const url = urlOf(step);
    if (url === undefined) continue;
    const written = step.with['url'] === undefined ? ['with'] : ['with', 'url'];
    const place = () => inStep(view, step, pointerTo(step.pointer, ...written));
    const host = hostOf(url);
    if (host !== null && !isDeclared(host, declared)) {
      // Nothing leaves the machine, but the run refuses it all the same.
      const severity = isLoopback(host) ? 'low' : 'high';
      yield { ...place(), what: `The step calls ${host}, which is not declared.`, severity };
    } else if (host === null && declared.length === 0) {
      yield {
        ...place(),
        what: 'The step calls a host that is only known when it runs, and no egress is declared.',
      };
    }
  }
}

function* inContainers(view: PackageView, declared: readonly string[]): Iterable<Finding> {
  for (const step of view.steps.filter(({ type }) => type === 'docker')) {
    const { network = 'none', pull, image } = step.with;
    if (network !== 'none' && declared.length === 0) {
      const place = inStep(view, step, pointerTo(step.pointer, 'with', 'network'));
      yield {
        ...place,
        what: `The container has the network ${textOf(network)}, and no egress is declared.`,
      };
    }
    const registry = registryOf(textOf(image));
    if (pull === 'missing' && !isLoopback(registry) && !isDeclared(registry, declared)) {
      const place = inStep(view, step, pointerTo(step.pointer, 'with', 'pull'));
      yield {
        ...place,
        what: `The engine fetches from ${registry}, which is not declared.`,
        severity: 'medium',
      };
    }
  }
}

/** host:port of what an image's name says; a name without a host is of Docker's own registry. */
function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const host = isHost ? first : 'registry-1.docker.io';
  return host.includes(':') ? host : `${host}:443`;
}

/**
 * One program that calls out is one mistake, however often it calls: its further calls are low. What a container calls
 * is for the policies of its cluster to let through, too.
 */
function* callsOf(program: ProgramView, declared: readonly string[]): Iterable<Finding> {
  let before = false;
  for (const command of program.commands) {
    const call = networkCall(command);
    const sign = call === undefined ? undefined : signOf(outside(call, program), declared);
    if (sign === undefined) continue;
    const place = inProgram(program, command.offset);
    const severity = before ? 'low' : program.object === undefined ? undefined : 'medium';
    yield { ...place, ...sign, ...(severity !== undefined && { severity }) };
    before = true;
  }
}

/** A pod may call the services of its own cluster. */
function outside(call: NetworkCall, { object }: ProgramView): NetworkCall {
  if (object === undefined || call.hosts.length === 0) return call;
  const hosts = call.hosts.filter((host) => !isInCluster(host));
  return { ...call, hosts: hosts.length > 0 ? hosts : ['localhost'] };
}

function signOf({ by, hosts }: NetworkCall, declared: readonly string[]): Sign | undefined {
  const unsaid = hosts.filter((host) => !isLoopback(host) && !isDeclared(host, declared));
  if (unsaid.length > 0) return { what: `${by} calls ${unsaid.join(', ')}, which is not declared.` };
  if (hosts.length > 0) return undefined;
  if (declared.length === 0) return { what: `${by} calls out, and no egress is declared.` };
  return { what: `${by} calls a host that cannot be told before it runs.`, severity: 'medium' };
}
