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
  const bytes = Buffer.from(text);
  const rest = throughStream ? bytes : bytes.subarray(writeNow(bytes));
  if (rest.length > 0) process.stdout.write(rest);
}

/** How many of the bytes could be written. */
function writeNow(bytes: Uint8Array): number {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
  } catch {
    throughStream = true;
    process.stdout.on('error', ignoreClosedPipe);
  }
  return written;
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
