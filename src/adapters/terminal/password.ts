import { AtomError } from '../../base/errors.ts';

export interface PasswordSource {
  /** From the environment; an empty one counts. */
  readonly given: string | undefined;
  /** Asked twice: a mistyped password of a new key would lose it. */
  readonly confirm: boolean;
}

/** The password of a key file. Asks only a person at a terminal. @throws {AtomError} ATOM_KEY_PASSWORD, ATOM_INTERRUPTED */
export async function passwordFor(file: string, { given, confirm }: PasswordSource): Promise<string> {
  if (given !== undefined) return given;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new AtomError(
      'ATOM_KEY_PASSWORD',
      `${file} needs a password, and there is no terminal to ask for it`,
      {
        hint: 'Set ATOMCTL_PASSWORD (or COSIGN_PASSWORD); it may be empty',
      },
    );
  }
  const first = await ask(`Password for ${file}`);
  if (confirm && (await ask('The same again')) !== first) {
    throw new AtomError('ATOM_KEY_PASSWORD', 'The two passwords differ', { hint: 'Run the command again' });
  }
  return first;
}

async function ask(message: string): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw new AtomError('ATOM_INTERRUPTED', 'No password was given');
  return answer;
}
