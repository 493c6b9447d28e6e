import type { Trait } from './command.ts';
import { fromBase64, fromHex } from './encodings.ts';
import { DECODES, RUNS_SHELL, traitsOf } from './foreign-traits.ts';
import { type Literals, literalsIn, STRING } from './literals.ts';

/** What a program in another language than the shell's does, as far as its text tells. */
export interface Foreign {
  /** Texts that it gives to a shell. */
  readonly shell: readonly string[];
  /** Programs that it starts without one. */
  readonly started: readonly (readonly string[])[];
  /** Programs of its own language that stand in it, decoded. */
  readonly own: readonly string[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Where it connects to; undefined where it opens no connection. */
  readonly opens: readonly string[] | undefined;
  readonly traits: readonly Trait[];
  /** Why what it runs cannot be told, where that is so. */
  readonly doubt: string | undefined;
}

/** Longer texts are not looked at. */
const MOST_CHARACTERS = 2 ** 20;

const NETWORK =
  /\b(?:import\s+(?:[\w. ]{1,40},\s*){0,12}(?:socket|requests|urllib|http\.client|aiohttp|httpx|ftplib|smtplib|paramiko|telnetlib)|from\s+(?:socket|requests|urllib|http|aiohttp|httpx|ftplib|smtplib|paramiko)\b|__import__\(|IO::Socket|LWP::|HTTP::Tiny|Net::(?:HTTP|FTP|SSH|SMTP)|TCPSocket|TCPServer|UDPSocket|java\.net\.|net\.Dial|Net::DNS|dns\.resolver|socket_create|stream_socket_server|open-uri|URI\.open|fsockopen|stream_socket_client|curl_init|curl_exec|fetch\(|XMLHttpRequest|socket\.(?:tcp|connect|http)|use\s+Socket)|require[\s(]{0,4}⟨net⟩|\b(?:import|from)\b[^\n;]{0,200}⟨net⟩/;
const LIBRARIES = /^(?:node:)?(?:net|https?|dgram|tls|http2|axios|got|node-fetch|socket|net\/http|open-uri)$/;

/** Reads a text; never throws, and looks at each place of it a bounded number of times. */
export function readForeign(language: string, text: string): Foreign {
  if (text.length > MOST_CHARACTERS) return { ...NOTHING, doubt: 'it is too long to be read' };
  const literals = literalsIn(text);
  const named = withLibraries(literals);
  const net = NETWORK.test(named) || literals.strings.some(({ text: each }) => each.startsWith('/inet/'));
  const decodes = DECODES.test(named);
  const calls = callsIn(language, literals);
  return {
    shell: calls.shell,
    started: [...calls.started, ...changes(literals)],
    own: [...evaluatedIn(language, literals), ...(decodes ? decodedIn(literals) : [])],
    ...files(literals),
    opens: net ? hostsIn(literals) : undefined,
    traits: traitsOf({ code: named, literals, net, open: calls.open }),
    doubt: calls.open ? `${language} runs a text that is only known when it runs` : undefined,
  };
}

const NOTHING: Foreign = {
  shell: [],
  started: [],
  own: [],
  reads: [],
  writes: [],
  opens: undefined,
  traits: [],
  doubt: undefined,
};

/** The code with ⟨net⟩ where a library for the network is named, since that stands in a string in some languages. */
function withLibraries({ code, strings }: Literals): string {
  return code.replaceAll(new RegExp(STRING, 'g'), (whole, number: string) =>
    LIBRARIES.test(strings[Number(number)]?.text ?? '') ? '⟨net⟩' : whole,
  );
}

const CALL = new RegExp(
  `${RUNS_SHELL.source}\\s*\\(?\\s*(\\[?)\\s*(${STRING}(?:\\s*,\\s*\\[?\\s*${STRING})*)?`,
  'g',
);

interface Calls {
  readonly shell: readonly string[];
  readonly started: readonly (readonly string[])[];
  /** Whether one was given a text that is not in the program. */
  readonly open: boolean;
}

function callsIn(language: string, literals: Literals): Calls {
  // Python's own exec() runs Python.
  const found = [...literals.code.matchAll(CALL)].filter(
    ([, name]) => !isPython(language) || name !== 'exec',
  );
  const calls = found.map((call) => ({ call, texts: textsIn(call[3] ?? '', literals) }));
  const given = calls.filter(({ texts }) => texts.length > 0);
  const starts = ({ call: [, name = '', bracket] }: (typeof given)[number]) =>
    bracket === '[' || STARTS.test(name);
  return {
    shell: [
      ...given.filter((each) => !starts(each)).flatMap(({ texts }) => texts.slice(0, 1)),
      ...quotedFor(language, literals),
    ],
    started: given.filter(starts).map(({ call: [, name = ''], texts }) => argvOf(name, texts)),
    open: calls.some(({ call, texts }) =>
      texts.length === 0
        ? takesUnknown(call)
        : isMadeFurther(call, literals, texts) || isFilledIn(language, texts),
    ),
  };
}

function textsIn(given: string, { strings }: Literals): readonly string[] {
  return [...given.matchAll(EACH)].map(([, number]) => strings[Number(number)]?.text ?? '');
}

/** It is called with no text of the program; some calls are so common that nothing follows from that. */
function takesUnknown([whole, name = '']: RegExpExecArray): boolean {
  return whole.includes('(') && !/^(?:run|call|exec(?:ute)?)$/.test(name);
}

/** The one text that it is given is only the beginning of what it runs, or what that is made with. */
function isMadeFurther(
  { 0: whole, index }: RegExpExecArray,
  { code }: Literals,
  texts: readonly string[],
): boolean {
  const end = index + whole.length;
  return texts.length === 1 && MADE_FURTHER.test(code.slice(end, end + 24));
}

const EACH = new RegExp(STRING, 'g');
const STARTS = /^(?:exec[lv]|spawn|execFile|Command|ProcessBuilder)/;
const MADE_FURTHER = /^\s?(?:\.\s?(?:join|replace|decode|reverse|format)\b|%\s?[\w(]|\[::)/;

/** Strings that the language itself gives to a shell: those in back quotes, and awk's beside a pipe. */
function quotedFor(language: string, { code, strings }: Literals): readonly string[] {
  if (language.endsWith('awk')) return pipedIn({ code, strings });
  if (!/^(?:perl|ruby|php)/.test(language)) return [];
  return strings.filter(({ quote }) => quote === '`').map(({ text }) => text);
}

/** os.execl("/bin/sh", "sh", "-c", …) names the program twice. */
function argvOf(name: string, [program = '', ...args]: readonly string[]): readonly string[] {
  const again = /^(?:exec|spawn)[lv]p?e?$/.test(name) && args[0] !== undefined && program.endsWith(args[0]);
  return [program, ...(again ? args.slice(1) : args)];
}

/** `"$in"` and `"#{line}"`: the program's own variables decide what is started. */
function isFilledIn(language: string, [text = '']: readonly string[]): boolean {
  return /^(?:perl|ruby|php)/.test(language) && /^\s*(?:\$\w|#\{)/.test(text);
}

function isPython(language: string): boolean {
  return /^(?:python|pypy)/.test(language);
}

/** `print | "sh"` and `"date" | getline` of awk. */
function pipedIn({ code, strings }: Literals): string[] {
  const pipes = new RegExp(`\\|&?\\s*${STRING}|${STRING}\\s*\\|&?\\s*getline`, 'g');
  return [...code.matchAll(pipes)].map(([, to, from]) => strings[Number(to ?? from)]?.text ?? '');
}

const EVALUATED = new RegExp(
  `(?<![\\w.$>])(exec|eval|instance_eval|class_eval|loadstring|Function)\\s?\\(?\\s?[rbuf]?${STRING}`,
  'g',
);

/** Its strings that it evaluates itself: in most languages `exec` starts a program instead. */
function evaluatedIn(language: string, { code, strings }: Literals): string[] {
  return [...code.matchAll(EVALUATED)].flatMap(([, name, number]) =>
    name !== 'exec' || isPython(language) ? [strings[Number(number)]?.text ?? ''] : [],
  );
}

/** What stands in it as base64 or in hexadecimal digits, read. */
function decodedIn({ strings }: Literals): string[] {
  return strings.flatMap(({ text }) => {
    const plain = text.replaceAll(/\s/g, '');
    if (/^(?:[0-9a-f]{2}){8,}$/i.test(plain)) return [fromHex(plain)];
    return /^[A-Za-z0-9+/]{12,}={0,2}$/.test(plain) ? [fromBase64(plain)] : [];
  });
}

const PATH = /^(?:\/|~\/)[^\s*]*$/;

const OPENED = new RegExp(
  `\\b(?:open|fopen|File\\.(?:open|write)|Path)\\s*\\(?\\s*[rbuf]?${STRING}(?:\\s*,\\s*(?:mode\\s*=\\s*)?${STRING}|\\)\\.write)|(?:writeFile|appendFile|createWriteStream|file_put_contents)\\w*\\s*\\(\\s*${STRING}`,
  'g',
);

/** Strings that are opened for writing. */
function changedIn({ code, strings }: Literals): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [whole, path, mode, target] of code.matchAll(OPENED)) {
    const flags = mode === undefined ? '' : (strings[Number(mode)]?.text ?? '');
    if (target !== undefined || whole.endsWith('.write') || /[wax+>]/.test(flags))
      changed.add(strings[Number(target ?? path)]?.text ?? '');
  }
  return changed;
}

function files(literals: Literals): Pick<Foreign, 'reads' | 'writes'> {
  const reads: string[] = [];
  const writes: string[] = [];
  const changed = changedIn(literals);
  for (const { text } of literals.strings) {
    // Perl opens ">>/etc/hosts" to append to it.
    const path = text.replace(/^>{1,2}\s*/, '');
    if (!PATH.test(path) || path.length > 256) continue;
    if (changed.has(text) || path !== text) writes.push(path);
    else reads.push(path);
  }
  return { reads, writes };
}

/** Files that are removed or get other rights, as the commands that would do it. */
function changes({ code, strings }: Literals): string[][] {
  const removed = new RegExp(
    `\\b(?:os\\.(?:remove|unlink)|shutil\\.rmtree|(?:unlink|rm)(?:Sync)?|rm_rf|File\\.delete|rmtree)\\s*\\(?\\s*${STRING}`,
    'g',
  );
  const modes = new RegExp(
    `\\bchmod(?:Sync)?\\s*\\(\\s*(?:${STRING}\\s*,\\s*)?0?o?(\\d{3,5})(?:\\s*,\\s*${STRING})?`,
    'g',
  );
  return [
    ...[...code.matchAll(removed)].map(([, path]) => ['rm', '-rf', strings[Number(path)]?.text ?? '']),
    ...[...code.matchAll(modes)].map(([, before, mode = '', behind]) => [
      'chmod',
      mode,
      strings[Number(before ?? behind ?? -1)]?.text ?? '',
    ]),
  ];
}

/** Hosts that its strings name: in URLs, and beside the number of a port. */
function hostsIn({ code, strings }: Literals): string[] {
  const beside = new RegExp(`${STRING}\\s*,\\s*(\\d{2,5})\\b`, 'g');
  const ports = [...code.matchAll(beside)].flatMap(([, number, port]) => {
    const host = strings[Number(number)]?.text ?? '';
    return /^[\w-]+(\.[\w-]+)*$/.test(host) ? [`${host}:${port}`] : [];
  });
  const urls = strings.flatMap(
    ({ text }) => text.slice(0, 4096).match(/\b[a-z]{2,6}:\/\/[^/\s"'<>]+/gi) ?? [],
  );
  return [...ports, ...urls];
}
