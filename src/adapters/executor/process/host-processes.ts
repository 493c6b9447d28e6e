import type { Processes } from '../../../ports/run-host.ts';
import { StepCgroup } from './limits/step-cgroup.ts';
import { bootTime, isAlive, isKnowable, isStopped, ownIdentity } from './process-identity.ts';
import { endProcessTree, processesWith } from './process-tree.ts';

const OUTPUT = 'ATOMCTL_OUTPUT=';

/** The processes of this host. */
export function hostProcesses(stepGraceMs = 2000): Processes {
  return {
    own: ownIdentity,
    isAlive,
    isStopped,
    isKnowable,
    endOwner: (root) => endProcessTree({ root, group: null, marker: null, graceMs: 0 }),
    endStep: async ({ process, outputFile }) => {
      await using group = StepCgroup.of(outputFile);
      await endProcessTree({
        root: process?.identity ?? null,
        group: process?.group ?? null,
        marker: `${OUTPUT}${outputFile}`,
        others: () => {
          const pids = group?.pids();
          return ({ pid }) => pids?.has(pid) === true;
        },
        kill: () => group?.kill(),
        graceMs: stepGraceMs,
      });
    },
    ofAttempts: (folder) =>
      processesWith(`${OUTPUT}${folder}/`).map(({ pid, text }) => ({
        pid,
        outputFile: text.slice(OUTPUT.length),
      })),
    bootTime,
  };
}
