import { createHash } from 'node:crypto';
import { type JsonObject, textOf } from '../../../base/json.ts';
import type { FailureKind } from '../../../model/plan.ts';
import type { StepContext } from '../../../ports/executor.ts';
import { connectTo } from '../network/connect-to.ts';
import { declaredUrl, MAIL } from '../network/egress.ts';
import { StepFailure, stopped } from '../step-failure.ts';
import type { Channel, Notice } from './channel.ts';

const SILENCE_MS = 30_000;

/** A mail by SMTP. Its Message-ID is made from the idempotency key: a second copy of one notice is seen as such. */
export const mail: Channel = async (notice, context) => {
  const server = declaredUrl(textOf(notice.settings['url']), context.egress, MAIL);
  const { createTransport } = await import('nodemailer');
  const connection = await connectTo(server, context.signal);
  const stop = () => connection.destroy();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    const transport = createTransport({ ...optionsOf(server, notice.settings), connection });
    const { accepted, rejected, messageId } = await transport.sendMail(letter(notice, context));
    return { accepted: accepted.map(addressOf), rejected: rejected.map(addressOf), messageId };
  } catch (error) {
    throw context.signal.aborted ? stopped(context.signal) : failureOf(error);
  } finally {
    context.signal.removeEventListener('abort', stop);
    connection.destroy();
  }
};

/** A password is only ever sent over TLS; nothing needs it on the way to this machine. */
function optionsOf({ protocol, hostname }: URL, { username, password }: JsonObject) {
  const isSecret = password !== undefined;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return {
    host: hostname,
    secure: protocol === 'smtps:',
    ignoreTLS: isHere,
    requireTLS: isSecret && !isHere,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(isSecret && { auth: { user: textOf(username), pass: textOf(password) } }),
  };
}

function letter({ step, message, settings }: Notice, { run, idempotencyKey }: StepContext) {
  const { from, to, subject } = settings;
  const id = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
  return {
    from: textOf(from),
    to: Array.isArray(to) ? to.map(textOf) : textOf(to),
    subject: textOf(subject ?? message.split('\n', 1)[0]),
    text: message,
    messageId: `<${id}@atomctl>`,
    headers: { 'X-Atomctl-Run': run, 'X-Atomctl-Step': step },
  };
}

function addressOf(receiver: string | { readonly address: string }): string {
  return typeof receiver === 'string' ? receiver : receiver.address;
}

/** A 4xx of SMTP asks to try again later, a 5xx never to (RFC 5321, 4.2.1). */
function failureOf(error: unknown): StepFailure {
  if (error instanceof StepFailure || !(error instanceof Error)) throw error;
  const status =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null;
  if (status !== null)
    return new StepFailure(status < 500 ? 'unavailable' : 'failed', said(error), { status });
  const code = 'code' in error ? String(error.code) : '';
  return new StepFailure(Object.hasOwn(KINDS, code) ? (KINDS[code] ?? 'failed') : 'failed', said(error));
}

/** By the codes of nodemailer. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ETIMEDOUT: 'timeout',
  ECONNECTION: 'unavailable',
  ESOCKET: 'unavailable',
  EDNS: 'unavailable',
};

function said({ message }: Error): string {
  return `the mail server: ${message}`;
}
