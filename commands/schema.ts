import type { JsonObject } from '../src/base/json.ts';
import { AtomCommand } from './base.ts';

export default class Schema extends AtomCommand {
  static override summary = 'Print the JSON Schema of a package manifest.';

  static override description = `The schema (JSON Schema 2020-12) that validate uses. Editors use it for
completion and hints: write it to a file and name it in the manifest's first line.`;

  static override examples = [
    {
      description: 'Keep it beside the package',
      command: '<%= config.bin %> <%= command.id %> > wpk.v1.schema.json',
    },
    { description: 'Ask it something', command: '<%= config.bin %> <%= command.id %> --json | jq .required' },
  ];

  async run(): Promise<JsonObject> {
    const { flags } = await this.parse(Schema);
    await using app = await this.openApp(flags);

    const schema = await app.packages.schema();

    this.log(JSON.stringify(schema, null, 2));
    return schema;
  }
}
