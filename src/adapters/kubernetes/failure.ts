import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { hasCause } from '../../model/status-causes.ts';
import { ClusterError, type ClusterFailure } from '../../ports/cluster.ts';
import type { Login } from './login.ts';

interface Answer {
  readonly status: number;
  /** Its body. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What an answer that is no success says. */
export function failureOf({ status, text, headers }: Answer, { server, context }: Login): ClusterError {
  const answer = statusIn(text);
  const words =
    answer === null ? `HTTP ${status}: ${text.trim().slice(0, 500)}` : textOf(answer['message'] ?? '');
  const failure = kindOf(status, answer, words);
  const message =
    failure === 'unauthorized'
      ? `${server} does not take the credentials of the context "${context}": they are wrong, or have expired`
      : words;
  const ending = endingNamespace(answer);
  const hint =
    failure === 'unauthorized'
      ? `kubectl auth whoami --context ${context}`
      : ending && `kubectl get namespace ${ending} -o yaml`;
  const retryAfterMs = retryAfter(answer, headers['retry-after']);
  return new ClusterError(failure, message, { status, answer, retryAfterMs, hint });
}

const BY_STATUS: ReadonlyMap<number, ClusterFailure> = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [410, 'expired'],
  [422, 'invalid'],
  [429, 'throttled'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'timeout'],
]);

function kindOf(status: number, answer: JsonObject | null, message: string): ClusterFailure {
  const reason = answer?.['reason'];
  if (reason === 'AlreadyExists') return 'already-exists';
  if (reason === 'Expired' || reason === 'Gone') return 'expired';
  if (reason === 'Invalid' || endingNamespace(answer) !== undefined) return 'invalid';
  // An admission plugin may answer with any status, and with 403 as authorisation does.
  if (/^admission webhook |failed calling webhook| denied (the )?request: /.test(message)) return 'rejected';
  return BY_STATUS.get(status) ?? (status === 400 ? 'invalid' : 'failed');
}

/** The namespace that takes nothing new, as it is being deleted: the server says that as if it were forbidden. */
function endingNamespace(answer: JsonObject | null): string | undefined {
  const isEnding = hasCause(answer, 'NamespaceTerminating');
  return isEnding ? /in namespace (\S+) because/.exec(textOf(answer?.['message'] ?? ''))?.[1] : undefined;
}

function statusIn(text: string): JsonObject | null {
  try {
    const parsed: Json = JSON.parse(text);
    return isJsonObject(parsed) && parsed['kind'] === 'Status' ? parsed : null;
  } catch {
    return null;
  }
}

function retryAfter(
  answer: JsonObject | null,
  header: string | readonly string[] | undefined,
): number | undefined {
  const details = answer?.['details'];
  const said = isJsonObject(details) ? details['retryAfterSeconds'] : undefined;
  const seconds = typeof said === 'number' ? said : Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
