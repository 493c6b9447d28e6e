import type { JsonObject } from '../../../base/json.ts';
import { decrypt as decryptAt, textFrom } from '../../vault/decrypt.ts';
import { encodePath } from '../../vault/encode-path.ts';
import { referenceTo } from '../../vault/reference.ts';
import { textOf } from '../../../base/json.ts';
import { StepFailure } from '../step-failure.ts';
import { type Action, type ActionCall, bytesOf, objectAt, renamed, transitPath } from './action.ts';

export const encrypt: Action = async (call) => {
  const { settings } = call;
  const body = { plaintext: bytesOf(settings['plaintext'], settings['encoding']), ...contextOf(settings) };
  const { path, data } = await ask(call, 'encrypt', body);
  const outputs = {
    ...renamed(data, 'ciphertext', 'ciphertext'),
    ...renamed(data, 'key_version', 'keyVersion'),
  };
  return { outputs, secrets: [], done: `encrypted with ${path}` };
};

/** The same ciphertext gives the same text again, so the journal can hold how. */
export const decrypt: Action = async ({ vault, settings, signal }) => {
  const path = transitPath(settings, 'decrypt');
  const ciphertext = textOf(settings['ciphertext']);
  const context = settings['context'] === undefined ? null : textOf(settings['context']);
  const base64 = await decryptAt(vault, { path, ciphertext, context, signal });
  const isText = settings['encoding'] !== 'base64';
  const asked = {
    ciphertext,
    ...(context !== null && { context }),
    ...(!isText && { encoding: 'base64' }),
  };
  const value = isText ? textFrom(base64, path) : base64;
  const secret = { field: 'plaintext', value, reference: referenceTo(path, 'plaintext', asked) };
  return { outputs: {}, secrets: [secret], done: `decrypted with ${path}` };
};

export const sign: Action = async (call) => {
  const { path, data } = await ask(call, 'sign', signed(call.settings));
  const outputs = {
    ...renamed(data, 'signature', 'signature'),
    ...renamed(data, 'key_version', 'keyVersion'),
  };
  return { outputs, secrets: [], done: `signed with ${path}` };
};

/** A signature that is not good fails the step: nobody may go on by mistake. */
export const verify: Action = async (call) => {
  const body = { ...signed(call.settings), signature: call.settings['signature'] ?? '' };
  const { path, data } = await ask(call, 'verify', body);
  if (data['valid'] !== true) {
    throw new StepFailure('failed', `${path} does not find the signature good`, { valid: false });
  }
  return { outputs: { valid: true }, secrets: [], done: `verified with ${path}` };
};

async function ask(
  { vault, settings, signal }: ActionCall,
  word: string,
  body: JsonObject,
): Promise<{ readonly path: string; readonly data: JsonObject }> {
  const path = transitPath(settings, word);
  const answer = await vault.write(encodePath(path), body, { shown: path, signal });
  return { path, data: objectAt(answer, 'data') };
}

function signed(settings: JsonObject): JsonObject {
  return {
    input: bytesOf(settings['input'], settings['encoding']),
    ...contextOf(settings),
    ...renamed(settings, 'hashAlgorithm', 'hash_algorithm'),
    ...renamed(settings, 'prehashed', 'prehashed'),
    ...renamed(settings, 'signatureAlgorithm', 'signature_algorithm'),
    ...renamed(settings, 'marshaling', 'marshaling_algorithm'),
  };
}

function contextOf({ context }: JsonObject): JsonObject {
  return context === undefined ? {} : { context: bytesOf(context, 'utf8') };
}
