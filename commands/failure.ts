import { CLIError } from '@oclif/core/errors';
import { suggest } from '../src/base/suggest.ts';
import { AtomError } from '../src/base/errors.ts';
import { asFailure } from '../src/base/failure.ts';

/** What a usage error can say of the command that it is about. */
interface CommandWords {
  readonly id?: string | undefined;
  readonly flags?: object;
  readonly baseFlags?: object;
}

/** A thrown value as an AtomError; what oclif says of flags and arguments is a usage error. */
export function failureOf(thrown: unknown, command: CommandWords | undefined): AtomError {
  if (!(thrown instanceof CLIError)) return asFailure(thrown);
  const message = thrown.message.replace(/\nSee more help with --help$/, '');
  const words = ['atomctl', ...(command?.id?.split(':') ?? [])].join(' ');
  const [, flag = ''] = /^Nonexistent flag: --(.+)$/.exec(message) ?? [];
  const meant = suggest(flag, Object.keys({ ...command?.flags, ...command?.baseFlags }));
  return new AtomError('ATOM_USAGE', meant === undefined ? message : `${message}, did you mean --${meant}?`, {
    hint: `${words} --help`,
  });
}
