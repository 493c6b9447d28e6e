import { writeSync } from 'node:fs';

const STDOUT = 1;
/** Whether the stream is needed: what is printed later waits behind what it holds. */
let throughStream = false;

/**
 * Writes to standard output without the stream that Node would build for it. What a full or closed pipe
 * does not take goes to the stream, which waits for the one and shrugs at the other, as oclif does. Bytes may be
 * used for something else afterwards.
 */
export function print(text: string | Uint8Array): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0 && !throughStream) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch {
    throughStream = true;
    process.stdout.on('error', ignoreClosedPipe);
  }
  if (rest.length > 0) process.stdout.write(rest);
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
