import { setTimeout as sleep } from 'node:timers/promises';
import { podTrouble } from '../../kubernetes/job-result.ts';
import { listAt, textAt } from '../../kubernetes/parts.ts';
import { podStatusOf, showPod } from '../../kubernetes/pod-status.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { Call } from './action.ts';
import { ContainerLog } from './container-log.ts';
import { listAll, type Selection } from './list.ts';
import { mayNot } from './may-not.ts';
import { watchedStates } from './states.ts';
import { kindNamed } from './target.ts';
import { untilHeld } from './until-held.ts';

const LOOK_MS = 1000;
/** A Job that runs for hours is not asked each second. */
const LATER_MS = 100;
const LONGEST_MS = 5000;
/** A registry may be away for a moment. */
const STUCK_LOOKS = 3;
const STUCK_MS = 3000;
const MOST_PODS = 500;

/** The pods of a Job: what they say goes to the log of the step. */
export class JobPods {
  readonly #call: Call;
  readonly #job: ObjectRef;
  readonly #logs = new Map<string, ContainerLog>();
  /** As they were seen last. */
  #pods: readonly KubeObject[] = [];
  #unseen = '';
  /** How they are, for people. */
  seen = '';

  constructor(call: Call, job: ObjectRef) {
    [this.#call, this.#job] = [call, job];
  }

  /** How many lines they have said. */
  get lines(): number {
    return [...this.#logs.values()].reduce((sum, log) => sum + log.lines, 0);
  }

  /** Comes only where something keeps a container from starting, as its image does that cannot be had. */
  async untilStuck(): Promise<void> {
    const { cluster, signal } = this.#call;
    const selection = await this.#selection();
    try {
      await untilHeld((until) => watchedStates(cluster, selection, until), {
        heldMs: STUCK_MS,
        signal,
        judge: async ({ objects }) => {
          this.#note(objects, selection);
          return { state: objects.some(isStuck) ? 'holds' : 'not-yet', seen: this.seen };
        },
      });
    } catch (error) {
      if (!mayNot(error)) throw error;
      await this.#lookUntilStuck();
    }
  }

  async #lookUntilStuck(): Promise<void> {
    for (let looks = 0, stuck = 0; stuck < STUCK_LOOKS; looks += 1) {
      const pods = await this.#look();
      stuck = pods.some(isStuck) ? stuck + 1 : 0;
      const pause = Math.min(LONGEST_MS, LOOK_MS + looks * LATER_MS);
      await sleep(pause, undefined, { signal: this.#call.signal });
    }
  }

  /** All that they said is logged; gives how one of them ended badly, '' where none did. `ended`: so many must have. */
  async atEnd(ended: number): Promise<string> {
    const isAll = ended > 0 && this.#pods.filter(hasEnded).length === ended && this.#pods.length === ended;
    const pods = isAll ? this.#pods : await this.#look();
    for (const log of this.#logs.values()) await log.rest(this.#call.signal);
    return pods.map(podTrouble).find((trouble) => trouble !== undefined)?.why ?? '';
  }

  async close(): Promise<void> {
    for (const log of this.#logs.values()) await log.close();
  }

  async #look(): Promise<readonly KubeObject[]> {
    const selection = await this.#selection();
    const items = await this.#list(selection);
    this.#note(items, selection);
    return items;
  }

  async #selection(): Promise<Selection> {
    const { namespace, name } = this.#job;
    const kind = await kindNamed(this.#call, { written: 'pods', apiVersion: 'v1' });
    return { kind, namespace, labels: `batch.kubernetes.io/job-name=${name}` };
  }

  #note(pods: readonly KubeObject[], { kind, namespace }: Selection): void {
    this.#pods = pods;
    for (const pod of pods) this.#follow(pod, { kind, namespace, name: textAt(pod, 'metadata', 'name') });
    this.seen =
      this.#unseen || pods.map((pod) => showPod(podStatusOf(pod)).replaceAll(/\n\s*/g, '; ')).join('; ');
  }

  /** A package may not be allowed to see them; then the Job alone tells how it ended. */
  async #list(selection: Selection): Promise<readonly KubeObject[]> {
    const { cluster, signal, log } = this.#call;
    try {
      return (await listAll(cluster, selection, { signal, most: MOST_PODS })).items;
    } catch (error) {
      if (!mayNot(error)) throw error;
      const words = `its pods cannot be seen: ${error.message}`;
      if (this.seen !== words) log('stderr', `${words}\n`);
      this.#unseen = words;
      return [];
    }
  }

  #follow(pod: KubeObject, target: ObjectRef): void {
    const statuses = ['initContainerStatuses', 'containerStatuses'].flatMap((key) =>
      listAt(pod, 'status', key),
    );
    for (const status of statuses) {
      const [state = 'waiting'] = Object.keys(Object(status['state'] ?? {}));
      const name = textAt(status, 'name');
      const key = `${target.name}/${name}`;
      if (state === 'waiting' || this.#logs.has(key)) continue;
      this.#logs.set(key, new ContainerLog(this.#call, { pod: target, container: name }));
    }
  }
}

function isStuck(pod: KubeObject): boolean {
  return podTrouble(pod)?.exitCode === null;
}

function hasEnded(pod: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'));
}
