import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { CREDENTIALS } from '../shell/places.ts';
import { byTool, byToolOrScript, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const credentialReads = shellRule(
  {
    id: 'credential-reads',
    version: 2,
    title: 'Reads credentials that are not its own',
    severity: 'critical',
    why: 'Password hashes, private keys, tokens and what processes hold in memory let whoever has them act as somebody else, here and on other machines.',
    fix: 'Take what the step needs as an input that is writeOnly: true (vault://, env:// or file://); do not read it where others keep it.',
    reference: 'https://attack.mitre.org/tactics/TA0006/',
  },
  function* look(command, { inContainer }) {
    yield* inFiles(command, inContainer);
    yield* byTool(SEARCHES, command);
    yield* byProgram(command);
  },
);

/** A pod's own program may have to read its own token; nobody else's has. */
const OWN_TOKEN = "the pod's service account token";

function* inFiles(command: ShellCommand, inContainer: boolean): Iterable<Sign> {
  for (const { path, use } of filesOf(command)) {
    if (use !== 'read') continue;
    const found = CREDENTIALS.find(([, place]) => isIn(path, place));
    if (found === undefined) continue;
    const [what] = found;
    const own = what === OWN_TOKEN && inContainer;
    yield { what: `It reads ${what} (${path}).`, ...(own && { severity: 'medium' as const }) };
  }
}

/** Names under which people keep secrets. */
const SECRET_NAMES =
  /(?:^|[/*.])(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.ssh|\.gnupg|\.aws|\.kube|\.azure|shadow|\.git-credentials|\.netrc|\.pgpass|\.npmrc|\.vault-token|credentials?(?:\.\w+)?|\.env|secring\S*|pubring\S*|key[34]\.db|logins\.json|Login Data|\.\w*_?history|\*?\.(?:pem|pfx|p12|ppk|kdbx|jks|key|keystore|gpg|kirbi|ccache)|wallet\.dat|sudoers|cookies(?:\.sqlite|\.binarycookies)?|web data|\.docker|serviceaccount|\*?\.?kubeconfig)\*?$/i;
const SECRET_WORDS =
  /passw|passwd|\bpass\b|\bpwd\b|secret|api[_-]?key|token|credential|private key|aws_access|BEGIN (?:RSA|OPENSSH)/i;
const WIDE = /^(?:\/|\/(?:home|Users|root|etc|var|opt|srv|usr|mnt|proc)(?:\/[^/]*)?\/?|~\/?|\0)$/;

/** `find / -name id_rsa`, `grep -ri password /etc`: looking for secrets where they may be. */
const SEARCHES: Tools = {
  find: (args) => {
    const name = args.find((arg, index) => NAMED.test(args[index - 1] ?? '') && namesSecret(arg));
    const folder = args.find((arg) => WIDE.test(arg));
    return name === undefined || folder === undefined
      ? undefined
      : { what: `It searches ${folder} for ${name}.` };
  },
  ...forAll('locate mlocate plocate', () => (args) => {
    const name = args.find(namesSecret);
    return name === undefined ? undefined : { what: `It searches the machine for ${name}.` };
  }),
  ...forAll('grep egrep fgrep rg ag strings', () => byGrep),
};

const NAMED = /^-(?:i?name|i?path|i?wholename|i?regex)$/;

function namesSecret(name: string): boolean {
  return name.split('/').some((part) => SECRET_NAMES.test(part));
}

function byGrep(args: readonly string[]): Sign | undefined {
  const word = args.find((arg) => !arg.startsWith('-') && SECRET_WORDS.test(arg));
  const folder = args.find((arg) => arg !== word && WIDE.test(arg));
  return word !== undefined && folder !== undefined && has(args, /^-[a-zA-Z]*[rR]|^--recursive/)
    ? { what: `It searches all files of ${folder} for secrets.` }
    : undefined;
}

/** What it is there for stands in its name. */
const COLLECTORS: Tools = forAll(
  'mimipenguin mimikatz lazagne linikatz secretsdump pypykatz 3snake swap_digger firefox_decrypt keytabextract tickey keychaindump chainbreaker hackbrowserdata sharpchrome dumpzilla truffleproc procdump-keys gosecretsdump lsassy whitechocolatemacademianut',
  (program) => () => ({ what: `${program} is made to collect credentials.` }),
);

const METADATA =
  /(?:^|[/@])(?:169\.254\.(?:169\.254|170\.2)|\[?fd00:ec2::254\]?|metadata\.google\.internal|metadata\.azure\.(?:com|internal)|100\.100\.100\.200|instance-data)(?:[:/]|$)/;

/** Tools that are made for this, and services that hand credentials out. */
const TOOLS: Tools = {
  ...forAll('gcloud az', () =>
    when(/^(?:print-access-token|print-identity-token|get-access-token)$/, {
      what: 'It has a token of the cloud printed.',
      severity: 'medium',
    }),
  ),
  security: (args) =>
    has(
      args,
      /^(?:dump-keychain|find-generic-password|find-internet-password|export|unlock-keychain|authorize)$/,
    )
      ? { what: 'It reads what a keychain holds.' }
      : undefined,
  ...forAll('zenity kdialog yad', (program) =>
    when(/^--password$/, { what: `${program} asks whoever sits there for a password.`, severity: 'high' }),
  ),
  osascript: (args) =>
    args.some((arg) => /display dialog/i.test(arg) && /hidden answer|password/i.test(arg))
      ? { what: 'It asks whoever sits there for a password.' }
      : undefined,
  read: (args) =>
    has(args, /^-\w*s/) && args.some((arg) => /\[sudo\]|password for|'s password/i.test(arg))
      ? { what: 'It asks for a password as sudo or ssh would, and keeps it.' }
      : undefined,
  ...forAll(
    'john hashcat unshadow',
    (program) => (args) =>
      args.length > 0 ? { what: `${program} is made to break passwords.`, severity: 'high' } : undefined,
  ),
  ...forAll(
    'gcore procdump',
    (program) => (args) =>
      args.length > 0 ? { what: `${program} writes the memory of another process into a file.` } : undefined,
  ),
  ...forAll('gpg gpg2', () => when(/^--export-secret/, { what: 'It exports secret keys.' })),
  ...forAll('kubectl oc', () => fromCluster),
  getent: when(/^g?shadow$/, { what: 'It reads the password hashes of the machine.' }),
  'secret-tool': when(/^(?:lookup|search)$/, { what: 'It reads a keyring.', severity: 'high' }),
  sudo: when(/^(?:-[a-zA-Z]*l|--list)$/, {
    what: 'It lists what sudo would let it do.',
    severity: 'medium',
  }),
};

function* byProgram(command: ShellCommand): Iterable<Sign> {
  yield* byToolOrScript(COLLECTORS, command);
  yield* byTool(TOOLS, command);
  const asks = programOf(command) !== 'echo' && has([...argsOf(command), ...(command.opens ?? [])], METADATA);
  if (asks)
    yield { what: "It asks the cloud's metadata service, which hands out the credentials of the machine." };
}

/** Secrets that the API server hands out. */
function fromCluster(args: readonly string[]): Sign | undefined {
  if (!has(args, /^(?:get|describe|view-secret|extract)$/) || !has(args, /^secrets?(?:[/,.].*)?$/))
    return undefined;
  const everywhere = has(args, /^(?:-A|--all-namespaces)(?:=true)?$/);
  return { what: 'It reads secrets of the cluster.', severity: everywhere ? 'critical' : 'high' };
}
