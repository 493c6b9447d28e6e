/** One simple command of a program, after quoting and constants are resolved. */
export interface ShellCommand {
  /** Wrappers such as sudo and env are taken off; words that only a run knows hold UNKNOWN. */
  readonly argv: readonly string[];
  /** Offset in the outermost text. */
  readonly offset: number;
  /** Files that it writes by redirection. */
  readonly writes: readonly string[];
  /** Files that it reads by redirection, /dev/tcp included. */
  readonly reads: readonly string[];
  /** What it gets on standard input, where that is a constant. */
  readonly stdin: string | undefined;
  /** What feeds it: the commands before it in the pipe. */
  readonly upstream: readonly ShellCommand[];
  /** What stands in its words as $(…), `…` or <(…). */
  readonly within: readonly ShellCommand[];
}

export interface Program {
  /** Every command, those of nested shells, substitutions and functions included. */
  readonly commands: readonly ShellCommand[];
  /** Program text that cannot be known before it runs, or not be read. */
  readonly undecided: readonly { readonly offset: number; readonly why: string }[];
}

/** The name of a program without its folder: /usr/bin/curl is curl. */
export function programOf(command: ShellCommand): string {
  return baseName(command.argv[0] ?? '');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
