/** Levels of the Pod Security Standards; restricted includes baseline. */
export const LEVELS = ['baseline', 'restricted'] as const;

export type Level = (typeof LEVELS)[number];

/** The newest minor version of Kubernetes 1 whose Pod Security checks are known. */
export const NEWEST_KUBERNETES = 37;
