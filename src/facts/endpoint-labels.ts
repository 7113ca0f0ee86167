/** The label that makes an EndpointSlice that of a Service. */
export const ownerLabel = 'kubernetes.io/service-name';

/** The label that says who writes an EndpointSlice. */
export const managedBy = 'endpointslice.kubernetes.io/managed-by';

/** Who writes the slices that stand for an object of the old kind Endpoints: they count where there are no others. */
export const fromEndpoints = 'endpoints';
