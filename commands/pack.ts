import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { PackedPackage } from '../src/model/packages.ts';
import { describePacked } from '../src/render/packed.ts';
import { AtomCommand } from './base.ts';

export default class Pack extends AtomCommand {
  static override summary = 'Make a package of a folder or a lone manifest.';

  static override description = `Writes NAME-VERSION.wpk, byte for byte the same from the same files: on every
system, whatever the umask, the time zone, and the files' order and times (SOURCE_DATE_EPOCH sets the time
that they carry). A link to a file in the folder is packed as that file; any other link is an error.
Left out: version control (.git, .hg, .svn), node_modules, __pycache__, what editors and systems leave
behind, packages, signatures, atomctl.key and cosign.key. A private key in any other file is an error.`;

  static override examples = [
    { description: 'Pack a folder', command: '<%= config.bin %> <%= command.id %> playbooks/backup-verify' },
    {
      description: 'Pack in CI, stamped with the time of the commit',
      command:
        'SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) <%= config.bin %> <%= command.id %> . -o dist/ --json',
    },
  ];

  static override args = {
    path: Args.string({
      description: 'A folder with one .wpk.yaml at its top, or a .wpk.yaml.',
      required: true,
    }),
  };

  static override flags = {
    output: Flags.string({
      char: 'o',
      description: 'Where to write; in a folder, as NAME-VERSION.wpk.',
      helpValue: 'FILE',
    }),
  };

  async run(): Promise<PackedPackage> {
    const { args, flags } = await this.parse(Pack);
    await using app = await this.openApp(flags);

    const packed = await app.packages.pack({ path: args.path, output: flags.output });

    this.log(describePacked(packed));
    return packed;
  }
}
