import { existsSync } from 'node:fs';

/** Where a container engine is spoken to: a socket of this machine, or a port of its loopback. */
export interface EngineAddress {
  /** As DOCKER_HOST has it. */
  readonly url: string;
  readonly options: { readonly socketPath: string } | { readonly host: string; readonly port: string };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The engine that DOCKER_HOST names, else the first of the usual sockets that is there; undefined where neither is.
 * @throws {Error} for an address that is not of this machine: what is sent there is neither signed nor encrypted.
 */
export function engineAddress(dockerHost: string | null): EngineAddress | undefined {
  if (dockerHost !== null && dockerHost !== '') return parsed(dockerHost);
  const socket = usualSockets().find((path) => existsSync(path));
  return socket === undefined ? undefined : parsed(`unix://${socket}`);
}

function parsed(url: string): EngineAddress {
  if (url.startsWith('unix:///')) return { url, options: { socketPath: url.slice('unix://'.length) } };
  const target = URL.parse(url);
  if (target === null || !/^(?:tcp|http):$/.test(target.protocol) || !LOOPBACK.test(target.hostname))
    throw new Error(
      `DOCKER_HOST is ${url}: an engine is spoken to at unix:///PATH, or at tcp://127.0.0.1:PORT (for another machine: ssh -L)`,
    );
  const host = target.hostname.replace(/^\[|\]$/g, '');
  return { url, options: { host, port: target.port || '2375' } };
}

function usualSockets(): string[] {
  const own = process.getuid?.();
  return [
    '/var/run/docker.sock',
    ...(own === undefined ? [] : [`/run/user/${own}/docker.sock`, `/run/user/${own}/podman/podman.sock`]),
    '/run/podman/podman.sock',
  ];
}
