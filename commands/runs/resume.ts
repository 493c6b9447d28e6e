import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunOutcome } from '../../src/model/run-view.ts';
import { describeRun } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';
import { KUBE_FLAGS, kubeSettings } from '../kube-flags.ts';
import { POLICY_FLAG } from '../policy-flag.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsResume extends AtomCommand {
  static override summary = 'Go on with a run that is interrupted, paused or waiting.';

  static override description = `What an earlier process left running is ended first. A step that was done is
never run again; one that was cut off follows its onInterrupt, and where that is
"ask" somebody decides with --retry, --mark-done or --fail. It goes on only while the
policy of today, with --policy, judges it no worse than when it was approved. A run
that has ended says so, and gives its exit code.`;

  static override examples = [
    { description: 'Go on after a crash', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    {
      description: 'Say that a cut-off step was done',
      command:
        '<%= config.bin %> <%= command.id %> run_7f3a --mark-done upgrade --evidence "version 2.1 answers on :8080"',
    },
  ];

  static override args = { run: RUN_ARG };

  static override flags = {
    ...KUBE_FLAGS,
    ...POLICY_FLAG,
    retry: Flags.string({
      description: 'Run this cut-off step again.',
      helpValue: 'STEP',
      exclusive: ['mark-done', 'fail'],
    }),
    'mark-done': Flags.string({
      description: 'This cut-off step was done.',
      helpValue: 'STEP',
      dependsOn: ['evidence'],
      exclusive: ['fail'],
    }),
    evidence: Flags.string({ description: 'How you know; kept in the audit log.', helpValue: 'TEXT' }),
    fail: Flags.string({ description: 'This waiting step has failed.', helpValue: 'STEP' }),
  };

  async run(): Promise<RunOutcome> {
    const { args, flags } = await this.parse(RunsResume);
    await using app = await this.openApp({ home: flags.home, ...kubeSettings(flags) });
    using carry = carrying((line) => this.log(line));

    const decision = decisionOf(flags);
    const request = { run: args.run, by: operatingSystemUser(), ...(decision !== undefined && { decision }) };
    const run = await app.runs.resume(request, carry.options, flags.policy ?? []);

    if (run.hadEnded) this.log(`${run.id} has ended already; nothing was done`);
    this.log(describeRun(run));
    return run;
  }
}

interface DecisionFlags {
  readonly retry: string | undefined;
  readonly 'mark-done': string | undefined;
  readonly fail: string | undefined;
  readonly evidence: string | undefined;
}

function decisionOf(flags: DecisionFlags) {
  const { retry, fail, evidence, 'mark-done': done } = flags;
  if (retry !== undefined) return { step: retry, decision: 'retry', reason: evidence ?? '--retry' } as const;
  if (done !== undefined) return { step: done, decision: 'mark-done', reason: evidence ?? '' } as const;
  if (fail !== undefined) return { step: fail, decision: 'fail', reason: evidence ?? '--fail' } as const;
  return undefined;
}
