import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunDoctorReport } from '../../src/model/run-doctor.ts';
import { describeRunDoctor } from '../../src/render/run-doctor.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';

const STUCK = 1;

export default class RunsDoctor extends AtomCommand {
  static override summary = 'Look for runs that are stuck, and for what is left of runs that are over.';

  static override description =
    `Lists each run that does not go on by itself: its process is gone, was stopped or
cannot be seen; a step waits for somebody; it was paused, or never began; its journal
is damaged. And folders, processes, containers and control groups of runs that are over,
or that the store does not know, and rollbacks of the last 30 days that failed. Each with the one command that mends it. --fix mends
what needs no decision: it takes over runs whose process is gone, or did not answer
until its lease ended, carries them on, removes what is left,
and log bytes that no log names. Exits with 1 while something is stuck; a
rollback that failed is over, and does not count.`;

  static override examples = [
    { description: 'What is stuck here?', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'Mend it', command: '<%= config.bin %> <%= command.id %> --fix' },
    {
      description: 'What to type, for each',
      command: `<%= config.bin %> <%= command.id %> --json | jq -r '.items[].fix'`,
    },
  ];

  static override flags = {
    fix: Flags.boolean({ description: 'Mend what needs no decision; the audit log says what.' }),
  };

  async run(): Promise<RunDoctorReport> {
    const { flags } = await this.parse(RunsDoctor);
    await using app = await this.openApp(flags);
    using carry = carrying((line) => this.log(line));

    const report = flags.fix
      ? await app.runs.mend(operatingSystemUser(), carry.options)
      : await app.runs.examine();

    this.log(describeRunDoctor(report));
    if (report.stuck > 0) this.exitWith(STUCK);
    return report;
  }
}
