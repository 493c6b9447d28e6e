import { readFile, stat } from 'node:fs/promises';
import { AtomError } from '../../base/errors.ts';
import { decodeUtf8 } from '../../base/utf8.ts';

const MOST_BYTES = 1024 * 1024;

/**
 * The value behind env://NAME or file://PATH; a file's last line break is not part of it.
 * @throws {AtomError} ATOM_NEEDS_MISSING. Messages hold the reference, never the value.
 */
export async function readSecret(reference: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (reference.startsWith('env://')) return fromEnvironment(reference.slice('env://'.length), env);
  if (reference.startsWith('file://')) return fromFile(reference);
  throw missing(
    `${reference}: this build reads env:// and file:// only`,
    'Give the input as env://NAME or file://PATH',
  );
}

function fromEnvironment(name: string, env: NodeJS.ProcessEnv): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw missing(`The environment has no ${name}, which an input names`, `export ${name}=…`);
}

async function fromFile(reference: string): Promise<string> {
  const path = reference.slice('file://'.length);
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES)
      throw missing(`${reference} is larger than ${MOST_BYTES} bytes`, 'Name a smaller file');
    const decoded = decodeUtf8(await readFile(path));
    if ('text' in decoded) return decoded.text.replace(/\r?\n$/, '');
    throw missing(`${reference} is not UTF-8 text`, `base64 ${path}  (and let the step decode it)`);
  } catch (cause) {
    if (cause instanceof AtomError) throw cause;
    throw missing(`${reference} cannot be read`, `ls -l ${path}`, cause);
  }
}

function missing(message: string, hint: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_NEEDS_MISSING', message, { hint, cause });
}
