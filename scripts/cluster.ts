// npm run cluster [-- --kwok N] [--no-kubelet] [--port N]: a real Kubernetes on this machine, until ^C.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type PrivateCluster, startCluster } from '../test/support/cluster.ts';
import { clusterTree, nodeParts } from '../test/support/cluster/place.ts';

const USAGE = `npm run cluster [-- OPTIONS]: a real Kubernetes on this machine, until ^C

  --kwok N       how many nodes without a machine it has, played by kwok (3)
  --no-kubelet   no node with a real kubelet, also where there could be one
  --port N       of the API server on the loopback (a free one)
  --help         this text

What it is built of is brought by: npm run parts cluster containerd runc
A real kubelet needs root; without it all nodes are kwok's.`;

const OPTIONS = {
  kwok: { type: 'string', default: '3' },
  'no-kubelet': { type: 'boolean', default: false },
  port: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) console.log(USAGE);
  else {
    const kwokNodes = wholeNumber('--kwok', values.kwok, 1000);
    const port = values.port === undefined ? undefined : wholeNumber('--port', values.port, 65_535);
    await keep({ kwokNodes, kubelet: !values['no-kubelet'], ...(port !== undefined && { port }) });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

interface Wanted {
  readonly kwokNodes: number;
  readonly kubelet: boolean;
  readonly port?: number;
}

async function keep(wanted: Wanted): Promise<void> {
  const kubelet = wanted.kubelet && clusterTree() !== undefined && nodeParts() !== null;
  if (!kubelet && wanted.kwokNodes === 0)
    throw new Error(
      'it would have no node: give --kwok 1 or more, or bring a real kubelet as root with: npm run parts containerd runc',
    );
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using cluster = await startCluster({ ...wanted, kubelet });
  explain(cluster, wanted);
  const stay = setInterval(() => {}, 60_000);
  await stopped;
  clearInterval(stay);
  console.log('ending it');
}

function explain(cluster: PrivateCluster, { kwokNodes, kubelet }: Wanted): void {
  const real =
    cluster.kind === 'kubelet'
      ? 'a node with a real kubelet'
      : `no real kubelet${kubelet ? ' (it needs root and: npm run parts containerd runc)' : ''}`;
  const run =
    cluster.kind === 'kubelet'
      ? `kubectl create deployment web --image=${cluster.image} -- sleep 1000`
      : 'kubectl create deployment web --image=any';
  console.log(`Kubernetes at ${cluster.server}: ${real}, ${kwokNodes} of kwok

  export KUBECONFIG=${cluster.kubeconfig}
  alias kubectl='${cluster.program}'
  kubectl get nodes
  ${run}

It stays until ^C.`);
}

function wholeNumber(name: string, text: string, most: number): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Error(`${name} ${text}: a whole number up to ${most}; see: npm run cluster -- --help`);
}
