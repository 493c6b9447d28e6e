import path from 'node:path';

export interface Mount {
  readonly point: string;
  readonly type: string;
  readonly source: string;
}

const NETWORK_TYPES =
  /^(nfs4?|cifs|smb3?|smbfs|afs|9p|ceph|lustre|gpfs|beegfs|ocfs2|gfs2?|davfs|ncpfs|fuse\.(sshfs|s3fs|rclone|glusterfs|ceph.*|davfs2?|smb.*|gcsfuse|goofys|curlftpfs|juicefs.*|moosefs|mfs|nfs.*))$/;

/** The mount that `file` lies on, by the text of /proc/self/mountinfo; the last of the longest match wins, as in the kernel. */
export function mountOf(file: string, mountinfo: string): Mount | undefined {
  let found: Mount | undefined;
  for (const line of mountinfo.split('\n')) {
    const mount = parseLine(line);
    if (mount === undefined || !isInside(file, mount.point)) continue;
    if (found === undefined || mount.point.length >= found.point.length) found = mount;
  }
  return found;
}

/** Write-ahead logging needs memory that all processes share: not to be had over a network. */
export function isNetworkMount(mount: Mount): boolean {
  return NETWORK_TYPES.test(mount.type);
}

function parseLine(line: string): Mount | undefined {
  const [before, after] = line.split(' - ');
  const point = before?.split(' ')[4];
  const [type, source] = after?.split(' ') ?? [];
  if (point === undefined || type === undefined) return undefined;
  return { point: unescape(point), type, source: unescape(source ?? '') };
}

/** Spaces, tabs, newlines and backslashes are written as octal. */
function unescape(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );
}

function isInside(file: string, folder: string): boolean {
  const relative = path.posix.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.posix.isAbsolute(relative));
}
