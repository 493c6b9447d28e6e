import { isTemplate } from '../base/document/phrase.ts';
import { AtomError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Spec } from '../model/generated/manifest.ts';
import { fill } from './input-values.ts';

const WHERE = 'validation.network.egress';
const PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'smtp:': '25',
  'smtps:': '465',
};

/**
 * The places that a package may reach, with values. An input may be a host:port or a URL, whose place is meant; an empty
 * one is no place. @throws {AtomError} ATOM_INPUT_INVALID
 */
export function egressOf({ validation }: Spec, inputs: JsonObject): readonly string[] {
  return (validation?.network?.egress ?? []).flatMap((written) => {
    if (!isTemplate(written)) return [written];
    const value = fill(written, WHERE, inputs);
    return value === '' ? [] : [placeOf(value, written)];
  });
}

function placeOf(value: string, written: string): string {
  if (/^(\[[0-9A-Fa-f:.]+\]|[^:/\s@[\]]+):[0-9]{1,5}$/.test(value)) return value;
  const url = URL.parse(value);
  const port = url === null ? undefined : url.port || PORTS[url.protocol];
  if (url !== null && port !== undefined) return `${url.hostname}:${port}`;
  const isSecret = /^(vault|env|file):\/\//.test(value);
  throw new AtomError(
    'ATOM_INPUT_INVALID',
    isSecret
      ? `${WHERE}: ${written} is a secret (${value}), and where it leads is not known before the run`
      : `${WHERE}: ${written} is "${value}", neither host:port nor a URL`,
    { hint: 'atomctl explain spec.validation.network.egress' },
  );
}
