import { CLIError } from '@oclif/core/errors';
import { AtomError } from '../src/base/errors.ts';
import { asFailure } from '../src/base/failure.ts';

/** A thrown value as an AtomError; what oclif says of flags and arguments is a usage error. */
export function failureOf(thrown: unknown, command: string | undefined): AtomError {
  if (!(thrown instanceof CLIError)) return asFailure(thrown);
  const message = thrown.message.replace(/\nSee more help with --help$/, '');
  const help = ['atomctl', ...(command?.split(':') ?? []), '--help'].join(' ');
  return new AtomError('ATOM_USAGE', message, { hint: help });
}
