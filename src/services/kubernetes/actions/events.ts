import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { type EventView, eventViewOf, newestLast, showEvent } from '../../../kubernetes/event-view.ts';
import { textAt } from '../../../kubernetes/parts.ts';
import type { Call, Reading } from '../action.ts';
import { listAll, type Selection } from '../list.ts';
import { missingObject } from '../missing-object.ts';
import { kindNamed, namespaceFor, targetOf } from '../target.ts';
import { getOrNull } from '../watch.ts';

const MOST = 5000;
const USUAL_LIMIT = 100;

/** What happened to an object, or in a namespace; the newest last. */
export const events: Reading = {
  kind: 'reading',
  async read(call) {
    const { since, limit, warnings, namePrefix = '' } = call.settings;
    const { items } = await listAll(call.cluster, await selectionOf(call), {
      signal: call.signal,
      most: MOST,
    });
    const sinceMs = since === undefined ? null : Date.now() - parseDuration(textOf(since));
    const about = items.filter((event) =>
      textAt(event, 'involvedObject', 'name').startsWith(textOf(namePrefix)),
    );
    const found = newestLast(about.map(eventViewOf), sinceMs).filter(
      ({ type }) => warnings !== true || type === 'Warning',
    );
    const shown = found.slice(-(typeof limit === 'number' ? limit : USUAL_LIMIT));
    for (const event of shown) call.log('stdout', `${showEvent(event)}\n`);
    if (found.length === 0) await sayMissing(call);
    return { outputs: outputsOf(shown, found) };
  },
};

function outputsOf(shown: readonly EventView[], found: readonly EventView[]) {
  return {
    items: shown.map((event) => ({ ...event })),
    warnings: found.filter(({ type }) => type === 'Warning').length,
    found: found.length,
  };
}

async function selectionOf(call: Call): Promise<Selection> {
  const { kind: written, name } = call.settings;
  const kind = await kindNamed(call, { written: 'Event', apiVersion: 'v1' });
  if (written === undefined) return { kind, namespace: namespaceFor(call, kind), fields: fieldsFor({}) };
  const target = await targetOf(call);
  // Events of what has no namespace lie in `default`.
  const namespace = target.namespace ?? 'default';
  const about = { kind: target.kind.kind, ...(name !== undefined && { name: target.name }) };
  return { kind, namespace, fields: fieldsFor(about) };
}

function fieldsFor(about: Readonly<Record<string, string>>): string {
  return Object.entries(about)
    .map(([key, value]) => `involvedObject.${key}=${value}`)
    .join(',');
}

/** No events of an object that never was is no news: it is a typing error. @throws {ClusterError} not-found */
async function sayMissing(call: Call): Promise<void> {
  if (call.settings['name'] === undefined) return;
  const target = await targetOf(call);
  if ((await getOrNull(call.cluster, target, call.signal).catch(() => ({}))) === null)
    throw await missingObject(call, target);
}
