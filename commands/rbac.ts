import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../src/base/user.ts';
import type { Rbac as RbacResult } from '../src/model/rbac.ts';
import { rbacYaml } from '../src/render/rbac.ts';
import { AtomCommand } from './base.ts';
import { INPUT_FLAGS, typedInputs } from './input-flags.ts';

export default class Rbac extends AtomCommand {
  static override summary = 'Print the account and roles that give a package its declared permissions.';

  static override description =
    `A ServiceAccount, roles and bindings with exactly what spec.validation.permissions
declares. Where they are applied, a run of the package asks the cluster by short-lived tokens of that account, so that
the server enforces the permissions too. Asks no cluster itself.`;

  static override examples = [
    {
      description: 'Look at what a package would be allowed',
      command: '<%= config.bin %> <%= command.id %> restart-unhealthy -i namespace=shop',
    },
    {
      description: 'Give it that',
      command: '<%= config.bin %> <%= command.id %> restart-unhealthy -i namespace=shop | kubectl apply -f -',
    },
  ];

  static override args = {
    package: Args.string({
      description: 'A folder, a .wpk, a .wpk.yaml, or NAME[@VERSION] of the registry.',
      required: true,
    }),
  };

  static override flags = {
    input: INPUT_FLAGS.input,
    inputs: INPUT_FLAGS.inputs,
    namespace: Flags.string({
      char: 'n',
      description: 'Where the account lies: the namespace that runs are started with. Default: default.',
      helpValue: 'NAMESPACE',
    }),
  };

  async run(): Promise<RbacResult> {
    const { args, flags } = await this.parse(Rbac);
    await using app = await this.openApp({ home: flags.home });

    const rbac = await app.packages.rbac({
      ref: args.package,
      inputs: typedInputs({ ...flags, skip: [], only: [] }),
      namespace: flags.namespace ?? null,
      actor: operatingSystemUser(),
    });

    this.log(await rbacYaml(rbac));
    return rbac;
  }
}
