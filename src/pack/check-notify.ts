import type { Finding } from '../base/document/finding.ts';
import { isTemplate } from '../base/document/phrase.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { text } from './outline.ts';

/** What a channel cannot do without, and what else it reads. */
const CHANNELS: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly takes: readonly string[] }>
> = {
  terminal: { needs: [], takes: [] },
  webhook: { needs: ['url'], takes: ['payload'] },
  slack: { needs: ['url'], takes: ['payload'] },
  pagerduty: { needs: ['routingKey'], takes: ['url', 'eventAction', 'severity', 'dedupKey', 'payload'] },
  mail: { needs: ['url', 'from', 'to'], takes: ['subject', 'username', 'password'] },
};

const ALWAYS = ['channel', 'message'];

/** What a notify step's settings say beyond their schema. */
export function notifyFindings(settings: JsonObject, pointer: string): Finding[] {
  const name = text(settings['channel']) ?? 'terminal';
  const channel = Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined;
  if (channel === undefined) return [];
  const { needs, takes } = channel;
  const missing = needs.filter((key) => settings[key] === undefined);
  const read = new Set([...ALWAYS, ...needs, ...takes]);
  const unread = Object.keys(settings).filter((key) => isSetting(key) && !read.has(key));
  return [
    ...missing.map((key) => missingKey(`"with" lacks "${key}", which ${name} needs`, pointer)),
    ...(settings['password'] !== undefined && settings['username'] === undefined
      ? [missingKey('"with" lacks "username", whose password is given', pointer)]
      : []),
    ...unread.map((key): Finding => {
      const message = `"${key}" says nothing to the channel ${name}`;
      return { kind: 'unused-key', message, pointer: pointerTo(pointer, key), place: 'key' };
    }),
    ...urlFindings(settings['url'], pointerTo(pointer, 'url'), name === 'mail' ? MAIL : WEB),
  ];
}

function isSetting(key: string): boolean {
  return Object.values(CHANNELS).some(({ needs, takes }) => [...needs, ...takes].includes(key));
}

function missingKey(message: string, pointer: string): Finding {
  return { kind: 'missing-key', message, pointer, place: 'key' };
}

interface Protocols {
  readonly pattern: RegExp;
  readonly words: string;
}

export const WEB: Protocols = { pattern: /^https?:$/, words: 'http or https' };
const MAIL: Protocols = { pattern: /^smtps?:$/, words: 'smtp or smtps' };

/** What is wrong with a URL that is written out. */
export function urlFindings(
  value: Json | undefined,
  pointer: string,
  { pattern, words }: Protocols,
): Finding[] {
  const written = text(value);
  if (written === undefined || isTemplate(written) || written === '') return [];
  const url = URL.parse(written);
  if (url === null || !pattern.test(url.protocol)) {
    return [{ kind: 'bad-url', message: `"${written}" is no ${words} URL`, pointer }];
  }
  const message =
    'A URL must not hold a user name or password: give a secret where the step has a place for it';
  return url.username + url.password === '' ? [] : [{ kind: 'bad-url', message, pointer }];
}
