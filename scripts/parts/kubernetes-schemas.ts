import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../src/base/json.ts';

const REF = '#/definitions/';

/**
 * Writes the JSON schema of every kind of a Kubernetes release, each whole in a file of its own and named as kubeconform
 * looks for it (deployment-apps-v1.json). The release's own OpenAPI document is the source.
 */
export function writeKubernetesSchemas(version: string, into: string): void {
  const definitions = definitionsOf(version);
  mkdirSync(into, { recursive: true });
  for (const [name, definition] of Object.entries(definitions)) {
    if (!isJsonObject(definition)) continue;
    for (const file of fileNames(definition)) {
      const schema = { $ref: `${REF}${name}`, definitions: reachable(name, definitions) };
      writeFileSync(path.join(into, file), JSON.stringify(schema));
    }
  }
}

function definitionsOf(version: string): JsonObject {
  const module = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], {
    encoding: 'utf8',
  });
  const { Dir }: { Dir: string } = JSON.parse(module);
  const document: Json = JSON.parse(
    readFileSync(path.join(Dir, 'api/openapi-spec/swagger.json'), 'utf8'),
    integersOrTexts,
  );
  const definitions = isJsonObject(document) ? document['definitions'] : undefined;
  if (!isJsonObject(definitions)) throw new Error('the OpenAPI document has no definitions');
  return definitions;
}

/** OpenAPI writes IntOrString as a text; a manifest may hold either. */
function integersOrTexts(_key: string, value: Json): Json {
  if (!isJsonObject(value) || value['format'] !== 'int-or-string') return value;
  return { ...value, type: ['string', 'integer'] };
}

function fileNames(definition: JsonObject): string[] {
  const kinds = definition['x-kubernetes-group-version-kind'];
  return (Array.isArray(kinds) ? kinds : []).flatMap((entry: Json) => {
    if (!isJsonObject(entry)) return [];
    const [kind = '', group = '', version = ''] = ['kind', 'group', 'version'].map((key) =>
      textOf(entry[key]),
    );
    const words = [kind, group.split('.', 1)[0] ?? '', version].filter((word) => word !== '');
    return [`${words.join('-').toLowerCase()}.json`];
  });
}

function reachable(name: string, definitions: JsonObject): JsonObject {
  const found = new Map<string, Json>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const definition = definitions[next];
    if (found.has(next) || definition === undefined) continue;
    found.set(next, definition);
    const text = JSON.stringify(definition);
    open.push(...[...text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, ref = '']) => ref));
  }
  return Object.fromEntries(found);
}
