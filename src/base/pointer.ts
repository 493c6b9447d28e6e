/** The segments of a JSON pointer (RFC 6901); none for the whole document. */
export function pointerSegments(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescaped);
}

/** A segment as the key that it means. */
export function unescaped(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}

/** `parent` and one segment more. */
export function pointerTo(parent: string, ...segments: readonly (string | number)[]): string {
  let pointer = parent;
  for (const segment of segments) pointer += `/${typeof segment === 'number' ? segment : escaped(segment)}`;
  return pointer;
}

/** Most segments have nothing to escape, and pointers are made by the thousand. */
function escaped(segment: string): string {
  return segment.includes('~') || segment.includes('/')
    ? segment.replaceAll('~', '~0').replaceAll('/', '~1')
    : segment;
}
