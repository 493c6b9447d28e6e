import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

export interface Backup {
  /** The folder that is packed; change a file in it and call `pack` again to damage the backup. */
  readonly folder: string;
  readonly archive: string;
  pack(): Promise<void>;
}

/** A real backup: files, a checksum list made by sha256sum, a gzip'd tar made by tar. */
export async function makeBackup(at: string, files: Readonly<Record<string, string>>): Promise<Backup> {
  const folder = path.join(at, 'data');
  const archive = path.join(at, 'backup: 2026-11-21.tar.gz');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const { stdout } = await execa('find', ['.', '-type', 'f', '-exec', 'sha256sum', '{}', '+'], {
    cwd: folder,
  });
  writeFileSync(path.join(folder, 'SHA256SUMS'), `${stdout}\n`);
  const pack = async (): Promise<void> => {
    await execa('tar', ['--force-local', '--sort=name', '-czf', archive, '-C', folder, '.']);
  };
  await pack();
  return { folder, archive, pack };
}
