import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A cluster that was not built here, for the tests to use. */
export interface OutsideCluster {
  readonly kubeconfig: string;
  readonly context: string;
  readonly server: string;
  /** Busybox, where its nodes get images from. */
  readonly image: string;
}

interface Named {
  readonly name?: string;
}

interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly (Named & { readonly context?: { readonly cluster?: string } })[];
  readonly clusters?: readonly (Named & { readonly cluster?: { readonly server?: string } })[];
}

const VARIABLE = 'ATOMCTL_TEST_KUBECONFIG';

/** The cluster of ATOMCTL_TEST_KUBECONFIG, where it is set. Tests make and break things: a context that is not named for tests is refused. */
export function outsideCluster(env: NodeJS.ProcessEnv): OutsideCluster | undefined {
  const kubeconfig = env[VARIABLE];
  if (kubeconfig === undefined || kubeconfig === '') return undefined;
  if (!existsSync(kubeconfig)) throw new Error(`${VARIABLE}: there is no file ${kubeconfig}`);
  const config: Kubeconfig = parse(readFileSync(kubeconfig, 'utf8'));
  const context = config['current-context'] ?? '';
  if (!isForTests(context)) {
    throw new Error(
      `${VARIABLE}: the context "${context}" of ${kubeconfig} is not named for tests: its name has the word "test" or begins with "kind-".\n` +
        `Choose another: kubectl --kubeconfig=${kubeconfig} config use-context NAME`,
    );
  }
  const server = serverOf(config, context);
  if (server === undefined)
    throw new Error(`${VARIABLE}: ${kubeconfig} has no server for its context "${context}"`);
  const image = env['ATOMCTL_TEST_IMAGE'] || 'docker.io/library/busybox:1.37.0';
  return { kubeconfig, context, server, image };
}

function serverOf({ contexts = [], clusters = [] }: Kubeconfig, context: string): string | undefined {
  const used = contexts.find(({ name }) => name === context)?.context?.cluster;
  return clusters.find(({ name }) => name === used)?.cluster?.server;
}

/** Whether a context's name says that tests may do with its cluster what they like; `latest` does not. */
export function isForTests(context: string): boolean {
  return (
    context.startsWith('kind-') ||
    context
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((word) => word === 'test' || word === 'tests')
  );
}
