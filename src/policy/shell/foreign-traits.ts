import type { Trait } from './command.ts';
import type { Literals } from './literals.ts';

export const DECODES =
  /b64decode|decodebytes|base64\.decode|b32decode|fromhex|unhexlify|a2b_(?:hex|base64)|base64_decode|gzinflate|gzuncompress|str_rot13|decode_base64|MIME::Base64|decode64|\bunpack\b|\bpack\b|\batob\b|codecs\.decode|marshal\.loads|zlib\.decompress|fromCharCode|hex2bin|\bchr\s*\(.{0,80}\bchr\s*\(|\bchr\s*\(.{0,40}\bfor\b|Buffer\.from/;

/** What starts programs; its first group is the name of the call. */
export const RUNS_SHELL =
  /(?:\b(?:os|subprocess|child_process|pty|commands|Kernel|IO|io|Open3|cp|exec|shell|Runtime|Process)\s*\.\s*|\b\w{1,20}\s*\.\s*(?=popen|Popen|check_|getoutput|getstatus|execSync|spawnSync|system\b|ProcessBuilder|callCommand)|\)\s*\.\s*|(?<![\w$.]))(system|popen[234]?|getoutput|getstatusoutput|check_call|check_output|Popen|run|call|spawn[lv]?p?e?|spawnSync|exec|execSync|execFile|execFileSync|exec[lv]p?e?|shell_exec|passthru|proc_open|capture[23]e?|qx|execute|Command|ProcessBuilder|callCommand)\b/;

const EVALUATES =
  /(?<![\w.$>])(?:exec|eval|compile|assert|create_function|instance_eval|class_eval|loadstring|load)\s*[({ ]|\bnew\s+Function\b|\bFunction\s*\(|\bvm\.runIn|\beval\b/;

/** A connection of its own making, with no protocol that says what comes: ⟨net⟩ is a library for the network. */
const RAW_CONNECTION =
  /\bsocket\b|use\s+Socket|TCPSocket|TCPServer|IO::Socket|fsockopen|socket_(?:create|accept|connect)|stream_socket|\bnet\.(?:Dial|connect|Socket|createServer|createConnection)|java\.net\.|\b(?:Server)?Socket\s*\(|⟨net⟩/;

/** A file that lies in memory alone; the numbers are its system call on the usual processors. */
const IN_MEMORY = /memfd_create|\bsyscall[\s(]{0,4}(?:319|279|385|4314|4354)\b|for\s*\(\s*319\s*,\s*279/;

const BECOMES_ROOT =
  /\b(?:setuid|setresuid|setreuid|posix_setuid|POSIX::setuid|UID\.change_privilege)\s*\(?\s*0|\$[<>]\s*=\s*0/;

const FORKS =
  /\bfork\b[\s(){};]{0,8}while\b|\bwhile\b[\s(]{0,3}(?:True|true|1)[\s):{]{0,6}(?:os\.)?fork\b|\bloop\s*\{\s*fork\b/;

/** What is seen of a text before its traits are told. */
export interface Seen {
  /** Its code, with ⟨net⟩ for the libraries of the network. */
  readonly code: string;
  readonly literals: Literals;
  readonly net: boolean;
  /** It starts something that does not stand in it. */
  readonly open: boolean;
}

export function traitsOf(seen: Seen): readonly Trait[] {
  return TRAITS.flatMap(([trait, has]) => (has(seen) ? [trait] : []));
}

const TRAITS: readonly (readonly [trait: Trait, has: (seen: Seen) => boolean])[] = [
  ['runs-decoded', ({ code }) => DECODES.test(code) && runsDecoded(code)],
  ['runs-fetched', ({ code, net }) => net && (evaluatesText(code) || runsWhatItWrites(code))],
  [
    'gives-shell',
    ({ code, literals, net, open }) => net && (givesShell(literals) || (open && RAW_CONNECTION.test(code))),
  ],
  ['in-memory', ({ code }) => IN_MEMORY.test(code)],
  ['forks-endlessly', ({ code }) => FORKS.test(code)],
  ['becomes-root', ({ code }) => BECOMES_ROOT.test(code) && RUNS_SHELL.test(code)],
];

function runsDecoded(code: string): boolean {
  const at = code.search(RUNS_SHELL);
  const near = at >= 0 && DECODES.test(code.slice(at, at + 300));
  return near || EVALUATES.test(code);
}

/** Evaluates what is no text of its own: `exec(requests.get(url).text)`. */
function evaluatesText(code: string): boolean {
  return /(?<![\w.$>])(?:exec|eval|loadstring|assert|Function|runIn\w*)\s?\(\s?(?:[\w.]|$)/.test(code);
}

/** Writes a file and starts something, in a text that also fetches. */
function runsWhatItWrites(code: string): boolean {
  return (
    /\.write(?:File\w*)?\b|urlretrieve|createWriteStream|file_put_contents|\bprint\s*\{?\$?fh/.test(code) &&
    RUNS_SHELL.test(code) &&
    code.length < 2000
  );
}

/** A shell whose input and output are a connection. */
function givesShell({ code, strings }: Literals): boolean {
  if (/\bdup2\b|\bpty\b/.test(code)) return true;
  // awk reads from its connection what it starts.
  if (/getline/.test(code) && strings.some(({ text }) => text.startsWith('/inet/'))) return true;
  return strings.some(
    ({ text }) =>
      /^(?:\/usr)?(?:\/bin\/)?(?:ba|da|z|k|c)?sh(?:\s+-i)?$/.test(text.trim()) ||
      /sh -i\b|\/bin\/(?:ba)?sh\b.{0,20}[<>]&/.test(text),
  );
}
