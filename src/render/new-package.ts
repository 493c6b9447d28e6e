import type { NewPackage } from '../model/new-package.ts';

/** What was written, and what to type next. */
export function describeNewPackage({ name, directory, files, next }: NewPackage): string {
  return [
    `Wrote the package ${name}:`,
    ...files.map((file) => `  ${directory}/${file}`),
    '',
    'Next:',
    ...next.map((command) => `  ${command}`),
  ].join('\n');
}
