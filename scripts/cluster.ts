// npm run cluster [-- --kwok N] [--no-kubelet] [--port N]: a real Kubernetes on this machine, until ^C.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { clusterHere, startCluster } from '../test/support/cluster.ts';

const USAGE = `npm run cluster [-- OPTIONS]: a real Kubernetes on this machine, until ^C

  --kwok N       how many nodes without a machine it has, played by kwok (3)
  --no-kubelet   no node with a real kubelet, also where there could be one
  --port N       of the API server on the loopback (a free one)
  --help         this text

What it is built of is brought by: npm run parts cluster containerd runc
A real kubelet needs root; without it all nodes are kwok's.`;

const { values } = parseArgs({
  options: {
    kwok: { type: 'string', default: '3' },
    'no-kubelet': { type: 'boolean', default: false },
    port: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await keep();

async function keep(): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const stay = setInterval(() => {}, 60_000);
  await using cluster = await startCluster({
    kwokNodes: Number(values.kwok),
    kubelet: clusterHere() === 'kubelet' && !values['no-kubelet'],
    ...(values.port !== undefined && { port: Number(values.port) }),
  });
  const nodes = cluster.kind === 'kubelet' ? 'one node with a real kubelet and' : 'no real kubelet,';
  console.log(`Kubernetes at ${cluster.server}: ${nodes} ${values.kwok} of kwok

  export KUBECONFIG=${cluster.kubeconfig}
  kubectl get nodes                               # or: ${cluster.program} get nodes
  kubectl create deployment web --image=${cluster.image} -- sleep 1000

It stays until ^C.`);
  await stopped;
  clearInterval(stay);
  console.log('ending it');
}
