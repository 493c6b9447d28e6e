/**
 * Every failure that a user can reach has a row here: the code is a promise to
 * scripts, `exit` to CI jobs, `status` to HTTP clients. docs/reference/errors.md
 * is generated from this table, and a test fails for a code that no CLI test reaches.
 */
export const CATALOGUE = {
  ATOM_RUN_FAILED: { exit: 1, status: 200, means: 'The run ended without success.' },
  ATOM_AUDIT_BROKEN: { exit: 1, status: 409, means: 'The audit chain does not prove what it should.' },

  ATOM_USAGE: { exit: 2, status: 400, means: 'Flags or arguments that do not fit together.' },
  ATOM_CONFIG_INVALID: { exit: 2, status: 500, means: 'The settings file cannot be used.' },

  ATOM_FILE_UNREADABLE: {
    exit: 3,
    status: 422,
    means: 'A file that was named is not there or cannot be read.',
  },
  ATOM_FILE_EXISTS: { exit: 3, status: 409, means: 'A file that would be overwritten is already there.' },
  ATOM_PACKAGE_INVALID: { exit: 3, status: 422, means: 'The package breaks the schema or its cross-checks.' },
  ATOM_ARCHIVE_INVALID: { exit: 3, status: 422, means: 'The archive is damaged, or is none.' },
  ATOM_ARCHIVE_UNSAFE: {
    exit: 3,
    status: 422,
    means: 'The archive has an entry that could do harm when unpacked.',
  },
  ATOM_PACKAGE_TOO_LARGE: { exit: 3, status: 413, means: 'A package or file is over the documented limits.' },
  ATOM_POLICY_INVALID: {
    exit: 3,
    status: 422,
    means: 'A policy file breaks the schema, or a rule in it cannot be understood.',
  },
  ATOM_INPUT_INVALID: {
    exit: 3,
    status: 422,
    means: 'An input of the run is unknown, missing or of the wrong shape.',
  },
  ATOM_KEY_INVALID: {
    exit: 3,
    status: 422,
    means: 'The key file is damaged or of a kind that is not supported.',
  },
  ATOM_KEY_PASSWORD: { exit: 3, status: 422, means: 'The password does not open the key.' },
  ATOM_PACKAGE_NOT_FOUND: { exit: 3, status: 404, means: 'No such package in the registry.' },
  ATOM_PLAN_NOT_FOUND: { exit: 3, status: 404, means: 'No such plan.' },
  ATOM_RUN_NOT_FOUND: { exit: 3, status: 404, means: 'No such run.' },
  ATOM_STEP_NOT_FOUND: { exit: 3, status: 404, means: 'The run or package has no such step.' },
  ATOM_TRUST_NOT_FOUND: { exit: 3, status: 404, means: 'No such entry in the trust policy.' },
  ATOM_FIELD_NOT_FOUND: { exit: 3, status: 404, means: 'The schema has no such field.' },

  ATOM_SIGNATURE_MISSING: { exit: 4, status: 403, means: 'There is no signature to verify.' },
  ATOM_SIGNATURE_INVALID: {
    exit: 4,
    status: 403,
    means: 'The signature does not fit the bytes or its proof does not hold.',
  },
  ATOM_BUNDLE_INVALID: { exit: 4, status: 422, means: 'The signature bundle cannot be read.' },
  ATOM_SIGNER_UNTRUSTED: {
    exit: 4,
    status: 403,
    means: 'The signature is good, but its signer is not trusted for this package.',
  },
  ATOM_SIGNATURES_TOO_FEW: {
    exit: 4,
    status: 403,
    means: 'Fewer trusted signers than the trust policy requires have signed the package.',
  },
  ATOM_TRUST_INVALID: {
    exit: 4,
    status: 500,
    means: 'The trust policy or trusted root cannot be read; nothing is trusted.',
  },
  ATOM_PACKAGE_MISMATCH: {
    exit: 4,
    status: 409,
    means: 'The signed bytes name another package or version than was asked for.',
  },

  ATOM_APPROVAL_REQUIRED: { exit: 5, status: 403, means: 'A person has to approve the plan first.' },
  ATOM_RUN_WAITING: { exit: 5, status: 409, means: 'The run waits for a person.' },

  ATOM_POLICY_REFUSED: { exit: 6, status: 403, means: 'The dry-run verdict is worse than what may run.' },
  ATOM_BLAST_RADIUS: { exit: 6, status: 403, means: 'The plan would touch more than its package allows.' },
  ATOM_PERMISSION_DENIED: {
    exit: 6,
    status: 403,
    means: 'A step would do what the package does not declare.',
  },
  ATOM_APPROVAL_STALE: {
    exit: 6,
    status: 409,
    means: 'The approval is for another digest, was used, or has expired.',
  },
  ATOM_APPROVAL_UNAVAILABLE: {
    exit: 6,
    status: 403,
    means: 'The package asks for approvers that only a daemon can give.',
  },
  ATOM_VERSION_EXISTS: {
    exit: 6,
    status: 409,
    means: 'This name and version are stored with other bytes; a version never changes.',
  },
  ATOM_PACKAGE_YANKED: { exit: 6, status: 410, means: 'The version was yanked.' },
  ATOM_OBJECT_LOCKED: { exit: 6, status: 409, means: 'Another run holds an object that this one changes.' },
  ATOM_RUN_OWNED: { exit: 6, status: 409, means: 'Another live process carries the run.' },
  ATOM_RUN_STATE: { exit: 6, status: 409, means: 'The run is not in a state that allows this.' },

  ATOM_STEP_UNSUPPORTED: {
    exit: 7,
    status: 501,
    means: 'This build has no executor for a step of the package.',
  },
  ATOM_NEEDS_MISSING: {
    exit: 7,
    status: 503,
    means: 'A tool, secret or service that is needed is missing or unreachable.',
  },

  ATOM_STORE_DAMAGED: { exit: 8, status: 500, means: 'The store is damaged.' },
  ATOM_STORE_NEWER: { exit: 8, status: 500, means: 'The store was written by a newer atomctl.' },
  ATOM_STORE_LOCKED: { exit: 8, status: 503, means: 'The store is locked, or cannot be written.' },
  ATOM_STORE_NETWORK: { exit: 8, status: 500, means: 'The store lies on a network file system.' },
  ATOM_DISK_FULL: { exit: 8, status: 507, means: 'The disk is full; nothing was left half-written.' },

  ATOM_BUG: { exit: 70, status: 500, means: 'A fault of atomctl itself.' },
  ATOM_INTERRUPTED: { exit: 130, status: 499, means: 'Interrupted by the user.' },
} as const satisfies Record<`ATOM_${string}`, { exit: number; status: number; means: string }>;

export type AtomErrorCode = keyof typeof CATALOGUE;

/** A place in a text file; lines and columns start at 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

export interface AtomErrorOptions {
  /** The command or action that gets the user out. */
  readonly hint?: string;
  readonly location?: Location;
  /** Facts for machines; never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A failure that a user can reach. Impossible states throw a plain `Error`. */
export class AtomError extends Error {
  override readonly name = 'AtomError';
  readonly code: AtomErrorCode;
  readonly hint: string | undefined;
  readonly location: Location | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: AtomErrorCode, message: string, options: AtomErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.location = options.location;
    this.details = options.details;
  }

  get exitCode(): number {
    return CATALOGUE[this.code].exit;
  }

  get status(): number {
    return CATALOGUE[this.code].status;
  }
}

/** The form that every `--json` failure and HTTP problem shares. */
export interface ErrorReport {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly location?: Location;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

export function reportOf(error: AtomError): ErrorReport {
  const { code, message, hint, location, details } = error;
  return {
    error: {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(location !== undefined && { location }),
      ...(details !== undefined && { details }),
    },
  };
}

/** `file:line:col`, as editors and terminals make it clickable. */
export function formatLocation({ file, line, col }: Location): string {
  return `${file}:${line}:${col}`;
}
