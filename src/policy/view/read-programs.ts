import type { InParts } from '../../base/in-parts.ts';
import { clusterCommand } from '../kubernetes/kubectl.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import { isEngine } from '../shell/containers.ts';
import type { ProgramView } from './programs.ts';

/**
 * Programs, to be walked any number of times. Those of a long package are not held, but read anew on each walk: whoever
 * needs several of them keeps what is needed of each.
 */
export interface Programs extends Iterable<ProgramView> {
  readonly length: number;
}

export interface ReadPrograms {
  readonly programs: Programs;
  /** Those that call a client of a cluster or of a container engine: what they ask for is seen together with other things. */
  readonly clients: readonly ProgramView[];
}

/** Where there are more, none are held. A usual one takes 1–4 KB. */
export const MOST_HELD = 1_000;

/** Programs read between two pauses. */
const PART = 250;

/** Reads programs for the first time. Pauses now and then. */
export function* readPrograms(walk: () => Iterable<ProgramView>, mostHeld: number): InParts<ReadPrograms> {
  const clients: ProgramView[] = [];
  let held: ProgramView[] | undefined = [];
  let length = 0;
  for (const program of walk()) {
    length += 1;
    if (program.commands.some(asksClient)) clients.push(program);
    if (length > mostHeld) held = undefined;
    held?.push(program);
    if (length % PART === 0) yield;
  }
  return { programs: held ?? { length, [Symbol.iterator]: () => walk()[Symbol.iterator]() }, clients };
}

/** One after the other. */
export function joined(first: ReadPrograms, second: ReadPrograms): ReadPrograms {
  const clients = [...first.clients, ...second.clients];
  const [one, other] = [first.programs, second.programs];
  if (other.length === 0) return { programs: one, clients };
  if (Array.isArray(one) && Array.isArray(other)) return { programs: [...one, ...other], clients };
  return {
    programs: {
      length: one.length + other.length,
      *[Symbol.iterator]() {
        yield* one;
        yield* other;
      },
    },
    clients,
  };
}

function asksClient(command: ShellCommand): boolean {
  return isEngine(programOf(command)) || clusterCommand(command) !== undefined;
}
