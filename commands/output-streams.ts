/** Exit code of ATOM_DISK_FULL: what was printed did not all arrive. */
const LOST_OUTPUT = 8;

/**
 * Work goes on when nobody takes what is printed: a run is not cut off because its terminal is gone or the disk
 * behind its log is full. A reader that has read enough is no failure; everything else shows in the exit code.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // oclif's own listener throws.
    stream.removeAllListeners('error');
    stream.on('error', (error) => {
      if (!('code' in error && error.code === 'EPIPE')) process.exitCode = LOST_OUTPUT;
    });
  }
}
