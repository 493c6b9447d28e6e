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

/** What Vault did not do. Neither text holds a token or a value. */
export class VaultFailure extends Error {
  readonly problem: VaultProblem;
  /** The next command. */
  readonly hint: string;
  /** What came with it, for whoever knows more of the path. */
  readonly body: Json;

  constructor(problem: VaultProblem, message: string, { hint, body = null }: { hint: string; body?: Json }) {
    super(message);
    this.problem = problem;
    this.hint = hint;
    this.body = body;
  }
}
