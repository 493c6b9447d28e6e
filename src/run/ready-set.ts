import type { StepState } from '../model/run.ts';
import type { Decision, GraphStep } from './advance.ts';
import { Heap } from './heap.ts';
import { isTerminal } from './states.ts';

interface Node {
  readonly step: GraphStep;
  readonly index: number;
  readonly behind: Node[];
  /** Needs that have not ended. */
  open: number;
  state: StepState;
  queued: boolean;
}

/** Decides as `advance` does, from what changed: a change costs as much as the step has others right behind it. */
export class ReadySet {
  readonly #nodes: readonly Node[];
  readonly #named: ReadonlyMap<string, Node>;
  /** Steps that became due, by place in the plan; one that no longer is, is dropped when it is met. */
  readonly #due = new Heap();
  readonly #counts: Record<StepState, number> = {
    pending: 0,
    running: 0,
    'backing-off': 0,
    waiting: 0,
    succeeded: 0,
    'failed-continued': 0,
    failed: 0,
    skipped: 0,
    omitted: 0,
  };
  /** Pending steps that a failure omits. */
  #omittable = 0;

  constructor(steps: readonly GraphStep[], states: ReadonlyMap<string, StepState>) {
    this.#nodes = steps.map((step, index) => {
      const state = states.get(step.name) ?? 'pending';
      return { step, index, behind: [], open: 0, state, queued: false };
    });
    this.#named = new Map(this.#nodes.map((node) => [node.step.name, node]));
    for (const node of this.#nodes) {
      this.#count(node, 1);
      for (const need of node.step.needs) {
        const before = this.#node(need);
        before.behind.push(node);
        if (!isTerminal(before.state)) node.open += 1;
      }
    }
    for (const node of this.#nodes) this.#offer(node);
  }

  /** Records that a step has changed. */
  set(name: string, state: StepState): void {
    const node = this.#node(name);
    const opened = Number(isTerminal(node.state)) - Number(isTerminal(state));
    this.#count(node, -1);
    node.state = state;
    this.#count(node, 1);
    this.#offer(node);
    if (opened === 0) return;
    for (const behind of node.behind) {
      behind.open += opened;
      this.#offer(behind);
    }
  }

  /** What `advance` says. Omitted steps are set so; those to start are given again until they are set. */
  decide(places: number): Decision {
    const omit = this.#omit();
    const start = this.#take(Math.max(0, places - this.#counts.running - this.#counts['backing-off']));
    return { start, omit, outcome: this.#outcome() };
  }

  #omit(): string[] {
    if (this.#counts.failed === 0 || this.#omittable === 0) return [];
    const names = this.#nodes.filter(isOmittable).map(({ step }) => step.name);
    for (const name of names) this.set(name, 'omitted');
    return names;
  }

  #take(free: number): string[] {
    const taken: Node[] = [];
    while (taken.length < free) {
      const node = this.#nodes[this.#due.pop() ?? -1];
      if (node === undefined) break;
      if (isDue(node)) taken.push(node);
      else node.queued = false;
    }
    for (const { index } of taken) this.#due.push(index);
    return taken.map(({ step }) => step.name);
  }

  #outcome(): Decision['outcome'] {
    const { pending, running, waiting, 'backing-off': backingOff } = this.#counts;
    if (pending + running + backingOff + waiting === 0) return 'ended';
    return running + backingOff > 0 || this.#hasDue() ? 'running' : 'stuck';
  }

  #hasDue(): boolean {
    const [name] = this.#take(1);
    return name !== undefined;
  }

  #offer(node: Node): void {
    if (!isDue(node) || node.queued) return;
    node.queued = true;
    this.#due.push(node.index);
  }

  #count(node: Node, by: number): void {
    this.#counts[node.state] += by;
    if (isOmittable(node)) this.#omittable += by;
  }

  #node(name: string): Node {
    const node = this.#named.get(name);
    if (node === undefined) throw new Error(`no step ${name} in the plan`);
    return node;
  }
}

function isDue({ state, open }: Node): boolean {
  return state === 'pending' && open === 0;
}

function isOmittable({ state, step }: Node): boolean {
  return state === 'pending' && !step.runsBehindFailure;
}
