import type { Rbac } from '../model/rbac.ts';

/** A YAML stream that `kubectl apply` takes. */
export async function rbacYaml({ package: { name, version }, objects }: Rbac): Promise<string> {
  const { stringify } = await import('yaml');
  const said = `# What lets runs of ${name}@${version} do what it declares, and nothing else.\n`;
  return `${said}${objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join('---\n')}`.trimEnd();
}
