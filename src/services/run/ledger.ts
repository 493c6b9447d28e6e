import { setImmediate as turn } from 'node:timers/promises';
import type { Plan } from '../../model/plan.ts';
import type { Phase, RunEvent, RunId, StoredEvent } from '../../model/run.ts';
import type { Journal, Place } from '../../ports/journal.ts';
import { CarriedTime, isRequest } from '../../run/carried-time.ts';
import { itemOutputsKept, outputsRead } from '../../run/outputs-read.ts';
import { applier, emptyView, type LiveView, mapOf } from '../../run/replay.ts';
import { refuseDamaged } from './refuse-damaged.ts';

interface LedgerDeps {
  readonly journal: Journal;
  readonly now: () => Date;
}

interface Owned {
  readonly run: RunId;
  readonly plan: Plan;
  readonly token: number;
  readonly onEvent: (stored: StoredEvent) => void;
}

const FORGOTTEN = { outputs: {}, startedAt: null, endedAt: null };

/**
 * The journal of one owned run with the view that it gives. What is staged counts in the view
 * at once and is on the disk after `flush`: no effect may begin in between.
 */
export class Ledger {
  readonly view: LiveView;
  readonly run: RunId;
  readonly plan: Plan;
  readonly #deps: LedgerDeps;
  readonly #owned: Owned;
  readonly #apply: (stored: StoredEvent) => void;
  #staged: StoredEvent[] = [];
  #releases: Place[] = [];
  /** Whether something that is staged must outlive a power cut. */
  #isUrgent = false;
  /** Until all that was ever flushed is on the disk. */
  #flushing: Promise<void> = Promise.resolve();
  #noted: Promise<void> | undefined;
  #locks: Promise<Set<string>> | undefined;
  /** On the disk, but not yet shown. */
  #unseen: StoredEvent[] = [];
  /** Of the last event that is known here. */
  #seq = 0;
  /** How many events the store has by now, as far as it is known here. */
  #written = 0;
  /** Everything up to here has been read or written here. */
  #synced = 0;

  constructor(deps: LedgerDeps, owned: Owned) {
    this.#deps = deps;
    this.#owned = owned;
    this.run = owned.run;
    this.plan = owned.plan;
    this.view = emptyView(owned.plan);
    const apply = applier(owned.plan, this.view, itemOutputsKept(owned.plan));
    const isRead = outputsRead(owned.plan);
    this.#apply = (stored) => {
      apply(stored);
      if (stored.event.type === 'step-done' && !isRead(stored.event.step)) this.#forget(stored.event);
    };
  }

  /** A long run would hold the outputs and times of every step; nothing reads these again. */
  #forget({ step, phase }: { readonly step: string; readonly phase: Phase }): void {
    const progress = mapOf(this.view, phase).get(step);
    if (progress !== undefined) mapOf(this.view, phase).set(step, { ...progress, ...FORGOTTEN });
  }

  /** Reads the run from its beginning; gives how long earlier owners carried it, in ms. @throws {AtomError} ATOM_STORE_DAMAGED */
  async load(): Promise<number> {
    const carried = new CarriedTime();
    for await (const stored of this.#deps.journal.events(this.run, 0)) {
      refuseDamaged(this.run, this.view, stored);
      this.#apply(stored);
      carried.add(stored);
      this.#seq = stored.seq;
    }
    this.#synced = this.#written = this.#seq;
    return carried.ms;
  }

  /** Gives a place under a concurrency key back, with what is staged. */
  release(place: Place): void {
    this.#releases.push(place);
  }

  stage(event: RunEvent): void {
    this.#put(event);
    this.#isUrgent = true;
  }

  /**
   * What was staged by whoever is on the disk together when it resolves, and all that was flushed before. `ahead`: others
   * go on meanwhile, and what they flush shares the disk's next turn; alone it is faster to wait.
   */
  flush(ahead?: 'ahead'): Promise<void> {
    const [first] = this.#staged;
    if (first === undefined && this.#releases.length === 0) return this.#flushing;
    const at = first?.at ?? this.#deps.now().toISOString();
    const before = this.#flushing;
    this.#flushing = this.#write(before, at, ahead);
    // Whoever flushes next is told as well.
    this.#flushing.catch(() => {});
    return this.#flushing;
  }

  async #write(before: Promise<void>, at: string, ahead?: 'ahead'): Promise<void> {
    const staged = this.#staged;
    const releases = this.#releases;
    const isUrgent = this.#isUrgent || releases.length > 0;
    [this.#staged, this.#releases, this.#isUrgent] = [[], [], false];
    const events = staged.map(({ event }) => event);
    const write = { run: this.run, token: this.#owned.token, events, at, releases };
    const { journal } = this.#deps;
    await (isUrgent && ahead === undefined ? journal.append(write) : journal.appendSoon(write));
    this.#written += events.length;
    if (isUrgent && ahead !== undefined) await journal.sync();
    await before;
    for (const stored of staged) this.#show(stored);
  }

  /** What begins after a flush waits for the disk, not for somebody's screen. */
  #show(stored: StoredEvent): void {
    if (this.#unseen.length === 0) setImmediate(() => this.showAll());
    this.#unseen.push(stored);
  }

  /** Hands over at once what is still to be shown. */
  showAll(): void {
    const unseen = this.#unseen;
    this.#unseen = [];
    for (const stored of unseen) this.#owned.onEvent(stored);
  }

  /** For what a reboot makes void: written by the end of this turn, with whatever else there is to write. */
  async note(event: RunEvent): Promise<void> {
    this.#put(event);
    this.#noted ??= turn().then(() => {
      this.#noted = undefined;
      return this.flush('ahead');
    });
    await this.#noted;
  }

  /** For what must be known even after a power cut, and before what follows: with whatever else this turn writes. */
  async record(event: RunEvent): Promise<void> {
    this.#isUrgent = true;
    await this.note(event);
  }

  /** Those that the plan names were taken when the run was created. @throws {AtomError} ATOM_OBJECT_LOCKED */
  async lock(object: string): Promise<void> {
    this.#locks ??= this.#deps.journal.locks().then((all) => new Set(all.get(this.run)));
    const held = await this.#locks;
    if (held.has(object)) return;
    await this.#deps.journal.lock(this.run, this.#owned.token, [object]);
    held.add(object);
  }

  #put(event: RunEvent): void {
    this.#seq += 1;
    const stored = { seq: this.#seq, at: this.#deps.now().toISOString(), event };
    this.#staged.push(stored);
    this.#apply(stored);
  }

  /** Requests that others have journaled since the last time. */
  async requests(): Promise<readonly RunEvent[]> {
    const last = await this.#deps.journal.lastSeq(this.run);
    if (last <= this.#written) return [];
    const requests: StoredEvent[] = [];
    let synced = this.#synced;
    for await (const stored of this.#deps.journal.events(this.run, synced)) {
      if (isRequest(stored.event)) requests.push(stored);
      synced = stored.seq;
    }
    this.#synced = synced;
    for (const stored of requests) {
      this.#apply(stored);
      this.#show(stored);
    }
    this.#seq += requests.length;
    this.#written += requests.length;
    return requests.map(({ event }) => event);
  }
}
