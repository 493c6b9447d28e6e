import type { Json } from '../../base/json.ts';

export type VaultProblem =
  /** Nobody answers, or something that is not Vault. */
  | 'unreachable'
  | 'sealed'
  | 'timeout'
  | 'throttled'
  /** The token may not. */
  | 'denied'
  /** There is no token, or Vault does not take it. */
  | 'unauthenticated'
  | 'missing'
  /** A check-and-set that did not match. */
  | 'conflict'
  | 'invalid'
  | 'stopped';

interface Circumstances {
  readonly hint: string;
  readonly body?: Json;
  readonly retryAfterMs?: number | undefined;
}

/** What Vault did not do. Neither text holds a token or a value. */
export class VaultFailure extends Error {
  readonly problem: VaultProblem;
  /** The next command. */
  readonly hint: string;
  /** What came with it, for whoever knows more of the path. */
  readonly body: Json;
  /** What Vault asks to wait, in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: VaultProblem, message: string, { hint, body = null, retryAfterMs }: Circumstances) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.problem = problem;
    this.hint = hint;
    this.body = body;
  }
}
