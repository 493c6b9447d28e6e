import type { SettingsReport } from '../src/model/settings.ts';
import { describeSettings } from '../src/render/settings.ts';
import { AtomCommand } from './base.ts';

export default class Config extends AtomCommand {
  static override summary = 'Show every setting and where its value came from.';

  static override description = `A flag wins over the environment, the environment over config.yaml in the
home, and that over the default. Secrets are shown as [secret].`;

  static override examples = [
    { description: 'See what is in force here', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Where did the tenant come from?',
      command:
        '<%= config.bin %> <%= command.id %> --json | jq -r \'.settings[] | select(.key == "tenant") | .source\'',
    },
  ];

  async run(): Promise<SettingsReport> {
    const { flags } = await this.parse(Config);
    await using app = await this.openApp(flags);

    const report = await app.system.settings();

    this.log(describeSettings(report));
    return report;
  }
}
