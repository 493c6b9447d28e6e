import { type Digest, hexOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

const STATEMENT_TYPE = 'application/vnd.in-toto+json';

const STATEMENTS: ReadonlySet<unknown> = new Set([
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
]);

/** The predicate of an attestation that says no more than "I signed this", as cosign 3 writes it. */
export const SIGNED_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';

/** What a DSSE signature is made over. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/**
 * That an in-toto statement is about the artifact and says what was asked for: an attestation of a test result
 * is signed as well as a signature is, and does not mean that anybody approved of the artifact.
 * @throws {AtomError} ATOM_SIGNATURE_INVALID
 */
export function checkStatement(
  envelope: { readonly payloadType: string; readonly payload: Uint8Array },
  wanted: { readonly digest: Digest; readonly predicateType: string; readonly file: string },
): void {
  if (envelope.payloadType !== STATEMENT_TYPE) {
    throw invalid(wanted.file, `its payload is ${envelope.payloadType}, not an in-toto statement`);
  }
  const statement = parseStatement(envelope.payload, wanted.file);
  if (statement['predicateType'] !== wanted.predicateType) {
    throw invalid(
      wanted.file,
      `it attests ${JSON.stringify(statement['predicateType'])}, not ${wanted.predicateType}`,
    );
  }
  if (!subjectsOf(statement).some((subject) => sha256Of(subject) === hexOf(wanted.digest))) {
    throw invalid(wanted.file, 'it is about another file');
  }
}

function parseStatement(payload: Uint8Array, file: string): JsonObject {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse gives JSON.
    const statement = JSON.parse(Buffer.from(payload).toString('utf8')) as Json;
    if (isJsonObject(statement) && STATEMENTS.has(statement['_type'])) {
      return statement;
    }
  } catch (cause) {
    throw invalid(file, 'its payload is not JSON', cause);
  }
  throw invalid(file, 'its payload is not an in-toto statement');
}

function subjectsOf(statement: JsonObject): readonly Json[] {
  const { subject } = statement;
  return Array.isArray(subject) ? subject : [];
}

function sha256Of(subject: Json): Json | undefined {
  if (!isJsonObject(subject)) return undefined;
  const { digest } = subject;
  return isJsonObject(digest) ? digest['sha256'] : undefined;
}

function invalid(file: string, why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_SIGNATURE_INVALID', `The attestation does not sign ${file}: ${why}`, {
    hint: `Ask for a signature of this file, or name the kind with --type`,
    cause,
  });
}
