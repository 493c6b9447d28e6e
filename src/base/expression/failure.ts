import { AtomError } from '../errors.ts';

/** An expression that cannot be understood or evaluated; `start` and `end` count within its text. */
export class ExpressionError extends AtomError {
  readonly kind:
    | 'expression-syntax'
    | 'expression-type'
    | 'expression-limit'
    | 'expression-value'
    | 'expression-unknown';
  readonly expression: string;
  readonly start: number;
  readonly end: number;

  constructor(
    kind: ExpressionError['kind'],
    message: string,
    at: { expression: string; start?: number; end?: number; cause?: unknown },
  ) {
    super('ATOM_PACKAGE_INVALID', message, {
      hint: 'atomctl explain expressions',
      details: { expression: at.expression },
      cause: at.cause,
    });
    this.kind = kind;
    this.expression = at.expression;
    this.start = at.start ?? 0;
    this.end = at.end ?? at.expression.length;
  }
}
