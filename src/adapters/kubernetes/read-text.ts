import { ClusterError } from '../../ports/cluster.ts';

/** More than an API server gives for a page of objects. */
const MOST_BYTES = 256 * 2 ** 20;

/** A whole answer as text. @throws {ClusterError} failed, where it is too much */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new ClusterError('failed', 'the answer is larger than 256 MiB');
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}
