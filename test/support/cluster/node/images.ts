import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { part } from '../../parts.ts';
import type { ClusterPlace, NodeParts } from '../place.ts';

/** What holds a pod's namespaces. */
export const PAUSE = 'localhost/atomctl-test/pause:1';
/** Busybox with all its applets. */
export const BUSYBOX = 'localhost/atomctl-test/busybox:1';
/** Something to scale and who uses it, where the part `workload` is. */
export const WORKLOAD = 'localhost/atomctl-test/workload:1';

export interface Image {
  readonly name: string;
  readonly root: string;
  readonly command: readonly string[];
}

/** Makes the images of the cluster, as archives in `node/images`. */
export function writeImages({ home, tree }: ClusterPlace, { runc }: NodeParts): void {
  const into = path.join(home, 'node/images');
  const roots = path.join(home, 'node/roots');
  mkdirSync(into, { recursive: true });

  const one = (name: string, program: string) => {
    const file = path.basename(program);
    const root = path.join(roots, file);
    mkdirSync(root, { recursive: true });
    copyFileSync(program, path.join(root, file));
    writeImage(path.join(into, `${file}.tar`), { name, root, command: [`/${file}`] });
  };
  one(PAUSE, path.join(tree, 'pause'));
  const workload = part('workload');
  if (workload !== undefined) one(WORKLOAD, workload);

  const root = path.join(roots, 'busybox');
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'sys', 'var'])
    mkdirSync(path.join(root, folder), { recursive: true });
  mkdirSync(path.join(root, 'tmp'));
  execFileSync('chmod', ['1777', path.join(root, 'tmp')]);
  const program = path.join(root, 'bin/busybox');
  copyFileSync(path.join(runc, 'bin/busybox'), program);
  for (const applet of execFileSync(program, ['--list'], { encoding: 'utf8' }).trim().split('\n')) {
    if (applet !== 'busybox') linkSync(program, path.join(root, 'bin', applet));
  }
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nada:x:1000:1000::/:/bin/sh\n');
  writeImage(path.join(into, 'busybox.tar'), { name: BUSYBOX, root, command: ['sh'] });
  rmSync(roots, { recursive: true });
}

/** An OCI image of one layer, the same bytes each time. */
export function writeImage(archive: string, { name, root, command }: Image): void {
  const layout = `${root}.oci`;
  const blobs = path.join(layout, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const put = (bytes: Buffer, kind: string) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(path.join(blobs, hash), bytes);
    return { mediaType: `application/vnd.oci.image.${kind}`, digest: `sha256:${hash}`, size: bytes.length };
  };
  const putJson = (value: unknown, kind: string) =>
    put(Buffer.from(JSON.stringify(value)), `${kind}.v1+json`);

  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  execFileSync('tar', ['-C', root, ...same, '-cf', `${root}.tar`, '.']);
  const layer = put(readFileSync(`${root}.tar`), 'layer.v1.tar');
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = putJson(
    {
      architecture,
      os: 'linux',
      config: { Env: ['PATH=/bin'], Cmd: command },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    },
    'config',
  );
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = putJson({ schemaVersion: 2, mediaType, config, layers: [layer] }, 'manifest');
  const annotations = { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': '1' };
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] };
  writeFileSync(path.join(layout, 'index.json'), JSON.stringify(index));
  writeFileSync(path.join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  execFileSync('tar', ['-C', layout, '-cf', archive, 'oci-layout', 'index.json', 'blobs']);
}
