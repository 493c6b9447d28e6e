import { isUtf8 } from 'node:buffer';

const KEEPING_BOM = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes as text, or the place of the first byte that is not UTF-8. */
export function decodeUtf8(
  bytes: Uint8Array,
): { readonly text: string } | { readonly line: number; readonly col: number } {
  return firstOdd(bytes) ?? { text: KEEPING_BOM.decode(bytes) };
}

/** The place of the first byte that is not UTF-8; undefined where all are. */
export function firstOdd(bytes: Uint8Array): { readonly line: number; readonly col: number } | undefined {
  if (isUtf8(bytes)) return undefined;
  const good = new TextDecoder().decode(bytes.subarray(0, goodLength(bytes)), { stream: true });
  return { line: good.split('\n').length, col: good.length - good.lastIndexOf('\n') };
}

/** How many bytes of the front are UTF-8, a character that is cut at the end not counted against them. */
function goodLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isGoodFront(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isGoodFront(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
