import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who asks the API server, by the beginning of the user agent. */
export type Asker = 'atomctl/' | 'kubectl/' | 'k8sbox/';

/** So long after a program has ended its last request stands in the log. */
const WRITTEN_MS = 300;

/** What was asked of a cluster since an earlier place of its audit log. */
export class Requests {
  readonly #log: string;
  #from: number;

  constructor(log: string) {
    this.#log = log;
    this.#from = sizeOf(log);
  }

  /** What these have asked since the last look, such as `get /api/v1/nodes/kubelet`, in order. */
  async since(askers: readonly Asker[]): Promise<readonly string[]> {
    await sleep(WRITTEN_MS);
    const text = textFrom(this.#log, this.#from);
    this.#from = sizeOf(this.#log);
    const found = text.split('\n').flatMap((line) => {
      if (!line.endsWith('}')) return [];
      const { userAgent = '', auditID, verb, requestURI }: AuditLine = JSON.parse(line);
      const isTheirs = askers.some((asker) => userAgent.startsWith(asker));
      return isTheirs ? [[auditID, `${verb} ${decodeURIComponent(requestURI)}`] as const] : [];
    });
    // A watch has two lines: when it begins, and when it ends.
    return [...new Map(found).values()];
  }
}

interface AuditLine {
  readonly userAgent?: string;
  readonly auditID: string;
  readonly verb: string;
  readonly requestURI: string;
}

function sizeOf(file: string): number {
  const log = openSync(file, 'r');
  try {
    return fstatSync(log).size;
  } finally {
    closeSync(log);
  }
}

function textFrom(file: string, from: number): string {
  const log = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(fstatSync(log).size - from);
    readSync(log, bytes, 0, bytes.length, from);
    return bytes.toString();
  } finally {
    closeSync(log);
  }
}
