import { captureOfToken, tokenCaptured } from '../../../model/own-token.ts';
import type { VaultClient } from '../../vault/client.ts';
import { VaultFailure } from '../../vault/failure.ts';
import { endOwnToken, lengthen, makeOwnToken } from '../../vault/own-token.ts';
import type { ActionCall } from './action.ts';

const ENDING_MS = 5000;

/**
 * Asks with a token of its own, which the journal names before anything is made with it. What an attempt before this
 * one was given, and nobody wrote down, ends first; what this one was given in vain ends at once where Vault answers,
 * else with the run.
 */
export async function withOwnToken<T>(
  { vault, signal, journal }: ActionCall,
  ask: (vault: VaultClient) => Promise<T>,
): Promise<T> {
  for (const { state } of await journal.captures()) {
    const earlier = tokenCaptured(state);
    if (earlier !== undefined) await endOwnToken(vault, earlier, signal);
  }
  const token = await makeOwnToken(vault, { run: journal.run, signal });
  await journal.captured(captureOfToken(token.accessor));
  try {
    const answer = await ask(token.vault);
    await lengthen(token, signal);
    return answer;
  } catch (error) {
    await endOwnToken(vault, token.accessor, AbortSignal.timeout(ENDING_MS)).catch(ignoreVault);
    throw error;
  }
}

function ignoreVault(error: unknown): void {
  if (!(error instanceof VaultFailure)) throw error;
}
