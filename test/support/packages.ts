import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PackageFile } from '../../src/model/wpk.ts';

/** The smallest manifest that validates. */
export function manifestText(name = 'sample', version = '1.0.0'): string {
  return `apiVersion: v1
kind: WorkflowPackage
metadata:
  name: ${name}
  version: ${version}
  author: sre@example.org
spec:
  runtime: {type: shell}
  handlers:
    - name: hello
      with: {command: [echo, hello]}
`;
}

export function file(name: string, content: string | Uint8Array = '', mode = 0o644): PackageFile {
  return { path: name, mode, bytes: Buffer.from(content) };
}

/** Writes files under a folder; paths may have folders of their own. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
