import type { RunId } from './run.ts';

/** What keeps an open run from its end. */
export type Ailment =
  /** Its process is gone, or let go of it, and nothing but a command is needed. */
  | 'interrupted'
  /** Its process is alive, and was stopped or let its lease end. */
  | 'silent'
  /** Its process belongs to another container, which nobody here can see, and its lease has ended. */
  | 'unreachable'
  /** Its approval is used up, and nothing of it was begun. */
  | 'not-begun'
  | 'paused'
  /** For a person's word. */
  | 'waiting'
  | 'damaged';

/** What is left of a run that is over: processes, containers, control groups or folders; something to do by hand. */
export type Remains = 'leftovers' | 'rollback-failed';

export interface RunFinding {
  readonly ailment: Ailment | Remains;
  readonly run: RunId;
  /** Null: the store does not know the run. */
  readonly package: string | null;
  /** RFC 3339: when the run was made, or ended where it is over. */
  readonly since: string | null;
  /** In words. */
  readonly detail: string;
  /** What to type. */
  readonly fix: string;
  /** What --fix did about it; null: nothing. */
  readonly mended: { readonly ok: boolean; readonly detail: string } | null;
}

/** What `runs doctor` gives. */
export interface RunDoctorReport {
  readonly items: readonly RunFinding[];
  /** How many of them still need somebody; a rollback that failed is over, and does not count. */
  readonly stuck: number;
  /** Logged bytes that no log names, and --fix removed; null: it did not look. */
  readonly pruned: { readonly chunks: number; readonly bytes: number } | null;
}
