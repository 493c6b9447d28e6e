import type { Json } from '../../base/json.ts';
import { ClusterError } from '../../ports/cluster.ts';

/** What etcd stores is smaller by far. */
const LONGEST = 16 * 2 ** 20;

/** A stream of JSON texts, one a line. A last line without its end is what a connection left of it: it is dropped. */
export async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Json> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST) throw new ClusterError('failed', 'a line of a watch has no end');
    for (const line of lines) if (line.trim() !== '') yield parsed(line);
  }
}

function parsed(line: string): Json {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ClusterError('failed', 'a line of a watch is no JSON', { cause });
  }
}
