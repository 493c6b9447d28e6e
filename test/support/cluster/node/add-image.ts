import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeParts } from '../place.ts';
import { type Image, writeImage } from './images.ts';
import { inNode } from './in-node.ts';

/** Makes an image and brings it to the node of a cluster that was built here, for pods that do not pull. */
export function addImage(home: string, make: (root: string) => Image): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-image-'));
  try {
    const image = make(path.join(folder, 'root'));
    const archive = path.join(folder, 'image.tar');
    writeImage(archive, image);
    const ctr = path.join(nodeParts()?.containerd ?? '', 'usr/bin/ctr');
    const words = ['--address=/run/containerd/containerd.sock', '--namespace=k8s.io', 'images', 'import'];
    const [nsenter = '', ...within] = inNode(home, ['mount']);
    execFileSync(nsenter, [...within, ctr, ...words, '--digests=false', archive], { stdio: 'pipe' });
    return image.name;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
