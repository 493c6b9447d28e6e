import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RunId } from '../../model/run.ts';
import type { Files } from '../../ports/files.ts';
import type { AttemptRef, RunFolders, RunPaths } from '../../ports/run-host.ts';
import { outputsInGroups } from '../executor/process/limits/step-cgroup.ts';
import { privateFolder, runsWithPrivateFiles } from '../executor/process/private-files.ts';
import { attemptName, attemptNamed } from './attempt-name.ts';
import { pruneChunks } from './prune-chunks.ts';
import { runLogs } from './read-logs.ts';
import { openStepLog } from './step-log.ts';

/** The folders of runs under one home: `runs/RUN` until the run ends, `logs/RUN` for good. */
export function runFolders(home: string, files: Pick<Files, 'writeTree'>): RunFolders {
  const root = path.join(path.resolve(home), 'runs');
  const known = new Map<RunId, RunPaths>();
  const paths = (run: RunId) => known.get(run) ?? pathsOf(path.resolve(home), run);
  return {
    paths,
    prepare: async (run, wpk) => {
      const made = paths(run);
      known.set(run, made);
      await mkdir(made.work, { recursive: true, mode: 0o700 });
      await mkdir(path.dirname(made.outputFile(ANY)), { recursive: true, mode: 0o700 });
      await rm(privateFolder(run, made.work), { recursive: true, force: true });
      await removeTree(made.package);
      await files.writeTree(made.package, wpk.files.values());
      return made;
    },
    remove: async (run) => {
      known.delete(run);
      await removeTree(path.join(path.resolve(home), 'runs', run));
      await rm(privateFolder(run, paths(run).work), { recursive: true, force: true });
    },
    openLog: (run, attempt) => openStepLog(paths(run).logs, attempt),
    logged: (run) => runLogs.list(paths(run).logs, 0),
    pruneLogs: (pruning) => pruneChunks(path.join(path.resolve(home), 'logs'), pruning),
    root,
    left: async () => ({
      here: (await namesIn(root)).filter(isRunId),
      privately: runsWithPrivateFiles().filter(isRunId),
    }),
    inGroups: async (run) => outputsInGroups(path.dirname(paths(run).outputFile(ANY))),
    attemptOf: (outputFile) => {
      const [run = '', folder, name = ''] = path.relative(root, outputFile).split(path.sep);
      const attempt = attemptNamed(name.replace(/\.json(\.probe)?$/, ''));
      return isRunId(run) && folder === 'out' && attempt !== undefined ? { run, ...attempt } : undefined;
    },
  };
}

const ANY: AttemptRef = { phase: 'steps', step: 'any', attempt: 0 };

function pathsOf(home: string, run: RunId): RunPaths {
  const folder = path.join(home, 'runs', run);
  return {
    work: path.join(folder, 'work'),
    package: path.join(folder, 'package'),
    logs: path.join(home, 'logs', run),
    outputFile: (attempt) => path.join(folder, 'out', `${attemptName(attempt)}.json`),
  };
}

function isRunId(name: string): name is RunId {
  return /^run_[0-9a-z]+$/.test(name);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Read-only folders, the package's and what steps made, are opened first. */
async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await openFolders(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(path.join(folder, entry.name));
  }
}
