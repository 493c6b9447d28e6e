import type { Probe } from '../../ports/probe.ts';

export function prometheusProbe(url: string | null): Probe {
  return {
    name: 'prometheus',
    env: 'PROM_URL',
    critical: false,
    disables: ['prometheus steps', 'signals'],
    fix: 'export PROM_URL=URL',
    find: async (signal) => {
      if (url === null) return undefined;
      const response = await ask(`${withoutSlash(url)}/api/v1/query?query=1`, signal);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return `answers queries`;
    },
  };
}

export interface ObjectStoreSettings {
  readonly bucket: string | null;
  /** Of a store other than AWS. */
  readonly endpoint: string | null;
}

/** Whether the bucket answers; 403 does too, since nobody signs the question. */
export function objectStoreProbe({ bucket, endpoint }: ObjectStoreSettings): Probe {
  return {
    name: 'object store',
    env: 'S3_BUCKET',
    critical: false,
    disables: ['audit export', 'evidence storage'],
    fix: 'export S3_BUCKET=NAME',
    find: async (signal) => {
      if (bucket === null) return undefined;
      const name = bucket.replace(/^s3:\/\//, '').replace(/\/.*$/, '');
      const url =
        endpoint === null
          ? `https://${name}.s3.amazonaws.com/`
          : `${withoutSlash(endpoint)}/${encodeURIComponent(name)}`;
      const { status } = await ask(url, signal, { method: 'HEAD', redirect: 'manual' });
      if (status === 404) throw new Error(`there is no bucket ${name}`);
      if (status >= 500) throw new Error(`HTTP ${status}`);
      return `bucket ${name} answers`;
    },
  };
}

export function embeddingProbe(key: string | null, url: string | null): Probe {
  return {
    name: 'embedding provider',
    env: 'OPENAI_KEY',
    critical: false,
    disables: ['recommendations'],
    fix: 'export OPENAI_KEY=KEY',
    find: async (signal) => {
      if (key === null) return undefined;
      const models = `${withoutSlash(url ?? 'https://api.openai.com/v1')}/models`;
      const response = await ask(models, signal, { headers: { authorization: `Bearer ${key}` } });
      if (response.status === 401) throw new Error('the key is refused');
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return 'takes the key';
    },
  };
}

/** The status of an answer; its body is let go unread. */
async function ask(url: string, signal: AbortSignal, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, signal });
  await response.body?.cancel();
  return response;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
