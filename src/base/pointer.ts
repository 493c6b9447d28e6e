/** The segments of a JSON pointer (RFC 6901); none for the whole document. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `parent` and one segment more. */
export function pointerTo(parent: string, ...segments: readonly (string | number)[]): string {
  return [parent, ...segments.map((s) => String(s).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
