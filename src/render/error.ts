import { styleText } from './style.ts';
import { type AtomError, formatLocation } from '../base/errors.ts';
import { printable } from './printable.ts';

/** A failure as a person reads it: where, what, its code, and what to type next. */
export function describeError(error: AtomError): string {
  const where = error.location === undefined ? '' : `${formatLocation(error.location)}: `;
  const lines = [
    `${styleText('red', 'Error:')} ${printable(`${where}${error.message}`)} ${styleText('dim', `(${error.code})`)}`,
  ];
  const cause = causeOf(error);
  if (cause !== undefined) lines.push(`  cause: ${printable(cause)}`);
  if (error.hint !== undefined) lines.push(`  try:   ${printable(error.hint)}`);
  return `${lines.join('\n')}\n`;
}

function causeOf(error: AtomError): string | undefined {
  if (!(error.cause instanceof Error)) return undefined;
  return error.message.includes(error.cause.message) ? undefined : error.cause.message;
}
