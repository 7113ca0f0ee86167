import type { Labels } from './selectors.ts';

/**
 * Labels that controllers put on pods, so that no template has them.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const given =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|controller-revision-hash|pod-template-hash|pod-template-generation|batch\.kubernetes\.io\/.+|job-name|controller-uid)$/;

/** What of a selector a template could meet: the labels that controllers give its pods are left out. */
export const templateLabels = (selector: Labels): Labels =>
  Object.fromEntries(Object.entries(selector).filter(([key]) => !given.test(key)));
