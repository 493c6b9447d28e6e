const FOLDERS = new Set(['.git/', '.hg/', '.svn/', 'node_modules/', '__pycache__/']);
const FILES =
  /^(atomctl\.key|cosign\.key|\.DS_Store|Thumbs\.db|desktop\.ini|.*~|\.git|.*\.(wpk|sigstore\.json|atomctl-tmp|sw[op]|pyc))$/;

/**
 * What packing leaves out: version control and its worktree files, installed modules, what systems and editors leave behind,
 * packages and their signatures, and the keys that signed them. A folder's path ends with `/`.
 */
export function isLeftOut(path: string): boolean {
  const name = /[^/]+\/?$/.exec(path)?.[0] ?? '';
  if (path === 'checksums.json') return true;
  return name.endsWith('/') ? FOLDERS.has(name) : FILES.test(name);
}
