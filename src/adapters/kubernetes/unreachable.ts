import { ClusterError } from '../../ports/cluster.ts';
import { codeOf } from './kubeconfig.ts';
import type { Login } from './login.ts';

const VERSION = 'kubectl version';

/** Why there was no answer: what may pass is `unavailable`, what stays until somebody mends it is `failed`. */
export function unreachable(login: Login, thrown: unknown): ClusterError {
  const { server, cluster } = login;
  const cause = innermost(thrown);
  const code = codeOf(cause) ?? '';
  const why = messageOf(cause);
  const proxy = typeof cluster['proxy-url'] === 'string' ? cluster['proxy-url'] : '';
  const lasting = lastingReason(code, why, login);
  if (lasting !== undefined)
    return new ClusterError('failed', lasting.message, { hint: lasting.hint, cause });
  const through = proxy === '' ? '' : ` through the proxy ${withoutPassword(proxy)}`;
  return new ClusterError('unavailable', `${server} does not answer${through}: ${why}`, {
    hint: VERSION,
    unsent: NEVER_SENT.has(code),
    cause,
  });
}

/** Codes of what happens before a request is written. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

interface Reason {
  readonly message: string;
  readonly hint: string;
}

/** What stays, by the code or by the words of what was thrown. */
const LASTING: readonly {
  readonly code?: RegExp;
  readonly words?: RegExp;
  readonly says: (login: Pick<Login, 'server' | 'context'>) => string;
  readonly hint?: string;
}[] = [
  {
    code: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    says: ({ server }) => `the certificate of ${server} is not valid at this time`,
    hint: 'date',
  },
  {
    code: /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_UNTRUSTED|CERT_SIGNATURE/,
    says: ({ server }) => `the certificate of ${server} is signed by nobody whom the kubeconfig trusts`,
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    says: ({ server }) => `the certificate of ${server} is for other names`,
  },
  {
    words: /alert (certificate expired|bad certificate|unknown ca|certificate required|certificate unknown)/i,
    says: ({ server, context }) => `${server} does not take the certificate of the context "${context}"`,
  },
  {
    words: /Proxy response \((4\d\d)\)/,
    says: ({ server }) => `the proxy to ${server} refuses`,
    hint: 'env | grep -i proxy',
  },
  {
    code: /^ERR_OSSL|PEM/,
    says: ({ context }) => `the certificate or key of the context "${context}" cannot be read`,
  },
  {
    code: /^ERR_SSL|^EPROTO/,
    words: /wrong version number/i,
    says: ({ server }) => `${server} does not speak TLS as the kubeconfig says`,
  },
];

function lastingReason(code: string, why: string, login: Login): Reason | undefined {
  const found = LASTING.find((one) => one.code?.test(code) === true || one.words?.test(why) === true);
  if (found === undefined) return undefined;
  const { says, hint = `kubectl config view --raw --context ${login.context}` } = found;
  return { message: `${says(login)}: ${why}`, hint };
}

/** Libraries wrap what a socket says. */
function innermost(thrown: unknown): unknown {
  let cause = thrown;
  for (let depth = 0; depth < 5 && cause instanceof Error && cause.cause instanceof Error; depth += 1)
    cause = cause.cause;
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors[0];
  return cause;
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return (cause.message || codeOf(cause) || cause.name).split('\n')[0]?.trim() ?? '';
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}
