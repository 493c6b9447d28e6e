import { styleText } from './style.ts';
import { formatBytes } from '../base/bytes.ts';
import type { PackedPackage } from '../model/packages.ts';
import { printable } from './printable.ts';
import { fields } from './table.ts';

/** What was packed and where, and the command that comes next. */
export function describePacked(packed: PackedPackage): string {
  const { path, digest, files, bytes, leftOut } = packed;
  return [
    `${styleText('green', 'Packed')} ${printable(`${packed.name} ${packed.version}`)}`,
    fields([
      ['file', path],
      ['digest', digest],
      ['holds', `${files} files, ${formatBytes(bytes)} packed`],
      ...(leftOut.length === 0 ? [] : [['left out', someOf(leftOut)] as const]),
    ]),
    `${styleText('dim', 'next:')} atomctl sign ${printable(path)} --key atomctl.key`,
  ].join('\n');
}

function someOf(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(', ');
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
