import { chmodSync, chownSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { StepContext } from '../../../ports/executor.ts';
import { privateFolder, removePrivateFiles, writePrivateFiles } from '../process/private-files.ts';
import type { ContainerCall } from './container-call.ts';
import { INSIDE } from './inside.ts';

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What an attempt's container shares with this host. */
export interface ContainerFolders extends Disposable {
  readonly mounts: readonly Mount[];
  /** Variables that tell the container where its own things are. */
  readonly env: Readonly<Record<string, string>>;
  /** On this host: what it wrote to $ATOMCTL_OUTPUT. */
  readonly outputFile: string;
}

/**
 * Makes them: a folder for its outputs, which no other attempt has, and its private files, each mounted by itself.
 * To a `stranger`, a user that does not own the run's folders, they are opened: their parent lets nobody else in.
 */
export function containerFolders(
  call: ContainerCall,
  context: StepContext,
  stranger: string | null,
): ContainerFolders {
  const { outputFile, workFolder, packageFolder } = context;
  const outputs = `${outputFile}.container`;
  const name = path.basename(outputFile);
  rmSync(outputs, { recursive: true, force: true });
  mkdirSync(outputs, { recursive: true, mode: 0o700 });
  const files = writePrivateFiles(privateFolder(context.run, workFolder), name, call.files);
  if (stranger !== null) open(stranger, { folders: [outputs, workFolder], files: Object.values(files) });
  return {
    mounts: [
      { source: workFolder, target: INSIDE.work, readOnly: false },
      { source: packageFolder, target: INSIDE.package, readOnly: true },
      { source: outputs, target: INSIDE.outputs, readOnly: false },
      ...Object.entries(files).map(([file, source]) => ({
        source,
        target: `${INSIDE.files}/${file}`,
        readOnly: true,
      })),
    ],
    env: {
      ...Object.fromEntries(Object.keys(files).map((file) => [file, `${INSIDE.files}/${file}`])),
      ATOMCTL_OUTPUT: `${INSIDE.outputs}/${name}`,
      ATOMCTL_PACKAGE: INSIDE.package,
    },
    outputFile: path.join(outputs, name),
    [Symbol.dispose]: () => {
      removePrivateFiles(files);
      removeLeft(outputs);
    },
  };
}

/** What another user left in it may not be ours to remove: it goes with the run. */
function removeLeft(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^E(?:ACCES|PERM|NOTEMPTY)$/.test(String(error.code))))
      throw error;
  }
}

interface Shared {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

function open(user: string, { folders, files }: Shared): void {
  for (const folder of folders) chmodSync(folder, 0o777);
  const [, uid] = /^(\d{1,9})(?::|$)/.exec(user) ?? [];
  for (const file of files) {
    // Root may give a file away; anybody else can only let others read it.
    if (process.getuid?.() === 0 && uid !== undefined) chownSync(file, Number(uid), -1);
    else chmodSync(file, 0o644);
  }
}
