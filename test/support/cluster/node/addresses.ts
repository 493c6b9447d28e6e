/** The node with the real kubelet. */
export const NODE = 'kubelet-0';

/** All in a network namespace of the node's own: no cluster disturbs another. */
export const NODE_ADDRESS = '10.244.0.1';
export const POD_RANGE = '10.244.0.0/24';
export const SERVICE_RANGE = '10.96.0.0/16';

/** Of the Service `kubernetes`. */
export const SERVICE_ADDRESS = '10.96.0.1';
