import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import {
  type Kept,
  keptIn,
  keptName,
  keptSecret,
  SECRETS,
  stateInSecret,
} from '../../kubernetes/kept-secret.ts';
import type { Capture } from '../../ports/executor.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call, Captured, Change } from './action.ts';
import { explained } from './explained.ts';
import { getOrNull } from './watch.ts';

/** What the journal holds of a change: before it was sent, and when its answer came. */
type Entry = JsonObject & { readonly change: string };

interface Owner {
  readonly run: string;
  readonly step: string;
}

/** A change of a step or of one of its items, as it was captured. */
export interface CapturedChange extends Captured {
  readonly step: string;
  readonly action: string;
  /** Where its state was kept, which is there no more. */
  readonly lost: Kept | null;
}

/**
 * The words of captured changes: in the journal, or, where the journal may not hold them, in a Secret beside the
 * object, of which the journal holds the name. The journal comes first, so that no Secret is left that it does not name.
 */
export class Keeping {
  readonly #call: Call;
  readonly #owner: Owner;
  readonly #journal: (entry: JsonObject) => Promise<void>;

  constructor(call: Call, owner: Owner, journal: (entry: JsonObject) => Promise<void>) {
    this.#call = call;
    this.#owner = owner;
    this.#journal = journal;
  }

  /** Must be awaited before the change is sent; gives where the state is kept, null for the journal. */
  async before(change: Change, entry: Entry & { readonly action: string }): Promise<Kept | null> {
    const { cluster, secrets } = this.#call;
    if (!isSecret(change) && !holds(change.state, secrets)) {
      await this.#journal({ ...entry, state: change.state });
      return null;
    }
    const { run, step } = this.#owner;
    const namespace = change.target.namespace ?? cluster.namespace;
    const kept = { namespace, name: keptName(run, step, entry.change) };
    await this.#journal({ ...entry, kept: { ...kept } });
    await this.#create(kept, change.state);
    return kept;
  }

  /** Behind the answer. Values of what is kept elsewhere are not journaled: the owners of fields tell. */
  async after(entry: Entry, after: JsonObject, kept: Kept | null): Promise<void> {
    const shown = kept === null && !holds(after, this.#call.secrets) ? after : { uid: after['uid'] ?? null };
    await this.#journal({ ...entry, after: shown });
  }

  async #create(kept: Kept, state: JsonObject): Promise<void> {
    const { cluster, signal } = this.#call;
    const { namespace, name } = kept;
    const body = keptSecret(kept, this.#owner.run, state);
    const create = { verb: 'create', kind: SECRETS, namespace, name: null, body } as const;
    try {
      await cluster.send(create, signal);
    } catch (error) {
      // Its name is that of this change alone.
      if (error instanceof ClusterError && error.failure === 'already-exists') return;
      throw explained(error, { kind: SECRETS, namespace, name });
    }
  }
}

function isSecret({ target: { kind }, before }: Change): boolean {
  return kind.group === '' && kind.kind === 'Secret' && before !== null;
}

function holds(state: JsonObject, secrets: Call['secrets']): boolean {
  if (secrets.length === 0) return false;
  const text = JSON.stringify(state);
  return redactText(text, secrets) !== text;
}

/** The changes that the journal tells of, oldest first. */
export async function readChanges(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  captures: readonly Capture[],
): Promise<readonly CapturedChange[]> {
  const found = new Map<string, CapturedChange>();
  for (const { step, state: entry } of captures) {
    const key = `${step}/${textOf(entry['change'])}`;
    const { action, after } = entry;
    const known = found.get(key);
    if (known !== undefined) {
      if (isJsonObject(after)) found.set(key, { ...known, after });
      continue;
    }
    const kept = keptIn(entry['kept']);
    const state = kept === null ? entry['state'] : await readKept(kept);
    const isThere = isJsonObject(state);
    found.set(key, {
      step,
      action: textOf(action),
      state: isThere ? state : {},
      after: null,
      lost: isThere ? null : kept,
    });
  }
  return [...found.values()];

  async function readKept({ namespace, name }: Kept): Promise<JsonObject | null> {
    const secret = await getOrNull(cluster, { kind: SECRETS, namespace, name }, signal);
    return secret === null ? null : stateInSecret(secret);
  }
}

/** Of changes whose state was kept in a Secret that is gone: those that may have been sent. */
export function lostChanges(changes: readonly CapturedChange[]): readonly Kept[] {
  return changes.flatMap(({ lost, after }) => (lost === null || after === null ? [] : [lost]));
}
