import type { App } from '../app.ts';
import type { PlainLine, PlainSpec } from './plain-flags.ts';

export interface Answer {
  /** What --json prints. */
  readonly result: object;
  /** What a person reads; made when it is printed. */
  readonly text: () => string;
  readonly exitCode: number;
}

/** A command that the lane carries out itself, by the moves of its file in commands/. */
export interface FastCommand {
  readonly spec: PlainSpec;
  run(app: App, line: PlainLine): Promise<Answer>;
  /** Prints by itself what --json asks for, where that may be long; the exit code. */
  printJson?(app: App, line: PlainLine): Promise<number>;
}

/** By id, as in commands/index.ts. */
export const FAST_COMMANDS: Readonly<Record<string, FastCommand>> = {
  'policy:check': {
    spec: { booleans: ['json'], values: ['home'], minArguments: 1, maxArguments: Number.POSITIVE_INFINITY },
    run: async (app, { args }) => {
      const result = await app.policy.check(everyRule(args), []);
      const { exitCodeOf } = await import('../render/verdict-exit.ts');
      const { describePolicyCheck } = await import('../render/verdict.ts');
      return { result, text: () => describePolicyCheck(result), exitCode: exitCodeOf(result.items) };
    },
    printJson: async (app, { args }) => {
      const { exitCodeOf } = await import('../render/verdict-exit.ts');
      const { printItems } = await import('./print-items.ts');
      let exitCode = 0;
      await printItems(await app.policy.judge(everyRule(args), []), (item) => {
        exitCode = Math.max(exitCode, exitCodeOf([item]));
      });
      return exitCode;
    },
  },
  validate: {
    spec: { booleans: ['json'], values: ['home'], minArguments: 1, maxArguments: Number.POSITIVE_INFINITY },
    run: async (app, { args }) => {
      const result = await app.packages.validate(args);
      const { describeValidation, exitCodeOf } = await import('../render/problems.ts');
      return { result, text: () => describeValidation(result), exitCode: exitCodeOf(result) };
    },
  },
  verify: {
    // Whom the other flags name is for oclif to judge: they exclude and need each other.
    spec: { booleans: ['json'], values: ['bundle', 'home', 'key'], minArguments: 1, maxArguments: 1 },
    run: async (app, { args, values }) => {
      const [file = ''] = args;
      const { bundle, key } = values;
      const result = await app.trust.verify({
        file,
        trust: key === undefined ? { kind: 'policy' } : { kind: 'key', file: key },
        ...(bundle !== undefined && { signatures: [bundle] }),
      });
      const { describeVerification } = await import('../render/signature.ts');
      return { result, text: () => describeVerification(result), exitCode: 0 };
    },
  },
};

function everyRule(paths: readonly string[]) {
  return { paths, level: null, kubernetesVersion: null };
}
