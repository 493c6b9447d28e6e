import type { Phase, ProcessIdentity, RunId, StepContainer } from '../model/run.ts';
import type { StepProcess } from '../model/run-view.ts';
import type { RunPackage } from '../model/wpk.ts';

/** This host's processes, as far as a run's ownership needs them. */
export interface Processes {
  /** The process that asks. */
  own(): ProcessIdentity;
  /** Exactly this process, not a zombie and not another under its number. */
  isAlive(identity: ProcessIdentity): boolean;
  /** Whether it is alive and was told to stop (^Z, SIGSTOP); false where this host cannot tell. */
  isStopped(identity: ProcessIdentity): boolean;
  /** Whether `isAlive` can know: the process belongs to this host, though perhaps to an earlier boot of it. */
  isKnowable(identity: ProcessIdentity): boolean;
  /** Kills an owner with all that descends from it, and waits until it is gone. */
  endOwner(owner: ProcessIdentity): Promise<void>;
  /** Ends whatever is left of an attempt's processes, also of those that nobody recorded, and waits until it is gone. */
  endStep(step: { readonly process: StepProcess | null; readonly outputFile: string }): Promise<void>;
  /** Processes of attempts whose outputs lie under `folder`, whoever started them; empty where this host cannot tell. */
  ofAttempts(folder: string): readonly AttemptProcess[];
  /** Milliseconds since boot, sleep included: what leases count. */
  bootTime(): number;
}

export interface AttemptProcess {
  readonly pid: number;
  readonly outputFile: string;
}

/** Containers of steps: they outlive the process that had them started. */
export interface Containers {
  /**
   * Ends what is left of an attempt's container and waits until it is gone. `container` is null where none was
   * recorded: then it was never started. Gives why nobody can know that it is gone, as where its engine does not
   * answer; null where it is.
   */
  end(attempt: {
    readonly container: StepContainer | null;
    readonly idempotencyKey: string;
    readonly attempt: number;
  }): Promise<string | null>;
  /** Containers of runs whose folders lie under `root`, on the engine that is named now; none where it does not answer. */
  ofRuns(root: string): Promise<readonly RunContainer[]>;
  /** Ends one and waits until it is gone; gives why it may still be there. */
  remove(container: RunContainer): Promise<string | null>;
}

export interface RunContainer {
  readonly run: string;
  readonly id: string;
}

export interface AttemptRef {
  readonly phase: Phase;
  readonly step: string;
  readonly attempt: number;
}

/** Where bytes of a log come from; `note`: atomctl itself says something of the log. */
export type LogStream = 'stdout' | 'stderr' | 'note';

/** The log of one attempt: made with its first byte, so that a silent step costs nothing. */
export interface StepLog {
  /** Readers, and whoever comes after a crash, find the bytes when it returns. @throws {AtomError} ATOM_DISK_FULL */
  write(stream: LogStream, bytes: Uint8Array): void;
  close(): void;
}

/** Where a run has its files. */
export interface RunFolders {
  /** Makes what is missing, unpacks the package read-only, and gives the paths. */
  prepare(run: RunId, wpk: RunPackage): Promise<RunPaths>;
  paths(run: RunId): RunPaths;
  /** Everything but the logs. */
  remove(run: RunId): Promise<void>;
  openLog(run: RunId, attempt: AttemptRef): StepLog;
  /** The attempts of a run that wrote something. */
  logged(run: RunId): Promise<readonly AttemptRef[]>;
  /** Runs of which more than logs is there: `here` under this home, `privately` as private files of any home. */
  left(): Promise<{ readonly here: readonly RunId[]; readonly privately: readonly RunId[] }>;
  /** Output files of a run's attempts whose control groups may still be there. */
  inGroups(run: RunId): Promise<readonly string[]>;
  /** Removes logged bytes that no log names, told to `announce` first; runs that write logs meanwhile lose none. */
  pruneLogs(pruning: {
    readonly announce: (found: PrunedLogs) => Promise<void>;
    readonly signal?: AbortSignal | undefined;
  }): Promise<PrunedLogs>;
  /** What holds the folders of all runs. */
  readonly root: string;
  /** Which attempt of which run has this output file; undefined where it is none of this home's. */
  attemptOf(outputFile: string): (AttemptRef & { readonly run: RunId }) | undefined;
}

export interface PrunedLogs {
  readonly chunks: number;
  readonly bytes: number;
}

export interface RunPaths {
  readonly work: string;
  readonly package: string;
  readonly logs: string;
  /** Where an attempt leaves its outputs; a path that no other attempt has. */
  outputFile(attempt: AttemptRef): string;
}
