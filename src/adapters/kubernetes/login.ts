import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import { type Kubeconfig, type Named, unusable } from './kubeconfig.ts';

/** One API server, and who asks it. */
export interface Login {
  readonly context: string;
  /** URL without a last `/`. */
  readonly server: string;
  /** null: the context names none. */
  readonly namespace: string | null;
  /** As kubeconfig writes them, paths absolute. */
  readonly cluster: JsonObject;
  readonly user: JsonObject;
}

/** What a context means; null: the current one. @throws {AtomError} ATOM_NEEDS_MISSING */
export function loginOf(config: Kubeconfig, wanted: string | null): Login {
  const context = wanted ?? config.currentContext;
  const where = config.files.join(', ');
  if (context === null) {
    throw unusable(
      `${where} has no current context; it has ${listed(config.contexts)}`,
      'kubectl config use-context CONTEXT  # or: --context CONTEXT',
    );
  }
  const { cluster, user, namespace } = entryOf(config.contexts, context, {
    what: 'context',
    where,
    hint: 'kubectl config get-contexts',
  });
  const hint = `kubectl config view --context ${context}`;
  const server = entryOf(config.clusters, textOf(cluster ?? ''), { what: 'cluster', where, hint });
  return {
    context,
    server: serverOf(server, { context, hint }),
    namespace: textOf(namespace ?? '') || null,
    cluster: server,
    user: user === undefined ? {} : entryOf(config.users, textOf(user), { what: 'user', where, hint }),
  };
}

function entryOf(
  named: Named,
  name: string,
  { what, where, hint }: { readonly what: string; readonly where: string; readonly hint: string },
): JsonObject {
  const found = named.get(name);
  if (found !== undefined) return found;
  const meant = suggest(name, named.keys());
  const near = meant === undefined ? `; it has ${listed(named)}` : `, did you mean "${meant}"?`;
  throw unusable(`${where} has no ${what} "${name}"${near}`, hint);
}

function serverOf(
  { server }: JsonObject,
  { context, hint }: { readonly context: string; readonly hint: string },
): string {
  const written = textOf(server ?? '');
  // kubectl takes a server without a scheme as http.
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  if (written === '' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw unusable(`The server of the context "${context}" is no URL: "${written}"`, hint);
  return url.replace(/\/+$/, '');
}

const SHOWN = 10;

function listed(named: Named): string {
  const names = [...named.keys()];
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.length === 0 ? 'none' : `${names.slice(0, SHOWN).join(', ')}${more}`;
}

export function textIn(body: JsonObject, key: string): string | undefined {
  const value: Json | undefined = body[key];
  if (value === undefined || value === null || value === '' || isJsonObject(value)) return undefined;
  return textOf(value);
}
