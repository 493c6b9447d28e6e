import { writeSync } from 'node:fs';

const STDOUT = 1;

/**
 * Writes to standard output without the stream that Node would build for it. What a full or closed pipe
 * does not take goes to the stream, which waits for the one and shrugs at the other, as oclif does.
 */
export function print(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch {
    process.stdout.once('error', ignoreClosedPipe);
    process.stdout.write(rest);
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
