import type { CliResult } from './cli.ts';

/** How a command failed under `--json`: `EXIT CODE`, and a complaint where it leaves the user without a next step. */
export function refusal({ exitCode, stdout, stderr }: CliResult): string {
  const { error }: { error?: { code: string; message: string; hint?: string } } = JSON.parse(stdout);
  if (error === undefined) return `${exitCode} without an error`;
  const complaints = [
    !error.hint && 'no hint',
    !error.message && 'no message',
    stderr !== '' && `stderr: ${stderr}`,
  ].filter((complaint) => complaint !== false);
  return [exitCode, error.code, ...complaints].join(' ');
}
