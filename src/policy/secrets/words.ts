import { isKnown } from '../shell/unknown.ts';
import type { FoundSecret } from './formats.ts';

/** How names of what is kept secret end, as keys and variables are called. */
const SECRET_ENDS =
  'pass(?:word|wd|phrase)|\\bpwd|secret|token|credentials?|api_?key|(?:access|private|encryption|signing|master|account|batch|ssh|cli)_?key(?:_content)?';
const SECRET_NAME = new RegExp(`(?:${SECRET_ENDS})s?$`, 'i');
/** Names that only speak of one. */
const ABOUT_IT =
  /(?:public|allow|empty|file|path|dir|name|url|uri|ttl|length|policy|type|header|mount|store|class|version|ref|enabled?|required|rotation|expir\w*|_id|keyid)s?$|^(?:allow|enable|require|use|disable|no)_|allow_empty/i;

/** Whether a key or variable of this name holds a secret. */
export function namesSecret(name: string): boolean {
  const plain = name.replaceAll(/[.-]/g, '_');
  return SECRET_NAME.test(plain) && !ABOUT_IT.test(plain);
}

/** Texts that stand for a value, or say that there is none. */
const STANDS_FOR_IT =
  /^\s*$|\$\{|\$\(|\$[A-Za-z_]|\{\{|<[^>]*>|%\w+%|^(?:vault|env|file|ref|awssm|gcpsm|op|sops):\/\/|^\*+$|^(?:null|none|true|false|yes|no|on|off|\d{1,5})$/i;
const IS_EXAMPLE =
  /example|placeholder|change[-_ ]?me|replace[-_ ]?(?:me|this|with)|your[-_ ]|to[-_ ]?be[-_ ]|^(?:todo|tbd|redacted|dummy)$/i;

/** Whether a text may be the secret itself. */
export function isLiteral(value: string): boolean {
  return isKnown(value) && !STANDS_FOR_IT.test(value) && !IS_EXAMPLE.test(value);
}

/** Whether a word looks drawn at random: long, of several kinds of letters, and none more frequent than chance. */
export function looksRandom(word: string): boolean {
  if (word.length < 16 || word.length > 512 || !/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  // my-database-2, registry.example.org/web:1.4.2, ./keys/server.pem
  if (/^[a-z0-9]+(?:[-._/:][a-z0-9]+)+$/i.test(word) && /[A-Za-z]{3,}[-._/:]/.test(word)) return false;
  return entropyOf(word) >= (/^[0-9a-f]+$/i.test(word) ? 3 : 3.5);
}

/** Shannon's, in bits for each letter. */
function entropyOf(word: string): number {
  const counts = new Map<string, number>();
  for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}

/** Such a name somewhere in a text, where what is looked at as `_` may be a dot or dash. */
const NAMES_SECRET = new RegExp(SECRET_ENDS.replaceAll('_', '[_.-]'), 'i');

const ASSIGNED = /\b([A-Za-z][\w.-]{2,60})["']?\s{0,4}[:=]\s{0,4}["']?([^\s"'#,;{}]{16,512})/g;
const IN_URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{1,64}:([^\s:/@"']{3,128})@[\w.-]+/gi;

/** Where a text gives something that is named a secret a value that looks like one, or a URL a password. */
export function* secretsByName(text: string): Iterable<FoundSecret> {
  // Most texts name no secret and have no URL: asking for that first takes a tenth of the time.
  if (NAMES_SECRET.test(text)) yield* assigned(text);
  if (text.includes('://')) yield* inUrls(text);
}

function* assigned(text: string): Iterable<FoundSecret> {
  for (const { 1: key = '', 2: value = '', index } of text.matchAll(ASSIGNED)) {
    if (namesSecret(key) && isLiteral(value) && looksRandom(value))
      yield { name: `the value of ${key}`, index };
  }
}

function* inUrls(text: string): Iterable<FoundSecret> {
  for (const { 1: password = '', index } of text.matchAll(IN_URL)) {
    const plain = /^(?:pass(?:word)?|secret|pw)$/i.test(password);
    if (isLiteral(password) && !plain) yield { name: 'a password in a URL', index };
  }
}
