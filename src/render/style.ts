import { fstatSync } from 'node:fs';
import { styleText as withStyle } from 'node:util';

const STDOUT = 1;
let mayBeTerminal: boolean | undefined;

/**
 * As `util.styleText`, which builds the stream of standard output to ask it whether it is a terminal:
 * milliseconds, where a file or pipe is known to be none.
 */
export function styleText(format: Parameters<typeof withStyle>[0], text: string): string {
  mayBeTerminal ??= isCharacterDevice();
  const plain = !mayBeTerminal && process.env['FORCE_COLOR'] === undefined;
  return plain ? text : withStyle(format, text);
}

function isCharacterDevice(): boolean {
  try {
    return fstatSync(STDOUT).isCharacterDevice();
  } catch {
    return true;
  }
}
