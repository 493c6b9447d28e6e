import { StepFailure } from './step-failure.ts';

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** The URL, where the package declares its host and port. @throws {StepFailure} refused */
export function declaredUrl(text: string, egress: readonly string[]): URL {
  const url = URL.parse(text);
  if (url === null) throw new StepFailure('refused', 'the URL is none');
  const port = url.port || PORTS[url.protocol];
  if (port === undefined) throw new StepFailure('refused', `${url.protocol} is not a protocol for this`);
  const place = `${url.hostname}:${port}`;
  if (egress.some((declared) => declared.toLowerCase() === place)) return url;
  throw new StepFailure('refused', `${place} is not declared in validation.network.egress`);
}
