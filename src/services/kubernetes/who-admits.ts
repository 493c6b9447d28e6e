/** Shows who may refuse a request that is allowed and valid. */
export const WHO_ADMITS =
  'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations,validatingadmissionpolicies';
