/** A limit of a container that its engine may or may not enforce. */
export type ContainerLimit = 'cpu' | 'memory' | 'pids';

/** What a container engine says that it can enforce. */
export type EngineLimits = Readonly<Record<ContainerLimit, boolean>>;
