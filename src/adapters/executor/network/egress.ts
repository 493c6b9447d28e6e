import { StepFailure } from '../step-failure.ts';

const PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'smtp:': '25',
  'smtps:': '465',
};

/** What a URL may speak. */
export const WEB: ReadonlySet<string> = new Set(['http:', 'https:']);
export const MAIL: ReadonlySet<string> = new Set(['smtp:', 'smtps:']);

/** The URL, where the package declares its host and port. @throws {StepFailure} refused */
export function declaredUrl(text: string, egress: readonly string[], protocols: ReadonlySet<string>): URL {
  const url = URL.parse(text);
  if (url === null) throw new StepFailure('refused', 'the URL is none');
  if (!protocols.has(url.protocol)) {
    throw new StepFailure('refused', `${url.protocol} is not a protocol for this`);
  }
  const place = `${url.hostname}:${portOf(url)}`;
  if (egress.some((declared) => declared.toLowerCase() === place.toLowerCase())) return url;
  throw new StepFailure('refused', `${place} is not declared in validation.network.egress`);
}

/** The port of a URL, its protocol's where it names none. */
export function portOf({ port, protocol }: URL): string {
  return port || (PORTS[protocol] ?? '');
}
