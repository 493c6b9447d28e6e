import type { JsonObject } from '../../../base/json.ts';
import { redactText } from '../../../base/redact.ts';
import type { StepError } from '../../../model/run.ts';
import type { Executor, StepContext } from '../../../ports/executor.ts';
import type { VaultClient } from '../../vault/client.ts';
import { VaultFailure, type VaultProblem } from '../../vault/failure.ts';
import { asOutcome, StepFailure, stopped } from '../step-failure.ts';
import type { Action, ActionResult } from './action.ts';
import { lookup, renew, revoke } from './lease-actions.ts';
import { read, remove, write } from './secret-actions.ts';
import { decrypt, encrypt, sign, verify } from './transit-actions.ts';

const ACTIONS: Readonly<Record<string, Action>> = {
  read,
  write,
  delete: remove,
  encrypt,
  decrypt,
  sign,
  verify,
  lookup,
  renew,
  revoke,
};

/** Reads, writes and computes in the Vault of the settings. What it reads is secret. */
export function vaultExecutor(vault: () => Promise<VaultClient>): Executor {
  return {
    type: 'vault',
    execute: (step, settings, context) =>
      asOutcome(async () => {
        if (context.signal.aborted) throw stopped(context.signal);
        const action = step.action !== null && Object.hasOwn(ACTIONS, step.action) && ACTIONS[step.action];
        if (!action) throw new StepFailure('refused', `vault has no action "${step.action ?? ''}"`);
        const result = await act(action, { vault: await vault(), settings, context });
        context.log('stdout', Buffer.from(`${redactText(result.done, context.secrets)}\n`));
        return { kind: 'done', outputs: result.outputs, secrets: result.secrets };
      }),
  };
}

interface Acting {
  readonly vault: VaultClient;
  readonly settings: JsonObject;
  readonly context: StepContext;
}

async function act(action: Action, { vault, settings, context }: Acting): Promise<ActionResult> {
  const { signal } = context;
  try {
    return await action({ vault, settings, signal, journal: context });
  } catch (error) {
    if (!(error instanceof VaultFailure)) throw error;
    if (signal.aborted) throw stopped(signal);
    const { problem, message, hint, retryAfterMs } = error;
    const what = { kind: KIND_OF[problem], ...(retryAfterMs !== undefined && { retryAfterMs }) };
    throw new StepFailure(what, `${message} (try: ${hint})`);
  }
}

const KIND_OF: Readonly<Record<VaultProblem, StepError['kind']>> = {
  unreachable: 'unavailable',
  sealed: 'unavailable',
  timeout: 'timeout',
  throttled: 'throttled',
  denied: 'refused',
  unauthenticated: 'refused',
  missing: 'failed',
  conflict: 'conflict',
  invalid: 'failed',
  stopped: 'cancelled',
};
