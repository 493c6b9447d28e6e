import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../src/base/user.ts';
import type { RunOutcome } from '../src/model/run-view.ts';
import { describeRun } from '../src/render/run.ts';
import { askApproval } from './ask-approval.ts';
import { AtomCommand } from './base.ts';
import { carrying } from './carrying.ts';
import { INPUT_FLAGS } from './input-flags.ts';
import { KUBE_FLAGS, kubeSettings } from './kube-flags.ts';
import { POLICY_FLAG } from './policy-flag.ts';
import { subjectOf } from './run-subject.ts';

/** What `--approve` alone stands for: the digest of the plan as it comes out. */
const ANY_DIGEST = 'any';

export default class Run extends AtomCommand {
  static override summary = 'Run a package: plan, approve, carry out, write down.';

  static override description =
    `Plans the package and shows the plan, asks, and carries it out. Without a terminal
nothing is asked: approve beforehand, with --approve and --reason or with
atomctl approve. What was done is journaled step by step; after a crash
atomctl runs resume goes on.`;

  static override examples = [
    {
      description: 'Plan, read, approve at the prompt, run',
      command: '<%= config.bin %> <%= command.id %> backup-verify -i archive=/backups/monday.tgz',
    },
    {
      description: 'Run a plan that was approved',
      command: '<%= config.bin %> <%= command.id %> --plan plan_7f3a2k9m4x1c',
    },
    {
      description: 'In CI, approving one digest only',
      command:
        '<%= config.bin %> <%= command.id %> backup-verify --inputs in.yaml --approve=sha256:… --reason "nightly" --json',
    },
    {
      description: "An author's folder: pack, sign, verify, run",
      command: '<%= config.bin %> <%= command.id %> ./my-playbook --key atomctl.key',
    },
  ];

  static override args = {
    package: Args.string({
      description: 'A package file, NAME[@VERSION] of the registry, or with --key a folder.',
    }),
  };

  static override flags = {
    ...INPUT_FLAGS,
    ...POLICY_FLAG,
    ...KUBE_FLAGS,
    plan: Flags.string({ description: 'Run this plan instead of making one.', helpValue: 'PLAN' }),
    key: Flags.string({ description: 'For authors: sign the folder with this key first.', helpValue: 'KEY' }),
    approve: Flags.string({
      description: 'Approve the plan as it comes out; =DIGEST approves only that plan. Needs --reason.',
      helpValue: 'DIGEST',
      dependsOn: ['reason'],
    }),
    reason: Flags.string({
      char: 'r',
      description: 'Why this may run; kept in the audit log.',
      helpValue: 'TEXT',
    }),
    'on-conflict': Flags.option({ options: ['queue', 'reject'] as const })({
      description: 'What to do when another run holds an object that this one changes.',
      default: 'reject',
    }),
    'resume-from': Flags.string({
      description: 'Take over the outputs of an earlier run for all steps but this one and those behind it.',
      helpValue: 'STEP',
      dependsOn: ['run'],
    }),
    run: Flags.string({
      description: 'The earlier run of --resume-from.',
      helpValue: 'RUN',
      dependsOn: ['resume-from'],
    }),
    'metrics-file': Flags.string({
      description: 'Write the run counters here, for node_exporter.',
      helpValue: 'FILE',
    }),
    pushgateway: Flags.string({
      description: 'Send the run counters to this Pushgateway.',
      helpValue: 'URL',
    }),
  };

  async run(): Promise<RunOutcome> {
    const { args, flags } = await this.parse(
      Run,
      this.argv.map((word) => (word === '--approve' ? `--approve=${ANY_DIGEST}` : word)),
    );
    await using app = await this.openApp({ home: flags.home, ...kubeSettings(flags) });
    using carry = carrying((line) => this.log(line));

    const outcome = await app.runs.start(
      {
        subject: subjectOf(args.package, flags),
        requester: operatingSystemUser(),
        approval: approvalOf(flags),
        ask: this.jsonEnabled() ? undefined : askApproval((text) => this.log(text)),
        onConflict: flags['on-conflict'],
      },
      carry.options,
      {
        metrics: { file: flags['metrics-file'] ?? null, pushgateway: flags.pushgateway ?? null },
        policy: flags.policy ?? [],
      },
    );

    this.log(describeRun(outcome));
    return outcome;
  }
}

function approvalOf({ approve, reason }: { approve: string | undefined; reason: string | undefined }) {
  if (approve === undefined || reason === undefined) return null;
  return { reason, digest: approve === ANY_DIGEST ? null : approve };
}
