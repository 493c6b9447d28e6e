/** Each segment as a URL takes it, and as the templates of node-vault leave it, which are made for HTML. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll("'", '%27'))
    .join('/');
}
