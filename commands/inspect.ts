import * as Args from '@oclif/core/args';
import type { Inspection } from '../src/model/packages.ts';
import { describeInspection } from '../src/render/inspection.ts';
import { AtomCommand } from './base.ts';

export default class Inspect extends AtomCommand {
  static override summary = 'Show what a package is and asks for, before anyone trusts it.';

  static override description =
    `Name, version, digest, files, steps and what it asks to be allowed; its signers, keys
and times from the bundles beside it (FILE.sigstore.json, FILE.2.sigstore.json and so on). Nothing is unpacked, verified against the network, or
carried out. What is marked "claimed" was read from the bundle, and proves nothing before verify says so.`;

  static override examples = [
    {
      description: 'Look before you trust',
      command: '<%= config.bin %> <%= command.id %> restart-1.0.0.wpk',
    },
    {
      description: 'List the checksums of its files',
      command: `<%= config.bin %> <%= command.id %> restart-1.0.0.wpk --json | jq -r '.files[] | "\\(.sha256)  \\(.path)"'`,
    },
  ];

  static override args = {
    path: Args.string({ description: 'A .wpk, a .wpk.yaml, or a folder.', required: true }),
  };

  async run(): Promise<Inspection> {
    const { args, flags } = await this.parse(Inspect);
    await using app = await this.openApp(flags);

    const inspection = await app.packages.inspect(args.path);

    this.log(describeInspection(inspection));
    return inspection;
  }
}
