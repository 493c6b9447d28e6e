import type { DoctorReport } from '../src/model/doctor.ts';
import { describeDoctor } from '../src/render/doctor.ts';
import { AtomCommand } from './base.ts';

const TIMEOUT_MS = 3000;
const MISSING = 7;

export default class Doctor extends AtomCommand {
  static override summary = 'Look whether everything that atomctl can use is there.';

  static override description =
    `Asks the home, SQLite, the cluster, Vault, Prometheus, the object store, the vector
store, the embedding provider and the container engine, all at once, each for at most 3 seconds. Exits with 7
when something that every command needs is not there; nothing else is an error.`;

  static override examples = [
    { description: 'What works here?', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Which capabilities are off?',
      command:
        '<%= config.bin %> <%= command.id %> --json | jq -r \'.checks[] | select(.state != "ok") | .disables[]\'',
    },
  ];

  async run(): Promise<DoctorReport> {
    const { flags } = await this.parse(Doctor);
    await using app = await this.openApp(flags);

    const report = await app.system.examine(TIMEOUT_MS);

    this.log(describeDoctor(report));
    if (report.checks.some(({ critical, state }) => critical && state !== 'ok')) this.exitWith(MISSING);
    return report;
  }
}
