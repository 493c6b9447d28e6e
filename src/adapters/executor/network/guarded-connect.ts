import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { StepFailure } from '../step-failure.ts';

/** Addresses of this machine, of its link (cloud metadata services among them) and of nobody in particular, with their NAT64 forms. */
const NEVER_BY_NAME: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['100.100.100.200', 32],
  ['::', 128],
  ['::1', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  ['64:ff9b::7f00:0', 104],
  ['64:ff9b::a9fe:0', 112],
];

const blocked = new BlockList();
for (const [network, prefix] of NEVER_BY_NAME) blocked.addSubnet(network, prefix, familyOf(network));

/**
 * Whether a declared host may lead to an address: whoever runs its DNS must not be able to point it at this machine or
 * at a metadata service. An address that was itself declared, and localhost, are meant.
 */
export function mayLeadTo(host: string, address: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return true;
  return !blocked.check(address, familyOf(address));
}

type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, found: readonly LookupAddress[]) => void,
) => void;

/** Looks a name up as the system does, and gives only addresses to which it may lead. */
export function guardedLookup(
  resolve: Resolve = (host, done) => lookUp(host, { all: true }, done),
): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, found) => {
      if (error !== null) return done(error, []);
      const allowed = found.filter(({ address }) => mayLeadTo(host, address));
      const [first] = allowed;
      if (first === undefined) return done(leadsAway(host, found[0]?.address ?? ''), []);
      if (options.all === true) return done(null, [...allowed]);
      done(null, first.address, first.family);
    });
  };
}

/** A connector that checks the address at which it arrived, however that was found. */
export function guardedConnect(build: typeof buildConnector, timeoutMs: number): buildConnector.connector {
  const connect = build({ timeout: timeoutMs, lookup: guardedLookup() });
  return (options, done) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return done(error, null);
      const address = socket.remoteAddress ?? '';
      if (mayLeadTo(options.hostname, address)) return done(null, socket);
      socket.destroy();
      done(leadsAway(options.hostname, address), null);
    });
}

function leadsAway(host: string, address: string): StepFailure {
  return new StepFailure(
    'refused',
    `${host} leads to ${address}, an address of this machine or its link: declare that address itself if it is meant`,
  );
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
