import * as Args from '@oclif/core/args';
import type { Validation } from '../src/model/validation.ts';
import { describeValidation, exitCodeOf } from '../src/render/problems.ts';
import { AtomCommand } from './base.ts';

export default class Validate extends AtomCommand {
  static override summary = 'Check packages: every problem, with its place.';

  static override description = `Reads manifests (NAME.wpk.yaml) and directories that have one, and checks
everything that the text alone can tell: YAML, the schema, the graph of steps, expressions,
schedules and inputs. Exits 3 when a package is invalid.`;

  static override examples = [
    {
      description: 'Check a package directory',
      command: '<%= config.bin %> <%= command.id %> playbooks/backup-verify',
    },
    {
      description: 'Show the first problem of each package, in CI',
      command:
        "<%= config.bin %> <%= command.id %> playbooks/* --json | jq '.items[] | select(.valid | not) | .problems[0]'",
    },
  ];

  static override strict = false;

  static override args = {
    path: Args.string({ description: 'A manifest or a directory; as many as you like.', required: true }),
  };

  async run(): Promise<Validation> {
    const { argv, flags } = await this.parse(Validate);
    await using app = await this.openApp(flags);

    const validation = await app.packages.validate(argv.map(String));

    this.log(describeValidation(validation));
    this.exitWith(exitCodeOf(validation));
    return validation;
  }
}
